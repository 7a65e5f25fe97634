/** Which clashes there are, worked out plainly: the statement of the register is held beside it. */
export interface Asked {
  readonly component: string;
  readonly standard: string;
  readonly role: 'MANDATORY' | 'RECOMMENDED' | 'UNKNOWN';
}
export interface Related {
  readonly subject: string;
  readonly kind: 'REPLACES' | 'REPLACES_PARTIALLY' | 'CONFLICTS_WITH' | 'PART_OF' | 'RELATED_TO';
  readonly object: string;
}
export interface Catalogue {
  readonly asked: readonly Asked[];
  readonly related: readonly Related[];
  /** The stages on the date of the versions of each standard. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** The set a standard belongs to, and what that belongs to, itself first. */
function familyOf({ related }: Catalogue, standard: string): Set<string> {
  const family = new Set([standard]);
  for (const each of family) {
    for (const { subject, kind, object } of related) if (kind === 'PART_OF' && subject === each) family.add(object);
  }
  return family;
}

const LONGEST_CHAIN = 5;

/** What replaces a standard, or a set it belongs to, and what replaces that. */
function successorsOf(catalogue: Catalogue, standard: string): Set<string> {
  const family = familyOf(catalogue, standard);
  const replacing = (replaced: string) =>
    catalogue.related
      .filter(({ kind, object }) => kind.startsWith('REPLACES') && object === replaced)
      .map(({ subject }) => subject);
  const found = new Set<string>();
  const follow = (from: string, path: readonly string[]): void => {
    for (const next of replacing(from)) {
      if (path.includes(next) || path.length > LONGEST_CHAIN + 1) continue;
      found.add(next);
      follow(next, [...path, next]);
    }
  };
  for (const member of family) follow(member, [standard, member]);
  return new Set([...found].filter((each) => !family.has(each)));
}

/** A clash as one text: what should not be asked first, then the rest in any order. */
export const asText = (kind: string, component: string, first: string, rest: readonly string[]): string =>
  [kind, component, first, ...[...new Set(rest)].filter((each) => each !== first).sort()].join(' ');

export function clashesIn(catalogue: Catalogue): string[] {
  const asked = catalogue.asked.filter(({ role }) => role !== 'UNKNOWN');
  const mandatory = asked.filter(({ role }) => role === 'MANDATORY');
  const replaced = mandatory.flatMap(({ component, standard }) =>
    [...successorsOf(catalogue, standard)].flatMap((by) => {
      const newer = mandatory.filter(
        (each) => each.standard !== standard && familyOf(catalogue, each.standard).has(by),
      );
      const own = newer.filter((each) => each.component === component);
      const told = (own.length > 0 ? own : newer).map((each) => each.standard);
      return told.length > 0 ? [asText('BOTH_OLD_AND_NEW', component, standard, [by, ...told])] : [];
    }),
  );
  const excluded = asked.flatMap((one) =>
    asked
      .filter((other) => other.component === one.component && other.standard !== one.standard)
      .filter((other) => {
        const [f, g] = [familyOf(catalogue, one.standard), familyOf(catalogue, other.standard)];
        return catalogue.related.some(
          ({ subject, kind, object }) => kind === 'CONFLICTS_WITH' && f.has(subject) && g.has(object),
        );
      })
      .map((other) => {
        const [first, second] = [one, other].sort((a, b) => a.standard.localeCompare(b.standard)) as [Asked, Asked];
        const givesWay = first.role === 'MANDATORY' && second.role !== 'MANDATORY' ? second : first;
        const isEven = first.role === second.role;
        const rest = givesWay === first ? second : first;
        return isEven
          ? asText('CONFLICTING', one.component, first.standard, [second.standard])
          : asText('CONFLICTING', one.component, givesWay.standard, [rest.standard]);
      }),
  );
  const unusable = asked
    .filter(({ standard }) => !catalogue.stages[standard]!.includes('IN_USE'))
    .map(({ component, standard }) => {
      const stages = catalogue.stages[standard]!;
      const hasEnded = stages.some((stage) => ['END_OF_SUPPORT', 'WITHDRAWN'].includes(stage));
      const isAhead = stages.some((stage) => ['IN_DEVELOPMENT', 'CONSULTATION', 'CANDIDATE'].includes(stage));
      return asText(hasEnded && !isAhead ? 'OUT_OF_SUPPORT' : 'NO_VERSION_IN_USE', component, standard, []);
    });
  return [...new Set([...replaced, ...excluded, ...unusable])].sort();
}
