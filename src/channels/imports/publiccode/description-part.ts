import { type Named } from './dutch-part.js';
import { type Fields } from './fields.js';

const LANGUAGE = /^[a-z]{2,3}(-|$)/i;

/** Where the languages were left out, what stands there is taken for both; what is there in one language alone as well. */
export function summaries(file: Fields): { summaryNl: string | undefined; summaryEn: string | undefined } {
  const all = file.section('description');
  const short = (of: Fields) =>
    of.text('shortDescription', 500) ?? of.text('genericName') ?? of.text('longDescription', 500);
  const languages = all.keys.filter((key) => LANGUAGE.test(key));
  const bare = all.has('shortDescription') || all.has('longDescription') ? short(all) : undefined;
  if (bare !== undefined) file.odd.note('OLD_FORM', 'description', bare);
  const by = (wanted: string) =>
    languages
      .filter((key) => key.toLowerCase().split('-')[0] === wanted)
      .map((key) => short(all.section(key)))
      .find(Boolean);
  const [nl, en] = [by('nl'), by('en')];
  const any = nl ?? en ?? bare ?? languages.map((key) => short(all.section(key))).find(Boolean);
  if (any === undefined) file.odd.note('NO_SUMMARY', 'description');
  return { summaryNl: nl ?? any, summaryEn: en };
}

/** Makers who have no better place for it name the description of the interface they offer. */
export function documentsIn(file: Fields): Named[] {
  const all = file.section('description');
  return all.keys
    .filter((key) => LANGUAGE.test(key))
    .flatMap((key) => {
      const text = all.section(key).text('apiDocumentation', 1000);
      return text === undefined ? [] : [{ text, field: `description/${key}/apiDocumentation`, isHint: true }];
    });
}

/** "Zaken API 1.4" among the features says what it speaks; most features say something else, and are no oddity. */
export function featuresIn(file: Fields): Named[] {
  const all = file.section('description');
  return all.keys
    .filter((key) => LANGUAGE.test(key))
    .flatMap((key) =>
      all
        .section(key)
        .texts('features')
        .map((text) => ({ text, field: `description/${key}/features`, isHint: true })),
    );
}
