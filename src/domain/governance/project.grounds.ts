/** What a joint project gives to a proposal for all municipalities. */
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { ProjectStage } from '../programmes/programmes.enums.js';
import { BindingLevel } from '../standards/standards.enums.js';
import { ProposalKind } from './governance.enums.js';
import { type Content } from './proposal.checks.js';
import { type ProposeFromProjectInput } from './proposals.edit.inputs.js';

const { NEW_STANDARD, BINDING_CHANGE } = ProposalKind;

interface Grounds {
  readonly name: string;
  readonly summary: string;
  readonly stage: ProjectStage | null;
  readonly standardIds: readonly string[];
}

/**
 * What a project says and is about; notes when there is no such project, or it was stopped.
 * @param today YYYY-MM-DD
 */
export async function groundsIn(
  tx: Transaction,
  checks: Checks,
  projectId: string,
  today: string,
): Promise<Grounds | undefined> {
  const [grounds] = await tx.query<Grounds>(
    `select p.name, p.summary, array(select s.standard_id from project_standard s where s.project_id = p.id) as "standardIds",
       (select s.stage from project_stage s where s.project_id = p.id and s.known_to = 'infinity'
         and s.valid_from <= $2 and s.valid_to > $2) as stage
     from project p where p.id = $1`,
    [projectId, today],
  );
  if (!grounds) checks.add(notFound('There is no such project.', checks.pathOf('projectId')));
  else if (grounds.stage === ProjectStage.STOPPED) {
    checks.refuse('projectId', 'The project was stopped: what was given up is not proposed for all.');
  }
  return grounds;
}

/** Notes when it is not about the standard that is chosen. */
export function whyNoGround(checks: Checks, { standardIds }: Grounds, input: ProposeFromProjectInput): void {
  if (input.standardId != null && !standardIds.includes(input.standardId)) {
    checks.refuse('standardId', 'The project is not about this standard.');
  }
}

/** The words of the project, and its standard where it has one only or one is chosen; the rest is for who submits it to fill in. */
export function wordsOf({ name, summary, standardIds }: Grounds, input: ProposeFromProjectInput): Content {
  const [only, another] = standardIds;
  const kind = input.kind ?? (only === undefined ? NEW_STANDARD : BINDING_CHANGE);
  return {
    ...{ kind, title: shortened(name), motivation: summary },
    standardId: input.standardId ?? (another === undefined ? (only ?? null) : null),
    versionId: null,
    aimedLevel: [NEW_STANDARD, BINDING_CHANGE].includes(kind) ? BindingLevel.RECOMMENDED : null,
    ...{ functionalScope: null, organisationalScope: null },
    ...{ endOfSupportOn: null, successorId: null, isWithoutSuccessor: false },
  };
}

const MOST = 200;
const shortened = (name: string): string =>
  [...name].length > MOST
    ? `${[...name]
        .slice(0, MOST - 1)
        .join('')
        .trim()}…`
    : name;
