import { newId } from '../../src/platform/database/id.js';
import { todayInAmsterdam } from '../../src/platform/graphql/today.js';
import { put } from '../support/builders.js';
import { type Asking, asking, doing } from '../support/persona.js';
import { type Register, type Sql } from '../support/register.js';

/** The calendar date some days from today. */
export const day = (offset = 0): string =>
  new Date(Date.parse(todayInAmsterdam()) + offset * 86_400_000).toISOString().slice(0, 10);

const ADOPTION = `adoptions { id status origin since confirmBy plannedFor freshness revision reason version { id }
  explanation { reason motivation reviewOn confidential } }`;

const reporting = doing('reportAdoptions', 'ReportAdoptionsInput', ADOPTION);
const confirming = doing('confirmAdoptions', 'ConfirmAdoptionsInput', ADOPTION);

type Values = Record<string, unknown>;

/** Somebody who reports for a municipality. */
export class Reporter {
  private constructor(
    readonly on: Register,
    readonly ask: Asking,
    readonly municipalityId: string,
  ) {}

  static async of(on: Register, persona: string, code = 'GM0363'): Promise<Reporter> {
    return new Reporter(on, asking(on, persona), await municipalityId(on.sql, code));
  }

  /** The payload, refused or not. */
  tries(reports: readonly Values[], more: Values = {}): Promise<any> {
    return reporting(this.ask, { municipalityId: this.municipalityId, reports, ...more });
  }

  /** The records after it: anything else than success is a failure of the test. */
  async reports(...reports: Values[]): Promise<any[]> {
    return done(await this.tries(reports));
  }

  triesToConfirm(...adoptionIds: string[]): Promise<any> {
    return confirming(this.ask, { municipalityId: this.municipalityId, adoptionIds });
  }

  async confirms(...adoptionIds: string[]): Promise<any[]> {
    return done(await this.triesToConfirm(...adoptionIds));
  }

  /** What the register tells this reporter of the record of one standard. */
  async record(standardId: string, selection: string, moments = ''): Promise<any> {
    return recordOf(this.ask, { standardId, municipalityId: this.municipalityId }, selection, moments);
  }
}

function done({ errors, adoptions }: any): any[] {
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return adoptions;
}

/** The record of a municipality and a standard as someone sees it; undefined when there is none for him. */
export async function recordOf(
  ask: Asking,
  { standardId, municipalityId: id }: { standardId: string; municipalityId: string },
  selection: string,
  moments = '',
): Promise<any> {
  const { municipality } = await ask(
    `{ municipality(by: { id: "${id}" } ${moments}) { adoptions(filter: { standardId: "${standardId}" }) { totalCount nodes { ${selection} } } } }`,
  );
  if (municipality.adoptions.totalCount !== municipality.adoptions.nodes.length) throw new Error('Miscounted.');
  return municipality.adoptions.nodes[0];
}

export async function municipalityId(sql: Sql, code: string): Promise<string> {
  const [found] = await sql<{ id: string }>('select id from municipality where code = $1', [code]);
  return found!.id;
}

/** That a standard binds from a day on, the whole of it or some versions. */
export async function binds(
  sql: Sql,
  standardId: string,
  level: string,
  more: { from?: string; to?: string; versionIds?: string[]; audience?: string; source?: string } = {},
): Promise<string> {
  const id = newId('obl');
  const { from = '2020-01-01', to, versionIds = [], audience, source = 'VNG' } = more;
  await put(sql, 'obligation', {
    ...{ id, standard_id: standardId, level, source, scope: versionIds.join(' '), is_from_known: true },
    ...{ audience: audience ?? null, valid_from: from, ...(to === undefined ? {} : { valid_to: to }) },
  });
  for (const versionId of versionIds) {
    await sql('insert into obligation_version (obligation_id, version_id) values ($1, $2)', [id, versionId]);
  }
  return id;
}

export const anExplanation = (more: Values = {}): Values => ({
  reason: 'NO_SUPPLIER_SUPPORT',
  motivation: 'Geen leverancier biedt het aan.',
  reviewOn: day(180),
  confidential: false,
  ...more,
});
