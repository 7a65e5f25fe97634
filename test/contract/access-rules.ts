/** Who may do what, as it is meant to be: a root field without a row here, or with another one, fails the tests. */
import { newId } from '../../src/platform/database/id.js';
import { aStandard, anAdoption, aVersion, phase, put } from '../support/builders.js';
import { adopted, aPendingDecision } from '../governance/decisions.js';
import { aProposal as aProposalOnStandards, dayAfter, TODAY } from '../governance/proposals.js';
import { aParticipation, aProgramme, aProject } from '../programmes/projects.js';
import { register, type Sql } from '../support/register.js';
import {
  aDeclaration,
  aKvkNumber,
  aProduct,
  aProductVersion,
  aRelease,
  aSupplier,
  aSupplyingOrganisation,
  aUse,
  aUseProposal,
  organisationOf,
} from '../suppliers/market.js';

/** Reads for anyone; what each caller sees in them is decided by visibility. */
export const OPEN = [
  'adoptionStatistics',
  'agenda',
  'auditConsistency',
  'auditHead',
  'auditInclusion',
  'compareProducts',
  'component',
  'components',
  'criteria',
  'decision',
  'decisions',
  'fundYear',
  'fundYears',
  'gibitCheck',
  'impact',
  'meetings',
  'municipalities',
  'municipality',
  'node',
  'nodes',
  'organisation',
  'organisations',
  'procurementTerms',
  'product',
  'products',
  'programmes',
  'project',
  'proposal',
  'proposals',
  'qualityNormSets',
  'referenceComponent',
  'referenceComponents',
  'requirements',
  'search',
  'standard',
  'standards',
  'supplier',
  'viewer',
];
/** Reads for whoever has signed in. */
export const SIGNED_IN = ['auditEvents', 'memberships'];

/** One persona for each role. */
export const PERSONAS = [
  'registrar',
  'secretary',
  'assessor',
  'auditor',
  'partnership',
  'reporter-gm0363',
  'approver-gm0363',
  'supplier-a',
] as const;
export type Persona = (typeof PERSONAS)[number];
export const PLACES = ['own', 'foreign'] as const;
export type Place = (typeof PLACES)[number];

/** Where a write takes place: the organisation it is about, and the role that someone may have there. */
export interface Scene {
  readonly sql: Sql;
  readonly organisationId: string;
  readonly role: string;
}

export interface Write {
  readonly access: readonly string[] | 'signed in';
  /** Who comes through, and for which organisation: his own, another one, or both. */
  readonly done: Partial<Record<Persona, readonly Place[]>>;
  readonly input: (scene: Scene) => Promise<Record<string, unknown>>;
}

const REGISTRAR = { access: ['REGISTRAR'], done: { registrar: PLACES } } as const;
const OWN_MUNICIPALITY = {
  access: ['REPORTER', 'APPROVER', 'REGISTRAR'],
  done: { registrar: PLACES, 'reporter-gm0363': ['own'], 'approver-gm0363': ['own'] },
} as const;
const OWN_SUPPLIER = {
  access: ['SUPPLIER_EDITOR', 'REGISTRAR'],
  done: { registrar: PLACES, 'supplier-a': ['own'] },
} as const;
const PROPOSING_SUPPLIER = { access: ['SUPPLIER_EDITOR'], done: { 'supplier-a': ['own'] } } as const;
const SECRETARY = { access: ['SECRETARY'], done: { secretary: PLACES } } as const;
const PROPOSERS = {
  access: ['REPORTER', 'APPROVER', 'PARTNERSHIP', 'SECRETARY', 'REGISTRAR'],
  done: Object.fromEntries(
    ['registrar', 'secretary', 'partnership', 'reporter-gm0363', 'approver-gm0363'].map((persona) => [
      persona,
      ['own'],
    ]),
  ) as Partial<Record<Persona, readonly Place[]>>,
} as const;
/** A day on which no body meets yet. */
const aDayToMeet = async (sql: Sql): Promise<string> => {
  const [next] = await sql<{ day: string }>(
    `select (greatest(max(held_on), '2100-01-01') + 1)::text as day from meeting`,
  );
  return next!.day;
};
const unique = (): string => newId('tst').slice(-10);

