/** The check once more, as loops over plain objects: what the statement must agree with, written from the rules. */

export type Level = 0 | 1 | 2;
export interface Phase {
  readonly name: string;
  readonly from: string;
}
export interface ModelVersion {
  readonly id: string;
  readonly standardId: string;
  readonly position: number;
  readonly stages: readonly Phase[];
}
export interface ModelNorm {
  readonly id: string;
  readonly condition: 'ALWAYS' | 'REQUIRED_OF_COMPONENT' | 'REFERENCE_COMPONENT' | 'CHARACTERISTIC';
  readonly characteristic: string | null;
  readonly isVerified: boolean;
  readonly standards: readonly { standardId: string; fromVersionId: string | null; toVersionId: string | null }[];
  readonly components: readonly string[];
}
export interface ModelDeclaration {
  readonly id: string;
  readonly standardVersionId: string;
  readonly interfaceRole: string;
  readonly steps: readonly Phase[];
  readonly evidence: readonly { kind: string; validUntil: string | null }[];
}
export interface World {
  readonly standards: readonly string[];
  readonly versions: readonly ModelVersion[];
  readonly sets: readonly { appliesFrom: string; norms: readonly ModelNorm[] }[];
  readonly requirements: readonly {
    componentId: string;
    standardId: string;
    role: string;
    interfaceRole: string;
    from: string | null;
  }[];
  readonly product: {
    readonly characteristics: readonly string[] | null;
    readonly components: readonly string[];
    readonly supportedUntil: string | null;
    readonly declarations: readonly ModelDeclaration[];
  };
}
export interface Answer {
  readonly outcome: string;
  readonly results: readonly { norm: string; outcome: string; declarations: string[]; missing: string[] }[];
}

/** The last of the phases that has begun; undefined before the first. */
const on = (phases: readonly Phase[], day: string): string | undefined =>
  [...phases].sort((a, b) => (a.from < b.from ? 1 : -1)).find(({ from }) => from <= day)?.name;

const STANDING = ['PUBLISHED', 'IN_ASSESSMENT', 'DEMONSTRATED', 'REASSESSMENT_DUE'];

function worth(world: World, declaration: ModelDeclaration, asOf: string): Level {
  const state = on(declaration.steps, asOf);
  if (state === undefined || !STANDING.includes(state)) return 0;
  if (state !== 'DEMONSTRATED') return 1;
  const version = world.versions.find(({ id }) => id === declaration.standardVersionId)!;
  if (world.product.supportedUntil !== null && world.product.supportedUntil <= asOf) return 1;
  if (['END_OF_SUPPORT', 'WITHDRAWN', 'VOID'].includes(on(version.stages, asOf) ?? '')) return 1;
  const kinds = new Set(declaration.evidence.map(({ kind }) => kind).filter((kind) => kind !== 'OWN_STATEMENT'));
  for (const kind of kinds) {
    const pieces = declaration.evidence.filter((piece) => piece.kind === kind);
    if (pieces.every(({ validUntil }) => validUntil !== null && validUntil <= asOf)) return 1;
  }
  return 2;
}

const SIDES: Readonly<Record<string, readonly string[]>> = {
  PROVIDER: ['PROVIDER'],
  CONSUMER: ['CONSUMER'],
  BOTH: ['PROVIDER', 'CONSUMER'],
  UNSPECIFIED: [],
};

/** What the architecture asks of the components of the product on the day of the contract. */
const asked = ({ requirements, product }: World, contractDate: string) =>
  requirements.filter(
    ({ componentId, role, from }) =>
      product.components.includes(componentId) && role === 'MANDATORY' && (from === null || from <= contractDate),
  );

function applies(world: World, norm: ModelNorm, contractDate: string): boolean {
  const { characteristics, components } = world.product;
  if (norm.condition === 'ALWAYS') return true;
  if (norm.condition === 'CHARACTERISTIC')
    return characteristics === null || characteristics.includes(norm.characteristic ?? '');
  if (components.length === 0) return true;
  if (norm.condition === 'REFERENCE_COMPONENT') return norm.components.some((each) => components.includes(each));
  const standards = norm.standards.map(({ standardId }) => standardId);
  return asked(world, contractDate).some(({ standardId }) => standards.includes(standardId));
}

