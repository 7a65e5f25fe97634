import { documentKey } from './addresses.js';

/** A thing of the register and everything by which a file may call it. */
export interface Entry {
  readonly id: string;
  readonly slug: string;
  /** Its own name first. */
  readonly names: readonly string[];
}
export interface StandardEntry extends Entry {
  /** Where the standard stands in the register and elsewhere. */
  readonly urls: readonly string[];
  readonly versions: readonly VersionEntry[];
}
export interface VersionEntry {
  readonly id: string;
  readonly label: string;
  /** As it stands in an address of the register. */
  readonly labelPath: string;
  readonly publishedOn: string | null;
  /** Of its documents. */
  readonly urls: readonly string[];
}
/** A standard that was found, and the version when one was named. */
export interface SpokenOf {
  readonly standard: StandardEntry;
  readonly version: VersionEntry | undefined;
  /** The version that was named and is not in the register. */
  readonly unknownVersion: string | undefined;
  /** Found by its address, short name or own name. By another name, what was meant is a judgement. */
  readonly isCertain: boolean;
}
export const AMBIGUOUS = Symbol('more than one');
type Match<T> = T | typeof AMBIGUOUS | undefined;

/** Looks things up by any of their names; a name that two of them have means neither. */
export class Lexicon<T extends Entry> {
  private readonly bySlug = new Map<string, T>();
  private readonly byName = new Map<string, T | typeof AMBIGUOUS>();

  constructor(entries: readonly T[]) {
    for (const entry of entries) this.bySlug.set(entry.slug, entry);
    for (const entry of entries) {
      for (const name of new Set([entry.slug, ...entry.names].map(nameKey))) {
        const held = this.byName.get(name);
        if (name !== '') this.byName.set(name, held === undefined || held === entry ? entry : AMBIGUOUS);
      }
    }
  }

  slug(slug: string): T | undefined {
    return this.bySlug.get(slug);
  }

  find(text: string): Match<T> {
    return this.bySlug.get(text) ?? this.byName.get(nameKey(text));
  }
}

const VERSION_BEHIND = /^(.+?)(?:[\s:@/]+|\s*[([]\s*)(?:v|versie\s+|version\s+)?(\d[\w.+-]*)\s*[)\]]?$/i;
const RESOURCE = /\/id\/(standards|reference-components)\/([a-z0-9-]+)(?:\/versions\/([^/?#]+))?\/?$/;

/** Looks up standards as files name them: by address, short name, name or other name, with or without a version. */
export class StandardLexicon {
  private readonly names: Lexicon<StandardEntry>;
  private readonly documents = new Map<
    string,
    { standard: StandardEntry; version: VersionEntry | undefined } | typeof AMBIGUOUS
  >();

  /** @param site the base of the register's own stable addresses, without a slash at the end */
  constructor(
    standards: readonly StandardEntry[],
    private readonly site: string,
  ) {
    this.names = new Lexicon(standards);
    for (const standard of standards) {
      for (const url of standard.urls) this.keep(url, standard, undefined);
      for (const version of standard.versions) for (const url of version.urls) this.keep(url, standard, version);
    }
  }

  /** @param version where it stands apart from the name */
  find(text: string, version?: string): Match<SpokenOf> {
    if (/^(https?|urn|alias):/i.test(text)) return this.byAddress(text, version);
    const whole = this.names.find(text);
    if (whole === AMBIGUOUS) return AMBIGUOUS;
    if (whole) return spoken(whole, version, isOwnName(whole, text));
    const [, name, behind] = VERSION_BEHIND.exec(text) ?? [];
    if (name === undefined) return undefined;
    const found = this.names.find(name);
    return found === AMBIGUOUS || !found ? found : spoken(found, version ?? behind, isOwnName(found, name));
  }

  private byAddress(text: string, version: string | undefined): Match<SpokenOf> {
    const [, kind, slug = '', label] = RESOURCE.exec(text) ?? [];
    const own = kind === 'standards' ? this.names.slug(slug) : undefined;
    if (own) {
      const isCertain = documentKey(text).startsWith(`${documentKey(this.site)}/`);
      const named =
        label === undefined ? undefined : own.versions.find((each) => each.labelPath === label || each.label === label);
      return named
        ? { standard: own, version: named, unknownVersion: undefined, isCertain }
        : spoken(own, label ?? version, isCertain);
    }
    const found = this.documents.get(documentKey(text));
    if (found === undefined || found === AMBIGUOUS) return found;
    return found.version
      ? { ...found, unknownVersion: undefined, isCertain: true }
      : spoken(found.standard, version, true);
  }

  private keep(url: string, standard: StandardEntry, version: VersionEntry | undefined): void {
    const key = documentKey(url);
    const held = this.documents.get(key);
    const isOther = held !== undefined && (held === AMBIGUOUS || held.standard !== standard);
    // Two versions of one standard at one address: the standard is meant, and no version of it.
    if (isOther) this.documents.set(key, AMBIGUOUS);
    else this.documents.set(key, { standard, version: held && held.version !== version ? undefined : version });
  }
}

const isOwnName = ({ slug, names: [own = slug] }: StandardEntry, text: string): boolean =>
  text === slug || nameKey(text) === nameKey(own);

function spoken(standard: StandardEntry, label: string | undefined, isCertain: boolean): SpokenOf {
  const version = label === undefined ? undefined : versionOf(standard, label);
  return { standard, version, unknownVersion: version ? undefined : label, isCertain };
}

/** By its label; or, where somebody left out the last part of it, the one version that it can be. */
function versionOf({ versions }: StandardEntry, text: string): VersionEntry | undefined {
  const wanted = text.toLowerCase().replace(/^v(?=\d)/, '');
  const exact = versions.find(({ label }) => label.toLowerCase() === wanted);
  if (exact) return exact;
  const within = versions.filter(({ label }) => label.startsWith(`${wanted}.`));
  return within.length === 1 ? within[0] : undefined;
}

/** The slug in the address of a reference component in a register. */
export const referenceSlugIn = (text: string): string | undefined => {
  const [, kind, slug] = RESOURCE.exec(text) ?? [];
  return kind === 'reference-components' ? slug : undefined;
};

/** Names are the same when their letters and digits are: neither case, accents nor marks make another. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/api[’']s\b/g, 'apis')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** "Gemeente Utrecht", "Municipality of Utrecht" and "Utrecht (gemeente)" are Utrecht. */
export const organisationKey = (name: string): string =>
  nameKey(name)
    .replace(/^(de )?gemeente |^(the )?municipality of |^city of | gemeente$| municipality$/g, '')
    .replace(/^s gravenhage$/, 'den haag');
