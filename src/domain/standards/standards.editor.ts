import { Injectable } from '@nestjs/common';
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound, Rejection } from '../../platform/graphql/user-errors.js';
import {
  type DescribeStandardInput,
  type IdentifyStandardInput,
  type RegisterStandardInput,
} from './standard.edit.inputs.js';
import { checkStandard, LONG } from './standards.checks.js';
import { demand, type DescribedStandard, lockStandard, STANDARD_WORDS as WORDS } from './standards.held.js';
import { STATED } from './standards.policy.js';
import { record } from './standards.record.js';
import { StandardsService } from './standards.service.js';

const CANNOT_BE_NULL = ['name', 'summary', 'synonyms', 'formerNames', 'stewardId'] as const;

/** What a registrar says of standards. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class StandardsEditor {
  constructor(private readonly standards: StandardsService) {}

  /**
   * @returns the id of the standard, for the payload
   * @throws Rejection with every problem: texts, an unknown steward, a slug that is taken
   */
  async register(tx: Writing<Actor>, input: RegisterStandardInput): Promise<{ standard: string }> {
    const checks = Checks.of();
    checkStandard(checks, input);
    await checkSteward(tx, checks, input.stewardId);
    const holder = await holderOf(tx, input.slug);
    if (holder !== undefined) checks.add(slugTaken(input.slug, holder));
    checks.throwIfAny();

    const id = newId('std');
    const { slug, kind, synonyms, formerNames } = input;
    const values = WORDS.in({ ...input, synonyms: synonyms ?? [], formerNames: formerNames ?? [] });
    const isWritten = await tx.query(
      `insert into standard (id, slug, kind, confidence, provenance, ${WORDS.columns})
       select $1, $2, $3, $4, $5, ${WORDS.columns} from jsonb_populate_record(null::standard, $6) on conflict (slug) do nothing returning id`,
      [id, slug, kind, STATED.confidence, STATED.provenance, WORDS.rowOf(values)],
    );
    // Another may have taken the name since: it is there by now, for the insert waited for it.
    if (isWritten.length === 0) throw new Rejection([slugTaken(slug, await holderOf(tx, slug))]);
    record(tx, id, input.reason, { after: { slug, kind, ...valuesOf(values) } });
    return { standard: id };
  }

  /**
   * Says of a standard what the input says, and leaves the rest. A name that goes is kept among the former names.
   * @throws Rejection with every problem, and when nothing would change
   */
  async describe(tx: Writing<Actor>, input: DescribeStandardInput): Promise<{ standard: string }> {
    const checks = Checks.of();
    checkStandard(checks, input);
    for (const name of CANNOT_BE_NULL) checks.notEmptied(name, input[name]);
    const held = demand(checks, await lockStandard(tx, input.standardId), { field: 'standardId', ...input });
    if (input.stewardId != null) await checkSteward(tx, checks, input.stewardId);
    await checkScope(tx, checks, input, held.id);
    checks.throwIfAny();

    const before = WORDS.in(held);
    const after = withFormerName({ ...before, ...WORDS.in(input) }, before.name);
    if (JSON.stringify(after) === JSON.stringify(before)) {
      throw new Rejection([...checks.refuse('', 'All of this is what the register says already.').problems]);
    }
    await tx.query(
      `update standard set (${WORDS.columns}, updated_at, revision)
         = (select ${WORDS.columns}, clock_timestamp(), $3::int from jsonb_populate_record(null::standard, $2)) where id = $1`,
      [held.id, WORDS.rowOf(after), held.revision + 1],
    );
    record(tx, held.id, input.reason, { before: valuesOf(before), after: valuesOf(after) });
    return { standard: held.id };
  }

  /**
   * Says what another register calls a standard; a name that is held already gets another address.
   * @throws Rejection with every problem, and when this is held already
   */
  async identify(tx: Writing<Actor>, input: IdentifyStandardInput): Promise<{ standard: string }> {
    const { register, identifier } = input;
    const url = input.url ?? null;
    const checks = Checks.of().text('register', register, { most: 100 }).text('identifier', identifier);
    checks.url('url', url).text('reason', input.reason, LONG);
    const { id } = demand(checks, await lockStandard(tx, input.standardId), { field: 'standardId' });
    const [held] = await tx.query<{ url: string | null }>(
      'select url from standard_identifier where register = $1 and identifier = $2 and standard_id = $3',
      [register, identifier, id],
    );
    if (held?.url === url) checks.refuse('', 'All of this is what the register says already.');
    checks.throwIfAny();
    const { confidence } = STATED;
    await this.standards.putIdentifier(tx, id, { register, identifier, url: url ?? undefined, confidence });
    await tx.query('update standard set updated_at = clock_timestamp() where id = $1', [id]);
    record(tx, id, input.reason, {
      before: { identifiers: held ? { register, identifier, ...held } : null },
      after: { identifiers: { register, identifier, url } },
    });
    return { standard: id };
  }
}

/** The name that goes stays findable; a name that comes back is no former one any more. */
function withFormerName(after: DescribedStandard, former: string): DescribedStandard {
  if (after.name === former) return after;
  const others = after.formerNames.filter((name) => name !== after.name && name !== former);
  return { ...after, formerNames: [...others, former] };
}

/** As the audit log names them. */
function valuesOf({ stewardId, ...rest }: Partial<DescribedStandard>): Values {
  return { ...rest, steward: stewardId };
}

async function checkSteward(tx: Transaction, checks: Checks, id: string): Promise<void> {
  const found = await tx.query('select id from organisation where id = $1', [id]);
  if (found.length === 0) checks.add(notFound('There is no such organisation.', checks.pathOf('stewardId')));
}

/** For what and for whom a standard is meant is said here until a body decides on it. */
async function checkScope(tx: Transaction, checks: Checks, input: DescribeStandardInput, id: string): Promise<void> {
  const said = (['functionalScope', 'organisationalScope'] as const).filter((name) => input[name] !== undefined);
  if (said.length === 0) return;
  const [decided] = await tx.query<{ slug: string }>(
    `select d.slug from standard_scope c join decision d on d.id = c.decision_id
     where c.standard_id = $1 and c.known_to = 'infinity' order by c.valid_from desc limit 1`,
    [id],
  );
  if (!decided) return;
  for (const name of said) checks.refuse(name, `It was decided by ${decided.slug}: only another decision changes it.`);
}

async function holderOf(tx: Transaction, slug: string): Promise<string | undefined> {
  const [holder] = await tx.query<{ id: string }>('select id from standard where slug = $1', [slug]);
  return holder?.id;
}

const slugTaken = (slug: string, holder: string | undefined) =>
  conflict(`The register has a standard "${slug}" already.`, ['input', 'slug'], holder);
