/** Imports one file, in a process of its own so that its memory can be told. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { importAdoptions } from '../src/channels/cli/adoptions.js';
import { type Measured, type Order } from './import-plan.js';

/** As a merge by hand would be: no rule, no count by month, no event; the same tables with all their constraints. */
const MERGE = [
  `create temp table said on commit drop as
     select coalesce(k.id, 'adp_' || left(md5(m.id || s.id), 26)) as id, m.id as municipality_id, s.id as standard_id, f.*,
       'adc_' || left(md5(f.line::text || clock_timestamp()::text), 26) as change_id,
       coalesce(lead(f.vanaf) over (partition by m.id, s.id order by f.vanaf), 'infinity') as next_from
     from file f join municipality m on m.code = f.gemeente join standard s on s.slug = f.standaard
     left join adoption_key k on k.municipality_id = m.id and k.standard_id = s.id`,
  'create index on said (id, vanaf)',
  'analyze said',
  `insert into adoption_key (id, municipality_id, standard_id)
     select distinct id, municipality_id, standard_id from said on conflict (id) do nothing`,
  `create temp table cut on commit drop as
     select a.*, min(x.vanaf) as first, max(x.vanaf) as last from adoption a join said x on x.id = a.id and x.vanaf >= a.valid_from and x.vanaf < a.valid_to
     where a.known_to = 'infinity' group by a.row_id`,
  'update adoption a set known_to = now() from cut where cut.row_id = a.row_id',
  `insert into adoption (id, municipality_id, standard_id, version_id, status, origin, planned_for, confirm_by, reason, confidence, change_id,
       revision, from_status, is_remainder, valid_from, valid_to, known_from)
     select id, municipality_id, standard_id, version_id, status, origin, planned_for, confirm_by, reason, confidence, change_id,
       revision, from_status, true, valid_from, first, now() from cut where valid_from < first`,
  `insert into adoption (id, municipality_id, standard_id, status, origin, planned_for, confirm_by, reason, change_id, revision, valid_from, valid_to, known_from)
     select x.id, x.municipality_id, x.standard_id, x.status, 'REPORTED', x.gepland, x.vanaf + 365, x.reden, x.change_id,
       coalesce((select max(a.revision) from adoption a where a.id = x.id and not a.is_remainder), 0) + row_number() over (partition by x.id order by x.vanaf),
       x.vanaf, least(x.next_from, coalesce(c.valid_to, 'infinity')), now()
     from said x left join cut c on c.id = x.id and c.valid_from <= x.vanaf and c.valid_to > x.vanaf`,
];

async function bare({ url, file }: Order): Promise<Pick<Measured, 'changed' | 'faulty'>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temp table file (line bigint generated always as identity, gemeente text, standaard text, status text, vanaf date, gepland date, reden text) on commit drop`,
    );
    await pipeline(
      createReadStream(`${file}.bare`),
      client.query(from('copy file (gemeente, standaard, status, vanaf, gepland, reden) from stdin with (format csv)')),
    );
    await client.query('analyze file');
    let changed = 0;
    for (const statement of MERGE) changed = (await client.query(statement)).rowCount ?? 0;
    await client.query('commit');
    return { changed, faulty: 0 };
  } finally {
    await client.end();
  }
}

/** As `adoptions import` at the command line does it. */
function register({ url, file }: Order): Promise<Pick<Measured, 'changed' | 'faulty'>> {
  process.env['DATABASE_URL'] = url;
  return importAdoptions({ file, isTrial: false, faultsPath: `${file}.faults` });
}

process.once('message', (order: Order) => {
  const begun = performance.now();
  void (order.way === 'bare' ? bare(order) : register(order)).then(({ changed, faulty }) => {
    const seconds = (performance.now() - begun) / 1000;
    const measured: Measured = { seconds, peakMb: process.resourceUsage().maxRSS / 1024, changed, faulty };
    process.send?.(measured, () => process.disconnect());
  });
});
