/** Histories for every municipality and standard, from a fixed seed, made and written by PostgreSQL alone. */
import { type Client } from 'pg';

/** Ids as the register makes them, so many characters of a hash: the same in every run. */
const id = (prefix: string, of: string) => `'${prefix}_' || left(md5(${of}), 26)`;
/** A whole number from 0, the same in every run. */
const chance = (of: string, below: number) => `(hashtextextended(${of}, 20261122) & 9223372036854775807) % ${below}`;

/** Each pair of municipality and standard changes once a round: mostly from a day on, which may also lie in the past or ahead. */
const ROUND = `
  with pairs as (
    select m.id as municipality_id, s.id as standard_id, coalesce(k.id, ${id('adp', 'm.code || s.slug')}) as key_id, m.code || s.slug || $1::text as change
    from municipality m cross join standard s
    left join adoption_key k on k.municipality_id = m.id and k.standard_id = s.id
    order by m.code, s.slug limit $2 offset $3
  )
  select count(*) from record_adoptions(array(
    select jsonb_populate_record(null::adoption, jsonb_build_object(
      'id', key_id, 'municipality_id', municipality_id, 'standard_id', standard_id,
      'status', (array['PLANNED', 'IMPLEMENTING', 'APPLIED', 'APPLIED', 'NOT_APPLICABLE', 'PHASED_OUT'])[1 + ${chance(`'status' || change`, 6)}],
      'origin', 'REPORTED', 'change_id', ${id('adc', 'change')},
      'valid_from', date '2016-01-01' + (${chance(`'day' || change`, 4200)})::integer,
      'confirm_by', date '2017-01-01' + (${chance(`'day' || change`, 4200)})::integer))
    from pairs), true)`;

const AT_ONCE = 20_000;

/**
 * @param changes how many are written at least
 * @param tell of how many were written so far
 */
export async function seedAdoptions(client: Client, changes: number, tell: (written: number) => void): Promise<number> {
  const { rows } = await client.query<{ pairs: string }>(
    'select (select count(*) from municipality) * (select count(*) from standard) as pairs',
  );
  const pairs = Number(rows[0]?.pairs);
  let written = 0;
  for (let round = 0; written < changes; round++) {
    for (let done = 0; done < pairs && written < changes; done += AT_ONCE) {
      const { rows } = await client.query<{ count: string }>(ROUND, [round, AT_ONCE, done]);
      written += Number(rows[0]?.count);
      // In pieces, as a running register does.
      await gather(client);
      tell(written);
    }
  }
  await client.query('vacuum (analyze)');
  return written;
}

async function gather(client: Client): Promise<void> {
  const { rows } = await client.query<{ n: string }>('select fold_adoption_deltas(1) as n');
  if (rows[0]?.n !== '0') await gather(client);
}
