import { type CommonGroundLayer } from '../../../domain/components/components.enums.js';
import { type ComponentEntry, type ComponentsService } from '../../../domain/components/components.service.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { type Author, type Values, type Writing } from '../../../platform/audit/audit.js';
import { newId } from '../../../platform/database/id.js';
import { type KnownThings } from './catalogue.js';
import {
  type Changes,
  dependencyChanges,
  type FactTable,
  fillingChanges,
  type Occasion,
  useChanges,
} from './changes.js';
import { FactQueue } from './fact-queue.js';
import { type Held } from './held.js';
import { AMBIGUOUS, type Entry, Lexicon, nameKey } from './lexicon.js';
import { mapped } from './mapping.js';
import { Oddities } from './oddities.js';
import { parseFile } from './parse-file.js';
import { type Reading, readingOf, type SaidValues } from './reading.js';
import { supportChanges } from './support-changes.js';
import { type HeldComponent, isOlder, newsIn } from './values.js';

/** A file as it was read. */
export interface Source {
  readonly name: string;
  readonly sha256: string;
  readonly content: Buffer;
  readonly odd: Oddities;
  /** Undefined when nothing could be read. */
  readonly reading: Reading | undefined;
}
/** A component that a file is about, in the register from now on at the latest. */
export interface Placed {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly held: Held | undefined;
  /** What of the component itself was not what it is now. */
  readonly before: Values;
  readonly after: Values;
}
interface Setting {
  readonly known: KnownThings;
  readonly today: string;
  readonly layer: CommonGroundLayer | undefined;
}

/** As they are called in the log. */
const FIELDS: Readonly<Record<FactTable, string>> = {
  component_support: 'supports',
  component_dependency: 'dependsOn',
  component_filling: 'referenceComponents',
  involvement: 'usedBy',
};

/** What is written from a file says so, in the same words each time: what the file says no longer is found by them. */
const provenanceOf = (repositoryUrl: string): string => `publiccode.yml, ${repositoryUrl}`;

/** Writes what files say of components, and what is no longer said, with one event for each component. */
export class ComponentWriter {
  /** Components of which anything changed. */
  changed = 0;
  private names = new Lexicon<Entry>([]);
  private slugs: Set<string> | undefined;
  private readonly numbers = new Map<string, number>();
  private readonly facts: FactQueue;

  constructor(
    private readonly tx: Writing<Author>,
    private readonly components: ComponentsService,
    private readonly setting: Setting,
  ) {
    this.facts = new FactQueue(tx, components);
  }

  /** Registers the component, or brings it up to date. @returns undefined when the file says too little; that is noted */
  async place({ reading, name, odd }: Source, held: Held | undefined): Promise<Placed | undefined> {
    if (!reading?.address) return undefined;
    const { latestReleasedOn } = reading.values;
    if (latestReleasedOn !== undefined && latestReleasedOn > this.setting.today) {
      odd.note('AHEAD', 'releaseDate', latestReleasedOn);
    }
    if (held?.file && isOlder(reading.values, held.component, this.setting.today)) {
      odd.note('OLDER', 'releaseDate', latestReleasedOn);
      return undefined;
    }
    if (held) return this.update(held, reading, odd);
    const layer = this.layerOf(reading, odd);
    if (layer === undefined) return undefined;
    const { address, values } = reading;
    const ownName = values.name ?? address.url.split('/').slice(3).at(-1) ?? name;
    if (values.name === undefined) odd.note('NO_NAME', 'name', ownName);
    const slug = await this.freeSlug(ownName, address.key);
    const said = {
      ...values,
      name: ownName,
      summaryNl: values.summaryNl ?? '',
      layer,
      licence: values.licence ?? 'NOASSERTION',
    };
    const after = { ...said, slug, repositoryUrl: address.url };
    const sure = { confidence: Confidence.SEEN, provenance: provenanceOf(address.url) };
    const id = await this.components.putComponent(this.tx, { ...after, ...sure });
    return { id, slug, name: ownName, held: undefined, before: {}, after };
  }

  private layerOf({ values, likelyLayer }: Reading, odd: Oddities): CommonGroundLayer | undefined {
    const layer = values.layer ?? likelyLayer ?? this.setting.layer;
    if (layer === undefined) odd.note('NO_LAYER', 'nl/commonground/layerType');
    else if (values.layer === undefined) odd.note('LAYER_JUDGED', 'nl/commonground/layerType', layer);
    return layer;
  }

  private async update(held: Held, { values, address }: Reading, odd: Oddities): Promise<Placed> {
    const { component } = held;
    const news = newsIn(values, await this.saidBefore(held), component, { today: this.setting.today, odd });
    const placed = {
      id: component.id,
      slug: component.slug,
      name: news.name ?? component.values.name ?? component.slug,
      held,
    };
    if (Object.keys(news).length === 0) return { ...placed, before: {}, after: {} };
    await this.components.putComponent(
      this.tx,
      entryOf(component, news, provenanceOf(address?.url ?? component.repositoryUrl)),
    );
    const before = Object.fromEntries(Object.keys(news).map((key) => [key, component.values[key as keyof SaidValues]]));
    return { ...placed, before, after: news };
  }

