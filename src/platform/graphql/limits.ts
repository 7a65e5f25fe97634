import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { refusal } from './errors.js';

/** What one request may ask; docs/api-design.md tells callers. Everything is checked before anything runs. */
export const LIMITS = {
  bodyBytes: 100_000,
  tokens: 2_000,
  depth: 12,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  /** Fields after every fragment is written out: what a small document can grow into. */
  fields: 1_000,
  /** Objects and lists inside one another in the variables: what goes through them calls itself for each level. */
  variableDepth: 40,
  /** Told of one document; after that it is not looked at any further. */
  errors: 20,
  /** Priced by the reader: a connection costs 1 + `first` × its children. */
  cost: 5_000,
  /** What a stable address is charged, which asks about as much as a usual operation. */
  addressCost: 25,
  introspection: {
    depth: 20,
    aliases: 5,
    /** `types`, `fields` and the like inside one another; a second round through the graph is a circle. */
    nestedLists: 2,
  },
} as const;

/** The size of a selection with its fragments written out. Sums may run to infinity; they are only compared. */
interface Size {
  depth: number;
  aliases: number;
  fields: number;
  nestedLists: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, fields: 0, nestedLists: 0 };
const GROWING_LISTS = new Set(['types', 'fields', 'inputFields', 'interfaces', 'possibleTypes']);

const together = (sizes: readonly Size[]): Size =>
  sizes.reduce(
    (sum, size) => ({
      depth: Math.max(sum.depth, size.depth),
      aliases: sum.aliases + size.aliases,
      fields: sum.fields + size.fields,
      nestedLists: Math.max(sum.nestedLists, size.nestedLists),
    }),
    NOTHING,
  );

/** Measures selections; each fragment once, and one that contains itself counts for nothing (validation refuses it). */
class Measure {
  private readonly measured = new Map<string, Size>();
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What was met under `__schema` and `__type`, which have bounds of their own. */
  introspection: Size = NOTHING;

  constructor(document: DocumentNode) {
    const found = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(found.map((fragment) => [fragment.name.value, fragment]));
  }

  of(selections: SelectionSetNode | undefined, introspecting = false): Size {
    if (!selections) return NOTHING;
    return together(
      selections.selections.map((selection) => {
        if (selection.kind === Kind.INLINE_FRAGMENT) return this.of(selection.selectionSet, introspecting);
        if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value, introspecting);
        const name = selection.name.value;
        const starts = !introspecting && (name === '__schema' || name === '__type');
        const inner = this.of(selection.selectionSet, introspecting || starts);
        const size = {
          depth: inner.depth + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
          fields: inner.fields + 1,
          nestedLists: inner.nestedLists + (GROWING_LISTS.has(name) ? 1 : 0),
        };
        if (!starts) return size;
        this.introspection = together([this.introspection, size]);
        return { ...NOTHING, depth: 1, fields: size.fields };
      }),
    );
  }

  /** Fields directly below the operation, fragments written out. */
  roots(selections: SelectionSetNode, seen = new Set<string>()): number {
    return selections.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + this.roots(selection.selectionSet, seen);
      const fragment = this.fragments.get(selection.name.value);
      if (!fragment || seen.has(selection.name.value)) return sum;
      return sum + this.roots(fragment.selectionSet, seen.add(selection.name.value));
    }, 0);
  }

  private fragment(name: string, introspecting: boolean): Size {
    const key = introspecting ? `__${name}` : name;
    const known = this.measured.get(key);
    if (known) return known;
    this.measured.set(key, NOTHING);
    const size = this.of(this.fragments.get(name)?.selectionSet, introspecting);
    this.measured.set(key, size);
    return size;
  }
}

function directivesIn(document: DocumentNode): number {
  let count = 0;
  visit(document, { Directive: () => void count++ });
  return count;
}

/** The first limit that a document goes over, as the one error to answer; undefined when it stays within all of them. */
export function limitExceeded(document: DocumentNode): GraphQLError | undefined {
  const measure = new Measure(document);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const size = together(operations.map((operation) => measure.of(operation.selectionSet)));
  const roots = Math.max(0, ...operations.map((operation) => measure.roots(operation.selectionSet)));
  const { introspection } = measure;
  const checks: [found: number, most: number, told: string][] = [
    [size.depth, LIMITS.depth, 'levels of fields'],
    [size.aliases, LIMITS.aliases, 'aliases'],
    [roots, LIMITS.rootFields, 'fields at the root'],
    [directivesIn(document), LIMITS.directives, 'directives'],
    [size.fields, LIMITS.fields, 'fields with fragments written out'],
    [introspection.nestedLists, LIMITS.introspection.nestedLists, 'lists of types and fields inside one another'],
    [introspection.aliases, LIMITS.introspection.aliases, 'aliases in introspection'],
    [introspection.depth, LIMITS.introspection.depth, 'levels of fields in introspection'],
  ];
  const over = checks.find(([found, most]) => found > most);
  if (!over) return undefined;
  const [found, most, told] = over;
  const count = found > 1e6 ? 'over a million' : String(found);
  return refusal('QUERY_TOO_COMPLEX', `The document asks for ${count} ${told}; at most ${most} are allowed.`);
}
