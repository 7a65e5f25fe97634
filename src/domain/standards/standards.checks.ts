/** The rules for every text and value that may be said of a standard or a version. */
import { type Checks } from '../../platform/graphql/checks.js';
import { type DescribeStandardInput, type RegisterStandardInput } from './standard.edit.inputs.js';
import {
  type ArtifactInput,
  type DescribeStandardVersionInput,
  type DraftStandardVersionInput,
} from './version.edit.inputs.js';

export const LONG = { most: 2000, hasLines: true };
const NOTES = { most: 10_000, hasLines: true };
const NAMES = { count: 50, most: 200 };
export const SLUG = {
  most: 100,
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  expected: 'made of small letters and digits, with single hyphens between, such as "zaken-api"',
};
// As a part of an address "." and ".." mean another place.
const LABEL = { most: 100, pattern: /^(?!\.{1,2}$)/, expected: 'no version label' };
const SHA256 = { most: 64, pattern: /^[0-9a-f]{64}$/, expected: 'made of 64 hexadecimal digits in small letters' };
const NAME_OF_TYPE = '[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]*';
const MEDIA_TYPE = {
  most: 127,
  pattern: new RegExp(`^${NAME_OF_TYPE}/${NAME_OF_TYPE}( *; *${NAME_OF_TYPE}=[^;"]+)*$`),
  expected: 'a media type, such as application/yaml',
};

export function checkStandard(checks: Checks, input: RegisterStandardInput | DescribeStandardInput): void {
  if ('slug' in input) checks.text('slug', input.slug, SLUG);
  checks
    .text('name', input.name)
    .text('nameEn', input.nameEn)
    .text('abbreviation', input.abbreviation, { most: 50 })
    .texts('synonyms', input.synonyms, NAMES)
    .texts('formerNames', input.formerNames, NAMES)
    .text('summary', input.summary, LONG)
    .text('summaryEn', input.summaryEn, LONG)
    .text('theme', input.theme, { most: 100 })
    .text('functionalScope', input.functionalScope, LONG)
    .text('organisationalScope', input.organisationalScope, LONG)
    .text('legalBasis', input.legalBasis, LONG)
    .url('website', input.website)
    .text('reason', input.reason, LONG);
}

export function checkVersion(checks: Checks, input: DraftStandardVersionInput | DescribeStandardVersionInput): void {
  checks
    .text('label', input.label, LABEL)
    .date('publishedOn', input.publishedOn)
    .text('publishedText', input.publishedText)
    .text('changes', input.changes, NOTES)
    .text('changesEn', input.changesEn, NOTES)
    .url('url', input.url)
    .text('reason', input.reason, LONG);
}

export function checkArtifacts(checks: Checks, artifacts: readonly ArtifactInput[]): void {
  if (artifacts.length > 50) checks.refuse('artifacts', 'A version comes with at most 50 files.');
  artifacts.forEach((artifact, i) => {
    checkArtifact(checks.within('artifacts', i), artifact);
    if (artifacts.findIndex(({ url }) => url === artifact.url) < i) {
      checks.within('artifacts', i).refuse('url', 'A file of this address is in the list already.');
    }
  });
}

export function checkArtifact(checks: Checks, artifact: ArtifactInput): void {
  checks
    .text('title', artifact.title)
    .url('url', artifact.url)
    .text('mediaType', artifact.mediaType, MEDIA_TYPE)
    .text('sha256', artifact.sha256, SHA256);
}
