/** What a stable address gives of a thing: one document for each sort, through the same reader as every other question. */
export interface Resource {
  /** As it stands in the answer. */
  readonly type: 'Standard' | 'StandardVersion' | 'ReferenceComponent' | 'Municipality' | 'Proposal' | 'Decision';
  readonly document: string;
  /** The thing in the data, or undefined when there is none. */
  readonly find: (data: Record<string, unknown>) => unknown;
}

const MOMENTS = 'asOf: $asOf, knownAt: $knownAt';
const PERIOD = 'period { from to isFromKnown }';
const NAMED = 'uri slug name';
const VERSION = 'uri label kind lifecycle publishedOn publishedText inUseFrom endOfSupportOn withdrawnOn verified';
const IDENTIFIERS = 'identifiers { register identifier url }';
const DECISION = 'decision { id title body outcome decidedOn effectiveFrom reference document }';
const OBLIGATION = `level source audience url verified ${PERIOD} versions { uri label } ${DECISION}`;
const REQUIREMENT = `role interfaceRole source verified ${PERIOD}`;

const STANDARD = `query StandardResource($slug: String!, $asOf: Date, $knownAt: DateTime) {
  standard(by: { slug: $slug }, ${MOMENTS}) {
    id ${NAMED} nameEn: name(language: EN) abbreviation synonyms formerNames summary summaryEn: summary(language: EN)
    kind theme lifecycle bindingLevel functionalScope organisationalScope legalBasis website verified updatedAt
    steward { slug name uri }
    currentVersion { uri label }
    versions(first: 100) { totalCount nodes { ${VERSION} } }
    obligations { ${OBLIGATION} }
    relations { kind outgoing note verified ${PERIOD} standard { ${NAMED} } version { uri label } }
    requiredBy { ${REQUIREMENT} component { slug name } }
    ${IDENTIFIERS}
  }
}`;

const VERSION_OF_STANDARD = `query StandardVersionResource($slug: String!, $label: String!, $asOf: Date, $knownAt: DateTime) {
  standard(by: { slug: $slug }, ${MOMENTS}) {
    version(label: $label) {
      id ${VERSION} reason changes changesEn: changes(language: EN) url
      standard { ${NAMED} }
      line { uri label }
      phases { lifecycle reason recordedAt verified ${PERIOD} ${DECISION} }
      artifacts { kind title url mediaType sha256 normative }
      basedOn { uri label standard { ${NAMED} } }
      successors { uri label standard { ${NAMED} } }
    }
  }
}`;

const COMPONENT = `query ReferenceComponentResource($slug: String!, $asOf: Date, $knownAt: DateTime) {
  referenceComponent(by: { slug: $slug }, ${MOMENTS}) {
    id slug name summary verified
    requirements { ${REQUIREMENT} standard { ${NAMED} } }
    ${IDENTIFIERS}
  }
}`;

const MUNICIPALITY = `query MunicipalityResource($code: String!, $asOf: Date, $knownAt: DateTime) {
  municipality(by: { code: $code }, ${MOMENTS}) {
    id uri code name aliases province population
    existence { from to isFromKnown }
    predecessors { uri code name }
    successors { uri code name }
  }
}`;

const ORGANISATION = '{ slug name }';
const VERSION_NAMED = `{ uri label standard { ${NAMED} } }`;
const ADVICE = 'advice { id body position rationale givenOn document }';
const DECIDED =
  'id slug title body outcome decidedOn effectiveFrom reference document vote { inFavour against abstained }';

const PROPOSAL = `query ProposalResource($number: Int!, $asOf: Date, $knownAt: DateTime) {
  proposal(number: $number, ${MOMENTS}) {
    id number title kind state aimedLevel motivation functionalScope organisationalScope endOfSupportOn isWithoutSuccessor
    submittedAt updatedAt decidingLevel decidedBy
    standard { ${NAMED} } version ${VERSION_NAMED} successor ${VERSION_NAMED} project { slug name }
    submittedBy ${ORGANISATION} supportedBy ${ORGANISATION}
    history { from to at reason by ${ORGANISATION} }
    assessments { verdict motivation at criterion { code title mandatory source } }
    consultations { round isOpen ${PERIOD} reactionCount reactions { id organisation text receivedAt answer answeredAt } }
    ${ADVICE} decisions { ${DECIDED} }
  }
}`;

const DECISION_ITSELF = `query DecisionResource($slug: String!, $asOf: Date, $knownAt: DateTime) {
  decision(slug: $slug, ${MOMENTS}) {
    ${DECIDED} verified provenance recordedAt
    reason corrects { slug title decidedOn } correctedBy { slug title decidedOn }
    proposal { number title kind state } ${ADVICE}
  }
}`;

const within = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

export const standard: Resource = { type: 'Standard', document: STANDARD, find: (data) => data['standard'] };

export const standardVersion: Resource = {
  type: 'StandardVersion',
  document: VERSION_OF_STANDARD,
  find: (data) => within(data['standard'], 'version'),
};

export const referenceComponent: Resource = {
  type: 'ReferenceComponent',
  document: COMPONENT,
  find: (data) => data['referenceComponent'],
};

export const municipality: Resource = {
  type: 'Municipality',
  document: MUNICIPALITY,
  find: (data) => data['municipality'],
};

export const proposal: Resource = { type: 'Proposal', document: PROPOSAL, find: (data) => data['proposal'] };

export const decision: Resource = { type: 'Decision', document: DECISION_ITSELF, find: (data) => data['decision'] };
