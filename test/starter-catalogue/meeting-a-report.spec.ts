import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { type OwnRegister, startService } from '../support/register.js';
import { runCommand } from '../support/service-process.js';
import { CatalogueCopy } from './files.js';

const FILE = 'adoptions.csv';
const SOURCE = 'amsterdam.nl/standaarden';

describe('What a source says of adoption', () => {
  let on: OwnRegister;
  let files: CatalogueCopy;
  beforeAll(async () => {
    on = await startService();
    files = new CatalogueCopy();
  });
  afterAll(async () => {
    files?.throwAway();
    await on?.stop();
  });

  const load = () => runCommand(on.databaseUrl, 'load', '--from', files.folder);
  /** Makes the files say one thing of a municipality and a standard, and loads them. */
  const say = (standard: string, status: string, from: string, version = '', code = 'GM0363') => {
    const key = `${code},${standard},`;
    const others = readFileSync(join(files.folder, FILE), 'utf8').split('\n');
    const fact = `${key}${version},${status},${from},,,${SOURCE},SEEN`;
    files.write(FILE, [...others.filter((line) => line !== '' && !line.startsWith(key)), fact, ''].join('\n'));
    return load();
  };
  const idOf = async (field: string, by: string) =>
    (await on.graphql(`{ ${field}(by: { ${by} }) { id } }`)).body.data[field].id as string;
  const asReporter = async (name: string, type: string, input: Record<string, unknown>) => {
    const { body } = await on.graphql(
      `mutation ($input: ${type}!) { ${name}(input: $input) { errors { message } } }`,
      { input: { municipalityId: await idOf('municipality', 'code: "GM0363"'), ...input } },
      await signIn('reporter-gm0363', on),
    );
    expect(body).toMatchObject({ data: { [name]: { errors: [] } } });
  };
  const report = async (standard: string, status: string, validFrom: string) => {
    const standardId = await idOf('standard', `slug: "${standard}"`);
    await asReporter('reportAdoptions', 'ReportAdoptionsInput', { reports: [{ standardId, status, validFrom }] });
  };
  const held = async (standard: string, asOf?: string) => {
    const { body } = await on.graphql(
      `query ($asOf: Date) { municipality(by: { code: "GM0363" }, asOf: $asOf) {
         adoptions(first: 100) { nodes { id standard { slug } version { label } status since provenance revision } } } }`,
      { asOf },
    );
    expect(body.errors).toBeUndefined();
    return body.data.municipality.adoptions.nodes.find((each: any) => each.standard.slug === standard);
  };
  const left = async () => {
    const [last] = await on.sql<{ report: any }>('select report from catalogue_load order by id desc limit 1');
    const of = last!.report.oddities.filter((each: any) => each.kind === 'REPORTED_BY_THE_MUNICIPALITY');
    return of.map((each: any) => each.subject);
  };

  test('is recorded once, however often it is loaded', async () => {
    await say('zaken-api', 'APPLIED', '2024-01-01');
    const first = { status: 'APPLIED', since: '2024-01-01', provenance: SOURCE, revision: 1 };
    expect(await held('zaken-api')).toMatchObject(first);
    await on.sql('alter table catalogue_load disable trigger all');
    await on.sql('delete from catalogue_load');
    await load();
    expect(await held('zaken-api')).toMatchObject(first);
    expect(await left()).toEqual([]);
  }, 60_000);

  test('does not touch what the municipality has reported, and the load says so', async () => {
    await report('catalogi-api', 'IMPLEMENTING', '2026-01-01');
    await say('catalogi-api', 'APPLIED', '2024-01-01');
    expect(await held('catalogi-api')).toMatchObject({ status: 'IMPLEMENTING', provenance: null, revision: 1 });
    expect(await held('catalogi-api', '2025-01-01')).toBeUndefined();
    expect(await left()).toEqual(['GM0363 catalogi-api']);
  }, 60_000);

  test('stays as the municipality has confirmed it, whatever the source says later', async () => {
    await say('besluiten-api', 'APPLIED', '2024-01-01');
    const { id } = await held('besluiten-api');
    await asReporter('confirmAdoptions', 'ConfirmAdoptionsInput', { adoptionIds: [id] });
    await say('besluiten-api', 'PHASED_OUT', '2025-01-01');
    expect(await held('besluiten-api')).toMatchObject({ status: 'APPLIED', since: '2024-01-01' });
    expect(await left()).toEqual(['GM0363 besluiten-api']);
  }, 60_000);

  test('makes way for what the municipality reports after it', async () => {
    await say('documenten-api', 'APPLIED', '2024-01-01');
    await report('documenten-api', 'PHASED_OUT', '2026-06-01');
    expect(await held('documenten-api', '2026-05-31')).toMatchObject({ status: 'APPLIED', provenance: SOURCE });
    expect(await held('documenten-api', '2026-06-01')).toMatchObject({ status: 'PHASED_OUT', provenance: null });
  }, 60_000);

  test('can be set right by the source: what began too early is not known after all, and both stay on record', async () => {
    await say('gibit', 'APPLIED', '2024-01-01', '2023');
    await say('gibit', 'APPLIED', '2024-07-01', '2023');
    expect(await held('gibit', '2024-03-01')).toMatchObject({ status: 'UNKNOWN', version: null });
    expect(await held('gibit', '2024-07-01')).toMatchObject({ status: 'APPLIED', version: { label: '2023' } });
    const kept = await on.sql(
      `select a.valid_from from adoption a join standard s on s.id = a.standard_id
       where s.slug = 'gibit' and a.provenance = $1 and a.status = 'APPLIED' order by a.valid_from`,
      [SOURCE],
    );
    expect(kept.map((row) => row['valid_from'])).toEqual(['2024-01-01', '2024-07-01']);
    await say('gibit', 'APPLIED', '2023-12-06', '2023');
    for (const day of ['2023-12-06', '2024-03-01', '2024-07-01']) {
      expect(await held('gibit', day)).toMatchObject({ status: 'APPLIED', version: { label: '2023' } });
    }
    expect(await held('gibit', '2023-12-05')).toBeUndefined();
  }, 60_000);

  test('comes along to the municipality that took its place', async () => {
    // Weesp went into Amsterdam on 24 March 2022.
    await say('cmis', 'APPLIED', '2019-06-01', '', 'GM0457');
    expect(await held('cmis', '2022-03-23')).toBeUndefined();
    expect(await held('cmis', '2022-03-24')).toMatchObject({ status: 'APPLIED', since: '2022-03-24' });
  });
});
