import { newId } from '../../src/platform/database/id.js';
import { todayInAmsterdam } from '../../src/platform/graphql/today.js';
import { signIn } from '../support/actors.js';
import { type Answer, type AskOptions, type Register, register } from '../support/register.js';

/** The calendar date some days from today. */
export const day = (offset = 0): string =>
  new Date(Date.parse(todayInAmsterdam()) + offset * 86_400_000).toISOString().slice(0, 10);

const ERRORS = `errors { __typename message path
  ... on ConflictError { conflictingId } ... on IllegalTransitionError { from to allowed missing } }`;
const STANDARD = 'standard { id slug name formerNames synonyms summary revision lifecycle }';
const VERSION = `version { id label lifecycle revision announcedAt position publishedOn allowedTransitions
  artifacts { title normative } phases { lifecycle reason period { from to } successor { id } corrects { lifecycle } } successors { id } }`;

const RETURNS: Record<string, string> = {
  registerStandard: STANDARD,
  describeStandard: STANDARD,
  identifyStandard: 'standard { identifiers { register identifier url verified } }',
  relateStandards: STANDARD,
  endStandardRelation: STANDARD,
};

export const documentOf = (mutation: string): string => {
  const input = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  return `mutation ($input: ${input}) { ${mutation}(input: $input) { ${RETURNS[mutation] ?? VERSION} ${ERRORS} } }`;
};

type Input = Record<string, unknown>;

/** A registrar at work on the register of this worker, or on another one. */
export class Registrar {
  private constructor(
    readonly on: Register,
    readonly as: AskOptions,
  ) {}

  static async atWork(service?: Register): Promise<Registrar> {
    const on = service ?? (await register());
    return new Registrar(on, await signIn('registrar', on));
  }

  ask(mutation: string, input: Input): Promise<Answer> {
    return this.on.graphql(documentOf(mutation), { input }, this.as);
  }

  /** The payload, refused or not. */
  async tries(mutation: string, input: Input): Promise<any> {
    const { body } = await this.ask(mutation, input);
    if (body.errors) throw new Error(body.errors.map(({ message }) => message).join('\n'));
    return body.data[mutation];
  }

  /** What was made: anything else than success is a failure of the test. */
  async does(mutation: string, input: Input): Promise<any> {
    const { errors, standard, version } = await this.tries(mutation, input);
    if (errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return standard ?? version;
  }

  async registers(more: Input = {}): Promise<any> {
    const slug = `proef-${newId('std').slice(-14)}`;
    const [steward] = await this.on.sql<{ id: string }>('select min(id) as id from organisation');
    return this.does('registerStandard', {
      ...{ slug, name: `Proef ${slug}`, summary: 'Om te proberen.', kind: 'INTERFACE', stewardId: steward!.id },
      ...more,
    });
  }

  /** A draft that misses nothing to come into use. */
  drafts(standardId: string, label: string, more: Input = {}): Promise<any> {
    return this.does('draftStandardVersion', {
      standardId,
      label,
      publishedOn: '2020-01-01',
      artifacts: [NORM],
      ...more,
    });
  }

  transits(versionId: string, to: string, on = day(), more: Input = {}): Promise<any> {
    return this.does('transitionStandardVersion', { versionId, to, on, ...more });
  }
}

export const NORM = {
  kind: 'OPENAPI',
  title: 'Specificatie',
  url: 'https://example.org/openapi.yaml',
  mediaType: 'application/yaml',
  normative: true,
};