  /** What the file said of the component when it was last read. */
  private async saidBefore({ file }: Held): Promise<SaidValues | undefined> {
    if (!file) return undefined;
    const [row] = await this.tx.query<{ content: Buffer }>('select content from publiccode_file where id = $1', [
      file.id,
    ]);
    const odd = new Oddities();
    const root = row && parseFile(row.content, odd);
    return root && readingOf(root, file.name, odd).values;
  }

  /** Makes the names known by which components may speak of each other. */
  learnNames(held: readonly Held[], placed: readonly Placed[]): void {
    const all = new Map<string, { id: string; slug: string; names: string[] }>();
    for (const { component } of held) all.set(component.id, { ...component, names: [component.values.name ?? ''] });
    for (const { id, slug, name } of placed) all.set(id, { id, slug, names: [name] });
    this.names = new Lexicon([...all.values()]);
  }

  /** Writes what the file says beside the component itself. @returns whether anything of the component is not as it was */
  async describe(
    { reading, odd, name, sha256, content }: Source,
    { id, held, before, after }: Placed,
  ): Promise<boolean> {
    if (!reading) throw new Error(`${name} was placed without being read`);
    const { today, known } = this.setting;
    const facts = mapped(reading, known, odd);
    const provenance = provenanceOf(held?.component.repositoryUrl ?? reading.address?.url ?? '');
    const on: Occasion = { componentId: id, provenance, today, odd };
    const componentNamed = (text: string): string | undefined => {
      const found = this.names.find(text);
      return found === AMBIGUOUS ? undefined : found?.id;
    };
    const changes = [
      supportChanges(held?.supports ?? [], facts.supports, on),
      dependencyChanges(held?.dependencies ?? [], facts.dependencies, componentNamed, on),
      fillingChanges(held?.fillings ?? [], facts.referenceComponents, on),
      useChanges(held?.uses ?? [], facts.users, on),
    ].filter(({ written, ended }) => written.length + ended.length > 0);
    for (const each of changes) await this.facts.write(each);
    const isNewFile = held?.file?.sha256 !== sha256;
    if (isNewFile) await this.keepFile(id, { name, sha256, content });
    const isChanged = changes.length > 0 || Object.keys(after).length > 0;
    if (!isChanged && !isNewFile) return false;
    this.changed++;
    this.tx.record({
      subjectId: id,
      organisationId: null,
      before: { ...before, ...listed(changes, 'before'), publiccode: held?.file?.sha256 },
      after: { ...after, ...listed(changes, 'after'), publiccode: sha256 },
    });
    return isChanged;
  }

  /** Writes what waits to be written with others. */
  finish(): Promise<void> {
    return this.facts.finish();
  }

  private async keepFile(
    componentId: string,
    { name, sha256, content }: Pick<Source, 'name' | 'sha256' | 'content'>,
  ): Promise<void> {
    const values = [newId('pcf'), componentId, name, sha256, content];
    await this.tx.query(
      'insert into publiccode_file (id, component_id, name, sha256, content) values ($1, $2, $3, $4, $5)',
      values,
    );
  }

  /** By its name, with the owner of the repository before it where that is taken, and a number where that is taken too. */
  private async freeSlug(name: string, key: string): Promise<string> {
    this.slugs ??= new Set(
      (await this.tx.query<{ slug: string }>('select slug from component')).map(({ slug }) => slug),
    );
    const own = slugOf(name) || slugOf(key.split('/').at(-1) ?? '') || 'component';
    const owned = `${slugOf(key.split('/').at(-2) ?? '')}-${own}`.replace(/^-/, '');
    let slug = [own, owned].find((each) => !this.slugs?.has(each));
    // Thousands may have the name that stands in the example of the format: each begins to count where the one before it stopped.
    for (let i = this.numbers.get(own) ?? 2; slug === undefined; i++) {
      if (!this.slugs.has(`${own}-${i}`)) slug = `${own}-${i}`;
      this.numbers.set(own, i + 1);
    }
    this.slugs.add(slug);
    return slug;
  }
}

const slugOf = (name: string): string =>
  nameKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

const listed = (changes: readonly Changes[], side: 'before' | 'after'): Values =>
  Object.fromEntries(changes.map((each) => [FIELDS[each.table], [...each[side]].sort()]));

/** The component as it is to be. What was known from elsewhere stays so; where its file added to it, that is named too. */
function entryOf(component: HeldComponent, news: Values, provenance: string): ComponentEntry {
  const { slug, repositoryUrl, confidence } = component;
  const said = Object.fromEntries(
    Object.entries({ ...component.values, ...news }).map(([key, value]) => [key, value ?? undefined]),
  ) as unknown as Omit<ComponentEntry, 'slug' | 'repositoryUrl' | 'confidence'>;
  const sources = component.provenance?.split('; ') ?? [];
  return {
    ...said,
    slug,
    repositoryUrl,
    confidence,
    provenance: (sources.includes(provenance) ? sources : [...sources, provenance]).join('; '),
  };
}