const aDraft = async (sql: Sql) => {
  const { id } = await aStandard(sql);
  const versionId = await aVersion(sql, id, '0.1', 1);
  await phase(sql, versionId, 'IN_DEVELOPMENT', '2026-01-01');
  return versionId;
};
/** That of the organisation; where it is none, just one. */
const aMunicipality = async ({ sql, organisationId }: Scene) => {
  const [found] = await sql<{ id: string }>(
    `select id from municipality order by (organisation_id = $1) desc, (code = 'GM0363') desc limit 1`,
    [organisationId],
  );
  return found!.id;
};
/** A partnership of one municipality, or of none. */
const aPartnership = async ({ sql }: Scene, municipalityId?: string) => {
  const id = newId('org');
  await sql(`insert into organisation (id, slug, kind, name, confidence) values ($1, $2, 'PARTNERSHIP', $2, 'SEEN')`, [
    id,
    `samen-${unique()}`,
  ]);
  if (municipalityId !== undefined) await aMember({ sql }, id, municipalityId);
  return id;
};
const aBody = async (sql: Sql) => {
  const id = newId('org');
  await sql(`insert into organisation (id, slug, kind, name, confidence) values ($1, $2, 'BODY', $2, 'SEEN')`, [
    id,
    `orgaan-${unique()}`,
  ]);
  return id;
};
const aMember = async ({ sql }: Pick<Scene, 'sql'>, partnershipId: string, municipalityId: string) => {
  const member = { partnership_id: partnershipId, municipality_id: municipalityId, valid_from: '2026-01-01' };
  const held = await sql('select from partnership_member where partnership_id = $1 and municipality_id = $2', [
    partnershipId,
    municipalityId,
  ]);
  if (held.length === 0) await put(sql, 'partnership_member', { id: newId('prm'), ...member });
};
const aProposal = async (scene: Scene, proposedBy: string) => {
  const municipalityId = await aMunicipality(scene);
  const id = newId('adq');
  await scene.sql(
    `insert into adoption_proposal (id, municipality_id, standard_id, status, valid_from, is_confidential, is_correction, proposed_by)
     values ($1, $2, $3, 'APPLIED', '2026-01-01', false, false, $4)`,
    [id, municipalityId, (await aStandard(scene.sql)).id, proposedBy],
  );
  return { id, municipalityId };
};
const SUBJECT = { issuer: 'https://login.example.nl', valid_from: '2026-01-01' };

/** The organisation as a supplier; where it is none, just one. */
const theSupplier = async ({ sql, organisationId }: Scene) => {
  const [found] = await sql<{ kind: string }>('select kind from organisation where id = $1', [organisationId]);
  return aSupplier(sql, found?.kind === 'SUPPLIER' ? organisationId : undefined);
};

const aPlace = async (scene: Scene) => ({
  municipalityId: await aMunicipality(scene),
  productVersionId: await aProductVersion(scene.sql, { supplierId: await theSupplier(scene) }),
});

const aProposalThatIs = async (state: string) => (await aProposalOnStandards(await register(), { state })).id;
const aProposalOf = async ({ organisationId }: Pick<Scene, 'organisationId'>, state: string) =>
  (await aProposalOnStandards(await register(), { state, submittedBy: organisationId })).id;