/** The positions that a norm leaves in. */
function inRange(world: World, { fromVersionId, toVersionId }: ModelNorm['standards'][number]) {
  const position = (id: string | null, otherwise: number) =>
    world.versions.find((version) => version.id === id)?.position ?? otherwise;
  const [lowest, highest] = [position(fromVersionId, -Infinity), position(toVersionId, Infinity)];
  return (version: ModelVersion) => version.position >= lowest && version.position <= highest;
}

export function check(world: World, contractDate: string, asOf: string): Answer | undefined {
  const sets = world.sets.filter(({ appliesFrom }) => appliesFrom <= contractDate);
  const set = sets.sort((a, b) => (a.appliesFrom < b.appliesFrom ? 1 : -1))[0];
  if (!set) return undefined;
  const results = set.norms.map((norm) => ({ norm: norm.id, ...judge(world, norm, contractDate, asOf) }));
  const gaps = set.norms.filter((_, i) => ['PARTIAL', 'MISSING'].includes(results[i]!.outcome));
  const met = results.filter(({ outcome }) => ['DEMONSTRATED', 'SUPPORTED'].includes(outcome));
  const outcome = gaps.some(({ isVerified }) => isVerified)
    ? 'GAPS'
    : gaps.length > 0 || met.length === 0
      ? 'UNKNOWN'
      : met.every((each) => each.outcome === 'DEMONSTRATED')
        ? 'MEETS'
        : 'MEETS_ON_OWN_WORD';
  return { outcome, results };
}

function judge(world: World, norm: ModelNorm, contractDate: string, asOf: string) {
  const none = { declarations: [], missing: [] };
  if (!applies(world, norm, contractDate)) return { outcome: 'NOT_APPLICABLE', ...none };
  if (norm.standards.length === 0) return { outcome: 'NOT_JUDGED', ...none };
  const demands = asked(world, contractDate);
  const isKnown = world.product.components.length > 0;
  const levels: Level[] = [];
  const [declarations, missing]: string[][] = [[], []];
  for (const pointed of norm.standards) {
    const wanted = inRange(world, pointed);
    const own = world.versions.filter((each) => each.standardId === pointed.standardId && wanted(each));
    if (!own.some(({ stages }) => on(stages, contractDate) === 'IN_USE')) continue;
    const here = demands.filter(({ standardId }) => standardId === pointed.standardId);
    if (norm.condition === 'REQUIRED_OF_COMPONENT' && isKnown && here.length === 0) continue;
    const usable = own.filter(({ stages }) => on(stages, contractDate) === 'IN_USE' || on(stages, asOf) === 'IN_USE');
    const sides = [...new Set(here.flatMap(({ interfaceRole }) => SIDES[interfaceRole]!))];
    const claims = world.product.declarations
      .filter(({ standardVersionId }) =>
        usable.some(({ id, stages }) => id === standardVersionId && on(stages, asOf) !== undefined),
      )
      .map((each) => ({ each, level: worth(world, each, asOf) }))
      .filter(({ level }) => level > 0);
    const covers = (role: string, side: string) => SIDES[role]!.includes(side);
    const best = (list: typeof claims) => Math.max(0, ...list.map(({ level }) => level));
    const level =
      sides.length === 0
        ? best(claims)
        : Math.min(...sides.map((side) => best(claims.filter(({ each }) => covers(each.interfaceRole, side)))));
    levels.push(level as Level);
    if (level === 0) missing!.push(pointed.standardId);
    else
      for (const { each } of claims)
        if (sides.length === 0 || sides.some((side) => covers(each.interfaceRole, side))) declarations!.push(each.id);
  }
  const outcome =
    levels.length === 0
      ? 'NOT_APPLICABLE'
      : levels.every((level) => level === 2)
        ? 'DEMONSTRATED'
        : levels.every((level) => level > 0)
          ? 'SUPPORTED'
          : levels.some((level) => level > 0)
            ? 'PARTIAL'
            : 'MISSING';
  return { outcome, declarations: declarations!.sort(), missing: missing!.sort() };
}
