import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { type OwnRegister, startService } from '../support/register.js';

const rows = (file: string) =>
  parse<Record<string, string>>(readFileSync(join(projectRoot, 'data', file), 'utf8'), { columns: true });
const ADOPTIONS = rows('adoptions.csv');
const INVOLVEMENTS = rows('component-involvements.csv');

interface Fact {
  readonly verified: boolean;
  readonly provenance: string;
}

describe('Every fact that the register starts with can be found, with its source', () => {
  // A register of its own: in that of the others, municipalities report.
  let on: OwnRegister;
  const found = new Map<string, Fact & Record<string, any>>();
  beforeAll(async () => {
    on = await startService();
    for (const code of new Set([...ADOPTIONS, ...INVOLVEMENTS].map((row) => row['municipality']!))) {
      for (const asOf of ['2021-06-01', null]) {
        const { body } = await on.graphql(
          `query ($code: String!, $asOf: Date) { municipality(by: { code: $code }, asOf: $asOf) {
             adoptions(first: 100) { nodes { standard { slug } version { label } status origin since freshness verified provenance } }
             involvements(first: 100) { nodes { component { slug } role period { from isFromKnown } verified provenance } } } }`,
          { code, asOf },
        );
        expect(body.errors).toBeUndefined();
        const { adoptions, involvements } = body.data.municipality;
        for (const each of adoptions.nodes) found.set(`${code} ${each.standard.slug}`, each);
        for (const each of involvements.nodes) found.set(`${code} ${each.component.slug} ${each.role}`, each);
      }
    }
  }, 60_000);
  afterAll(() => on?.stop());

  test('68 of them, and nothing besides', () => {
    expect(ADOPTIONS).toHaveLength(5);
    expect(INVOLVEMENTS).toHaveLength(63);
    expect(found.size).toBe(68);
  });

  test.each(INVOLVEMENTS.map((row) => [`${row['municipality']} ${row['component']} ${row['role']}`, row] as const))(
    '%s',
    (key, row) => {
      const fact = found.get(key);
      expect(fact).toMatchObject({ verified: true, period: { isFromKnown: row['from'] !== '' } });
      expect(fact!.provenance.startsWith(row['source']!)).toBe(true);
    },
  );

  test.each(ADOPTIONS.map((row) => [`${row['municipality']} ${row['standard']}`, row] as const))('%s', (key, row) => {
    const fact = found.get(key);
    expect(fact).toMatchObject({ status: 'APPLIED', origin: 'REPORTED', version: { label: row['version'] } });
    expect(fact!.provenance.startsWith(row['source']!)).toBe(true);
    expect(fact!['since']).toBe(row['from'] || row['not_before']);
    // Without a first day the fact is a lead; no municipality has confirmed any of them since.
    expect(fact).toMatchObject({ verified: row['from'] !== '', freshness: 'STALE' });
  });

  test('with what every component speaks', async () => {
    const { body } = await on.graphql('{ components(first: 100) { nodes { slug supports { verified } } } }');
    const supports = body.data.components.nodes.flatMap((each: any) => each.supports);
    expect(body.data.components.nodes).toHaveLength(49);
    expect(supports).toHaveLength(93);
    expect(supports.filter((each: Fact) => each.verified).length).toBeLessThan(93);
  });

  test('and an event in the log for each that speaks of adoption', async () => {
    const events = await on.sql(
      `select count(*)::int as n from audit_event where action = 'loadCatalogue' and subject_id like 'adp_%' and organisation_id is not null`,
    );
    expect(events).toEqual([{ n: 5 }]);
  });
});