export const WRITES: Readonly<Record<string, Write>> = {
  registerStandard: {
    ...REGISTRAR,
    input: ({ organisationId }) =>
      Promise.resolve({
        slug: `recht-${unique()}`,
        name: `Rechtenproef ${unique()}`,
        summary: 'Om te proberen.',
        kind: 'INTERFACE',
        stewardId: organisationId,
      }),
  },
  describeStandard: {
    ...REGISTRAR,
    input: async ({ sql, organisationId }) => {
      const { id } = await aStandard(sql);
      return { standardId: id, expectedRevision: 1, summary: 'Nu anders.', stewardId: organisationId };
    },
  },
  identifyStandard: {
    ...REGISTRAR,
    input: async ({ sql }) => ({ standardId: (await aStandard(sql)).id, register: 'GEMMA', identifier: unique() }),
  },
  relateStandards: {
    ...REGISTRAR,
    input: async ({ sql }) => ({
      kind: 'REQUIRES',
      subjectId: (await aStandard(sql)).id,
      objectId: (await aStandard(sql)).id,
      from: '2026-01-01',
    }),
  },
  endStandardRelation: {
    ...REGISTRAR,
    input: async ({ sql }) => {
      const [subject, object] = [await aStandard(sql), await aStandard(sql)];
      const ends = { subject_standard_id: subject.id, object_standard_id: object.id };
      await put(sql, 'standard_relation', { id: newId('rel'), kind: 'REQUIRES', ...ends, valid_from: '2026-01-01' });
      return { kind: 'REQUIRES', subjectId: subject.id, objectId: object.id, on: '2026-06-01', reason: 'Vervallen.' };
    },
  },
  draftStandardVersion: {
    ...REGISTRAR,
    input: async ({ sql }) => ({ standardId: (await aStandard(sql)).id, label: '1.0' }),
  },
  describeStandardVersion: {
    ...REGISTRAR,
    input: async ({ sql }) => ({ versionId: await aDraft(sql), expectedRevision: 1, changes: 'Nieuw.' }),
  },
  addArtifact: {
    ...REGISTRAR,
    input: async ({ sql }) => ({
      versionId: await aDraft(sql),
      artifact: { kind: 'TEXT', title: 'Tekst', url: 'https://example.nl/tekst', normative: true },
    }),
  },
  transitionStandardVersion: {
    ...REGISTRAR,
    input: async ({ sql }) => ({ versionId: await aDraft(sql), to: 'CONSULTATION', on: '2026-03-01' }),
  },
  cancelPlannedTransition: {
    ...REGISTRAR,
    input: async ({ sql }) => {
      const versionId = await aDraft(sql);
      await phase(sql, versionId, 'CONSULTATION', '2099-01-01');
      return { versionId, on: '2099-01-01', reason: 'Uitgesteld.' };
    },
  },
  correctStandardVersion: {
    ...REGISTRAR,
    input: async ({ sql }) => ({
      versionId: await aDraft(sql),
      phaseFrom: '2026-01-01',
      lifecycle: 'CONSULTATION',
      reason: 'Was al in consultatie.',
    }),
  },
  registerOrganisation: {
    ...REGISTRAR,
    input: () => Promise.resolve({ slug: `org-${unique()}`, name: `Rechtenproef ${unique()}`, kind: 'SUPPLIER' }),
  },
  describeOrganisation: {
    ...REGISTRAR,
    input: async ({ sql, organisationId }) => {
      const [held] = await sql<{ revision: number }>('select revision from organisation where id = $1', [
        organisationId,
      ]);
      return {
        organisationId,
        expectedRevision: held!.revision,
        website: `https://example.nl/${unique()}`,
        reason: 'Verhuisd.',
      };
    },
  },
  mergeMunicipalities: {
    ...REGISTRAR,
    input: () =>
      Promise.resolve({
        on: '2031-01-01',
        predecessors: [{ municipality: { code: 'GM0363' }, into: [{ code: 'GM0394' }] }],
        reason: 'Om te proberen.',
        dryRun: true,
      }),
  },
  reportAdoptions: {
    ...OWN_MUNICIPALITY,
    input: async (scene) => ({
      municipalityId: await aMunicipality(scene),
      reports: [{ standardId: (await aStandard(scene.sql)).id, status: 'APPLIED' }],
    }),
  },
  confirmAdoptions: {
    ...OWN_MUNICIPALITY,
    input: async (scene) => {
      const municipalityId = await aMunicipality(scene);
      const { id } = await anAdoption(scene.sql, { municipalityId, standardId: (await aStandard(scene.sql)).id });
      return { municipalityId, adoptionIds: [id] };
    },
  },
  proposeAdoptions: {
    access: ['PARTNERSHIP', 'SUPPLIER_EDITOR'],
    done: { partnership: ['own'], 'supplier-a': ['own'] },
    input: async (scene) => {
      const municipalityId = await aMunicipality(scene);
      await aMember(scene, scene.organisationId, municipalityId);
      const { id: standardId } = await aStandard(scene.sql);
      return { onBehalfOfId: scene.organisationId, proposals: [{ municipalityId, standardId, status: 'APPLIED' }] };
    },
  },
  answerAdoptionProposals: {
    ...OWN_MUNICIPALITY,
    input: async (scene) => {
      const [other] = await scene.sql<{ id: string }>(`select id from organisation where kind = 'SUPPLIER' limit 1`);
      const { id, municipalityId } = await aProposal(scene, other!.id);
      return { municipalityId, answers: [{ proposalId: id, accept: true }] };
    },
  },
  withdrawAdoptionProposals: {
    access: ['REPORTER', 'APPROVER', 'PARTNERSHIP', 'SUPPLIER_EDITOR'],
    done: { 'reporter-gm0363': ['own'], 'approver-gm0363': ['own'], partnership: ['own'], 'supplier-a': ['own'] },
    input: async (scene) => ({ proposalIds: [(await aProposal(scene, scene.organisationId)).id] }),
  },
  requireSignOff: {
    access: ['APPROVER', 'REGISTRAR'],
    done: { registrar: PLACES, 'approver-gm0363': ['own'] },
    input: async (scene) => {
      const { sql, organisationId, role } = scene;
      const municipalityId = await aMunicipality(scene);
      const own = await sql(`select from organisation where id = $1 and slug = 'gm0363'`, [organisationId]);
      // It is as before in the end: others report for this municipality on the same register.
      if (own.length > 0 && role === 'APPROVER') {
        await put(sql, 'adoption_sign_off', {
          municipality_id: municipalityId,
          is_required: true,
          valid_from: '2026-01-01',
        });
      }
      const held = await sql(
        `select from adoption_sign_off where municipality_id = $1 and is_required and known_to = 'infinity' and valid_to = 'infinity'`,
        [municipalityId],
      );
      return { municipalityId, required: held.length === 0 };
    },
  },
  admitPartnershipMember: {
    ...REGISTRAR,
    input: async (scene) => ({
      partnershipId: await aPartnership(scene),
      municipalityId: await aMunicipality(scene),
    }),
  },
  endPartnershipMembership: {
    ...REGISTRAR,
    input: async (scene) => {
      const municipalityId = await aMunicipality(scene);
      return { partnershipId: await aPartnership(scene, municipalityId), municipalityId, reason: 'Uitgetreden.' };
    },
  },
  recordParticipation: {
    ...OWN_MUNICIPALITY,
    input: async ({ sql, organisationId }) => {
      const { id: projectId } = await aProject(sql);
      return { projectId, organisationId, role: 'PILOT', from: '2026-01-01' };
    },
  },
  withdrawParticipation: {
    ...OWN_MUNICIPALITY,
    input: async ({ sql, organisationId }) => ({
      participationId: await aParticipation(sql, organisationId),
      reason: 'Vergissing.',
    }),
  },
  recordFundYear: {
    ...REGISTRAR,
    input: () => Promise.resolve({ year: 2150, centsWithVat: 1, provenance: unique(), reason: 'Rechtenproef.' }),
  },
  recordFundAllocation: {
    ...REGISTRAR,
    input: async ({ sql }) => ({
      ...{ year: 2020, projectId: (await aProject(sql)).id },
      ...{ plannedCents: 1, includesVat: true, provenance: 'Rechtenproef' },
    }),
  },
  recordProgramme: {
    ...REGISTRAR,
    input: () =>
      Promise.resolve({ slug: `plan-${unique()}`, name: 'Rechtenproef', kind: 'YEAR_PLAN', from: '2011-01-01' }),
  },
  recordProject: {
    ...REGISTRAR,
    input: async ({ sql }) => ({
      ...{ slug: `werk-${unique()}`, programmeId: (await aProgramme(sql)).id, name: 'Rechtenproef' },
      ...{ summary: 'Om te proberen.', activity: 'PROJECT', years: [2011] },
    }),
  },
  moveProject: {
    access: ['SECRETARY', 'REGISTRAR'],
    done: { registrar: PLACES, secretary: PLACES },
    input: async ({ sql }) => ({ projectId: (await aProject(sql)).id, to: 'PILOT', reason: 'Beproefd.' }),
  },
  submitProposal: {
    ...PROPOSERS,
    input: ({ organisationId: onBehalfOfId }) =>
      Promise.resolve({
        ...{ onBehalfOfId, title: 'Rechtenproef', kind: 'NEW_STANDARD', motivation: 'Om te proberen.', draft: true },
      }),
  },
  describeProposal: {
    ...PROPOSERS,
    input: async ({ organisationId }) => ({
      ...{ proposalId: await aProposalOf({ organisationId }, 'DRAFT'), title: unique() },
    }),
  },
  supportProposal: {
    ...PROPOSERS,
    // Of what a municipality or a public body does, a partnership or a keeper of standards is no support.
    done: { secretary: ['own'], 'reporter-gm0363': ['own'], 'approver-gm0363': ['own'] },
    input: async ({ sql, organisationId: onBehalfOfId }) => {
      const submittedBy = await organisationOf(sql, 'gm0599');
      const { id: proposalId } = await aProposalOnStandards(await register(), { state: 'INTAKE', submittedBy });
      return { proposalId, onBehalfOfId };
    },
  },
  proposeFromProject: {
    ...PROPOSERS,
    input: async ({ sql, organisationId: onBehalfOfId }) => ({ projectId: (await aProject(sql)).id, onBehalfOfId }),
  },
  transitionProposal: {
    ...PROPOSERS,
    input: async (scene) => ({ proposalId: await aProposalOf(scene, 'RETURNED'), to: 'WITHDRAWN' }),
  },
  assessProposal: {
    ...REGISTRAR,
    input: async () => ({
      ...{ proposalId: await aProposalThatIs('IN_ASSESSMENT'), criterionCode: 'FORUM-DRAAGVLAK' },
      ...{ verdict: 'MET', motivation: 'Zo is het.' },
    }),
  },
  changeConsultation: {
    ...REGISTRAR,
    input: async () => ({
      ...{ proposalId: await aProposalThatIs('IN_CONSULTATION'), until: dayAfter(30), reason: 'Het is vakantie.' },
    }),
  },
  reactToProposal: {
    access: 'signed in',
    done: Object.fromEntries(PERSONAS.map((persona) => [persona, ['own']])),
    input: async ({ organisationId }) => ({
      ...{ proposalId: await aProposalThatIs('IN_CONSULTATION'), text: 'Zou dat wel kunnen?' },
      onBehalfOfId: organisationId,
    }),
  },
  assignSecretariat: {
    ...REGISTRAR,
    input: async ({ sql }) => ({ organisationId: await aBody(sql), body: 'CVA' }),
  },
  recordAdvice: {
    ...SECRETARY,
    input: async () => ({
      ...{ proposalId: await aProposalThatIs('CVD_ADVICE'), body: 'CVD', position: 'POSITIVE' },
      ...{ rationale: 'Doen.', givenOn: TODAY },
    }),
  },
  recordDecision: {
    ...SECRETARY,
    input: async () => adopted({ id: await aProposalThatIs('DECISION') }),
  },
  confirmDecision: {
    ...SECRETARY,
    input: async ({ sql }) => ({ pendingDecisionId: await aPendingDecision(sql, await aProposalThatIs('DECISION')) }),
  },
  withdrawPendingDecision: {
    ...SECRETARY,
    input: async ({ sql }) => ({ pendingDecisionId: await aPendingDecision(sql, await aProposalThatIs('DECISION')) }),
  },
  planMeeting: {
    access: ['SECRETARY', 'REGISTRAR'],
    done: { registrar: PLACES, secretary: PLACES },
    input: async ({ sql }) => ({ body: 'CVD', heldOn: await aDayToMeet(sql) }),
  },
  changeMeeting: {
    access: ['SECRETARY', 'REGISTRAR'],
    done: { registrar: PLACES, secretary: PLACES },
    input: async ({ sql }) => {
      const id = newId('mtg');
      await sql(`insert into meeting (id, body, held_on) values ($1, 'CVD', $2)`, [id, await aDayToMeet(sql)]);
      return { meetingId: id, isCancelled: true };
    },
  },
  registerSupplier: {
    ...OWN_SUPPLIER,
    input: async ({ sql, organisationId }) => {
      const other = await aSupplyingOrganisation(sql);
      // Whatever supplier the organisation was, another is it now.
      await sql('update supplier set organisation_id = $2 where organisation_id = $1', [organisationId, other]);
      const [found] = await sql<{ kind: string }>('select kind from organisation where id = $1', [organisationId]);
      const fitting = found?.kind === 'SUPPLIER' ? organisationId : await aSupplyingOrganisation(sql);
      return { organisationId: fitting, kvkNumber: aKvkNumber() };
    },
  },
  registerProduct: {
    ...OWN_SUPPLIER,
    input: async (scene) => ({
      supplierId: await theSupplier(scene),
      slug: `pakket-${unique()}`,
      name: `Rechtenproef ${unique()}`,
      summary: 'Om te proberen.',
    }),
  },
  registerProductVersion: {
    ...OWN_SUPPLIER,
    input: async (scene) => ({
      productId: (await aProduct(scene.sql, { supplierId: await theSupplier(scene) })).id,
      label: '1.0',
    }),
  },
  describeSupplier: {
    ...OWN_SUPPLIER,
    input: async (scene) => ({
      supplierId: await theSupplier(scene),
      website: `https://example.nl/${unique()}`,
    }),
  },
  describeProduct: {
    ...OWN_SUPPLIER,
    input: async (scene) => ({
      productId: (await aProduct(scene.sql, { supplierId: await theSupplier(scene) })).id,
      summary: 'Nu anders.',
    }),
  },
  describeProductVersion: {
    ...OWN_SUPPLIER,
    input: async (scene) => ({
      productVersionId: await aProductVersion(scene.sql, { supplierId: await theSupplier(scene) }),
      supportedUntil: '2199-01-01',
    }),
  },
  proposeProductUse: {
    ...PROPOSING_SUPPLIER,
    input: async (scene) => ({
      productVersionId: await aProductVersion(scene.sql, { supplierId: await theSupplier(scene) }),
      municipalityIds: [await aMunicipality(scene)],
    }),
  },
  withdrawProductUseProposals: {
    ...PROPOSING_SUPPLIER,
    input: async (scene) => ({ proposalIds: [(await aUseProposal(scene.sql, await aPlace(scene))).id] }),
  },
  answerProductUseProposals: {
    ...OWN_MUNICIPALITY,
    input: async (scene) => {
      const municipalityId = await aMunicipality(scene);
      const { id } = await aUseProposal(scene.sql, { municipalityId });
      return { municipalityId, answers: [{ proposalId: id, accept: true }] };
    },
  },
  declareConformance: {
    ...OWN_SUPPLIER,
    input: async (scene) => ({
      productVersionId: await aProductVersion(scene.sql, { supplierId: await theSupplier(scene) }),
      standardVersionId: (await aRelease(scene.sql)).versionId,
      interfaceRole: 'PROVIDER',
    }),
  },
  transitionDeclaration: {
    access: ['SUPPLIER_EDITOR', 'ASSESSOR', 'REGISTRAR'],
    // Who may judge for which supplier: test/conformance/assessing.spec.ts.
    done: { assessor: PLACES },
    input: async (scene) => {
      const productVersionId = await aProductVersion(scene.sql, { supplierId: await theSupplier(scene) });
      return { declarationId: await aDeclaration(scene.sql, { productVersionId }), to: 'IN_ASSESSMENT' };
    },
  },
  attachEvidence: {
    access: ['SUPPLIER_EDITOR', 'ASSESSOR', 'REGISTRAR'],
    done: { registrar: PLACES, 'supplier-a': ['own'] },
    input: async (scene) => {
      const productVersionId = await aProductVersion(scene.sql, { supplierId: await theSupplier(scene) });
      const declarationId = await aDeclaration(scene.sql, { productVersionId });
      return { declarationId, evidence: [{ kind: 'AUDIT', title: 'Audit', url: 'https://example.nl/audit' }] };
    },
  },
  issueConformanceReport: {
    access: 'signed in',
    done: Object.fromEntries(PERSONAS.map((persona) => [persona, PLACES])),
    input: async (scene) => ({
      productVersionId: await aProductVersion(scene.sql, { supplierId: await theSupplier(scene) }),
    }),
  },
  recordProductUse: {
    ...OWN_MUNICIPALITY,
    input: async (scene) => ({
      municipalityId: await aMunicipality(scene),
      productVersionId: await aProductVersion(scene.sql),
    }),
  },
  endProductUse: {
    ...OWN_MUNICIPALITY,
    input: async (scene) => {
      const municipalityId = await aMunicipality(scene);
      const productVersionId = await aProductVersion(scene.sql);
      return { productUseId: await aUse(scene.sql, { municipalityId, productVersionId }) };
    },
  },
  grantRole: {
    access: ['REGISTRAR', 'APPROVER', 'PARTNERSHIP', 'SUPPLIER_EDITOR'],
    done: { registrar: PLACES, 'approver-gm0363': ['own'], partnership: ['own'], 'supplier-a': ['own'] },
    input: ({ organisationId, role }) => Promise.resolve({ organisationId, role, subject: `proef-${unique()}` }),
  },
  revokeRole: {
    access: 'signed in',
    done: { registrar: PLACES, 'approver-gm0363': ['own'], partnership: ['own'], 'supplier-a': ['own'] },
    input: async ({ sql, organisationId, role }) => {
      const id = newId('mbr');
      const [row] = await sql<{ at: Date }>(
        `select membership_put(jsonb_populate_record(null::membership, $1::jsonb)) as at`,
        [JSON.stringify({ id, ...SUBJECT, subject: `proef-${unique()}`, organisation_id: organisationId, role })],
      );
      if (!row?.at) throw new Error('The membership was not made.');
      return { membershipId: id, reason: 'Uit dienst.' };
    },
  },
};
