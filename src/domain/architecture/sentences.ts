/** Sentences that the database completes: the words stand in TypeScript, the facts come from the rows. */
import { type Param, sql, type Sql } from '../../platform/reading/sql.js';
import { Language } from '../standards/standards.inputs.js';

type Fact = Sql | Param;

/** Text with facts in it; null when one of the facts is, so that what cannot be said falls away. */
export const phrase = (words: TemplateStringsArray, ...facts: Fact[]): Sql =>
  sql`(${facts.reduce<Sql>((said, fact, i) => sql`${said} || ${fact} || ${words[i + 1] ?? ''}`, sql`${words[0] ?? ''}::text`)})`;

/** One phrase after the other; those that fell away leave nothing behind. */
export const said = (...phrases: readonly Sql[]): Sql =>
  sql`concat(${phrases.slice(1).reduce((all, each) => sql`${all}, ${each}`, phrases[0] ?? sql`''`)})`;

const AND = { NL: ' en ', EN: ' and ' } as const satisfies Record<Language, string>;

/**
 * The items of a list as people write them: "a, b and c"; null when there are none.
 * @param from what comes after the word FROM
 */
export const listed = (item: Sql, from: Sql, order: Sql, language: Language): Sql => sql`(
  select case when count(*) > 1 then array_to_string((array_agg(${item} order by ${order}))[:count(*)::int - 1], ', ') || ${AND[language]} else '' end
    || (array_agg(${item} order by ${order}))[count(*)::int] from ${from})`;

const MONTHS = {
  NL: 'januari februari maart april mei juni juli augustus september oktober november december',
  EN: 'January February March April May June July August September October November December',
} as const satisfies Record<Language, string>;

/** A date as people write it, such as "18 november 2019". */
export const day = (date: Fact, language: Language): Sql =>
  sql`(extract(day from ${date}) || ' ' || split_part(${MONTHS[language]}, ' ', extract(month from ${date})::int) || ' ' || to_char(${date}, 'YYYY'))`;

/** The day before which the register does not look: a start on it says nothing. */
const BEGINNING = '1970-01-01';

/** Since when a fact holds, as far as that is known: "since 1 April 2021". */
export function since(from: Sql, isKnown: Sql, language: Language): Sql {
  const [known, earliest, never] =
    language === Language.EN
      ? [
          phrase`since ${day(from, language)}`,
          phrase`since ${day(from, language)} at the earliest: the exact day is not known`,
          sql`'since a day that is not known'`,
        ]
      : [
          phrase`sinds ${day(from, language)}`,
          phrase`op zijn vroegst sinds ${day(from, language)}: de precieze dag is niet bekend`,
          sql`'sinds wanneer is niet bekend'`,
        ];
  return sql`(case when ${isKnown} then ${known} when ${from} > ${BEGINNING} then ${earliest} else ${never} end)`;
}
