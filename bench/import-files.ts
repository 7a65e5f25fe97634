/** Files of reports for `import.ts`: the same rows as a municipality writes them, and bare for COPY. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type pg from 'pg';

const HEAD =
  'gemeente;standaard;versie;status;vanaf;gepland voor;uitleg;motivering;herzien op;vertrouwelijk;reden;correctie';
/** By year: every row changes what the one before it said. */
const ROUNDS = [
  { status: 'PLANNED', word: 'gepland', from: '2021-03-15', plannedFor: '2023-01-01' },
  { status: 'IMPLEMENTING', word: 'in invoering', from: '2022-03-15', plannedFor: '' },
  { status: 'APPLIED', word: 'toegepast', from: '2023-03-15', plannedFor: '' },
  { status: 'PHASED_OUT', word: 'uitgefaseerd', from: '2024-03-15', plannedFor: '' },
] as const;

export interface Pair {
  readonly code: string;
  readonly slug: string;
}

/** Each municipality with each standard of which nothing is known yet. */
export async function pairsIn(client: pg.Client): Promise<Pair[]> {
  const { rows } = await client.query<Pair>(
    `select m.code, s.slug from municipality m cross join standard s
     where exists (select from organisation_profile p where p.organisation_id = m.organisation_id and p.known_to = 'infinity'
         and p.valid_from <= '2020-01-01' and p.valid_to = 'infinity')
       and not exists (select from adoption_key k where k.municipality_id = m.id and k.standard_id = s.id)
     order by 1, 2`,
  );
  return rows;
}

/** The most rows that these pairs can tell of. */
export const mostRows = (pairs: readonly Pair[]): number => pairs.length * (ROUNDS.length - 1);

/**
 * Writes a file, and beside it the same rows for COPY.
 * @param faulty one row in so many names a status that there is none of; none when 0
 */
export async function writeReports(
  path: string,
  pairs: readonly Pair[],
  { rows, faulty, isFirst }: { rows: number; faulty: number; isFirst: boolean },
): Promise<void> {
  const [file, bare] = [createWriteStream(path), createWriteStream(`${path}.bare`)];
  file.write(`\uFEFF${HEAD}\r\n`);
  for (let at = 0; at < rows; at++) {
    const pair = pairs[at % pairs.length];
    const round = ROUNDS[isFirst ? 0 : 1 + Math.floor(at / pairs.length)];
    if (!pair || !round) throw new RangeError('There are not so many rows to write.');
    const word = faulty > 0 && at % faulty === 0 ? 'klaar' : round.word;
    const why = at % 5 === 0 ? 'aanbesteding, fase 2' : '';
    const { status, from, plannedFor } = round;
    await write(file, `${pair.code};${pair.slug};;${word};${from};${plannedFor};;;;;${why};\r\n`);
    await write(bare, `${pair.code},${pair.slug},${status},${from},${plannedFor},"${why}"\n`);
  }
  await Promise.all([file, bare].map((stream) => once(stream.end(), 'finish')));
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
