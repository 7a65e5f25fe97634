import { CommonGroundLayer, DependencyKind, Maturity } from '../../../domain/components/components.enums.js';
import { type Address, addressInPath, addressOf } from './addresses.js';
import { Fields } from './fields.js';
import { spdxOf } from './licences.js';
import { documentsIn, featuresIn, summaries } from './description-part.js';
import { dutchPart, type Named, namedIn } from './dutch-part.js';
import { type Oddities } from './oddities.js';
import { type Branch } from './parse-file.js';

/** What a file says of a component itself; what it does not say is left out. Names are those of the register. */
export interface SaidValues {
  name?: string | undefined;
  summaryNl?: string | undefined;
  summaryEn?: string | undefined;
  layer?: CommonGroundLayer | undefined;
  licence?: string | undefined;
  licenceText?: string | undefined;
  maintainer?: string | undefined;
  maturity?: Maturity | undefined;
  maturityText?: string | undefined;
  latestVersion?: string | undefined;
  latestReleasedOn?: string | undefined;
}
export interface SaidDependency {
  readonly kind: DependencyKind;
  readonly name: string;
  readonly version: string | undefined;
  readonly versionMin: string | undefined;
  readonly versionMax: string | undefined;
  readonly isOptional: boolean;
  readonly field: string;
}
/** What a publiccode.yml of any version says, before anything of it is looked up. */
export interface Reading {
  readonly address: Address | undefined;
  readonly values: SaidValues;
  /** The layer that its kind suggests, for a component that is new and whose file names none. */
  readonly likelyLayer: CommonGroundLayer | undefined;
  readonly supports: readonly Named[];
  readonly dependencies: readonly SaidDependency[];
  readonly referenceComponents: readonly Named[];
  readonly usedBy: readonly string[];
}

/** The versions of the format that are known. It is written as a part ("0") or in full ("0.5.0") too. */
const FORMAT = /^(0|0\.[1-7](\.\d+)?|1|1\.0(\.0)?)$/;

/** Every key of the format, past and present, in small letters; two letters are the part for a country. */
const KEYS = new Set([
  ...[
    'publiccodeymlversion',
    'publiccode-yaml-version',
    'name',
    'applicationsuite',
    'url',
    'repository',
    'repourl',
    'landingurl',
  ],
  ...[
    'isbasedon',
    'organisation',
    'organizationuri',
    'softwareversion',
    'releasedate',
    'logo',
    'monochromelogo',
    'inputtypes',
  ],
  ...[
    'outputtypes',
    'platforms',
    'categories',
    'tags',
    'usedby',
    'fundedby',
    'roadmap',
    'developmentstatus',
    'softwaretype',
  ],
  ...['intendedaudience', 'description', 'legal', 'license', 'maintenance', 'localisation', 'dependson', 'supports'],
]);

/** Understands a file of any version. `name` is where it was found. */
export function readingOf(root: Branch, name: string, odd: Oddities): Reading {
  const file = new Fields(root, odd);
  const format = file.text('publiccodeYmlVersion') ?? file.text('publiccode-yaml-version');
  if (format === undefined || !FORMAT.test(format)) odd.note('FORMAT_NOT_KNOWN', 'publiccodeYmlVersion', format);
  for (const key of file.keys) {
    if (!KEYS.has(key.toLowerCase()) && !/^[a-z]{2}$/i.test(key)) odd.note('NOT_UNDERSTOOD', key);
  }
  const dutch = dutchPart(file);
  return {
    address: addressIn(file, name),
    values: {
      name: file.text('name'),
      ...summaries(file),
      layer: dutch.layer,
      ...licenceIn(file),
      maintainer: maintainerIn(file),
      ...maturityIn(file),
      ...releaseIn(file),
    },
    likelyLayer: likelyLayer(file),
    supports: [...namedIn(file, 'supports'), ...dutch.supports, ...documentsIn(file), ...featuresIn(file)],
    dependencies: dependenciesIn(file),
    referenceComponents: dutch.referenceComponents,
    usedBy: file.texts('usedBy', (user) => user.text('name')),
  };
}

function addressIn(file: Fields, name: string): Address | undefined {
  for (const key of ['url', 'repository', 'repoURL', 'landingURL']) {
    const text = file.text(key, 500);
    const address = text === undefined ? undefined : addressOf(text);
    if (text !== undefined && !address) file.odd.note('BAD_ADDRESS', key, text);
    // A landing page is for people; it is where the repository is only when it stands among repositories.
    if (!address || (key === 'landingURL' && !/^(github|gitlab|codeberg|bitbucket)\./.test(address.key))) continue;
    if (key !== 'url') file.odd.note('OLD_FORM', key, text);
    return address;
  }
  const address = addressInPath(name);
  file.odd.note(address ? 'ADDRESS_FROM_PATH' : 'NO_ADDRESS', 'url', address?.url);
  return address;
}

function licenceIn(file: Fields): Pick<SaidValues, 'licence' | 'licenceText'> {
  const text = file.text('legal/license') ?? file.text('legal/licence') ?? file.text('license');
  if (text === undefined) file.odd.note('NO_LICENCE', 'legal/license');
  if (text === undefined) return {};
  const licence = spdxOf(text);
  if (licence === undefined) file.odd.note('LICENCE_NOT_KNOWN', 'legal/license', text);
  return licence === undefined ? { licence: 'NOASSERTION', licenceText: text } : { licence };
}

/** An organisation, never a person: who is named under `contacts` is there to be called, not to be listed. */
function maintainerIn(file: Fields): string | undefined {
  const contractors = file.records('maintenance/contractors').flatMap((each) => each.text('name') ?? []);
  const affiliations = file.records('maintenance/contacts').flatMap((each) => each.text('affiliation') ?? []);
  const owner = [
    file.section('organisation').text('name'),
    file.text('legal/repoOwner'),
    file.text('legal/mainCopyrightOwner'),
  ];
  const found = [contractors, owner.filter((name) => name !== undefined), affiliations].find(
    (names) => names.length > 0,
  );
  if (!found) return undefined;
  return [...new Set(found === contractors || found === affiliations ? found : found.slice(0, 1))]
    .slice(0, 4)
    .join(' / ');
}

function maturityIn(file: Fields): Pick<SaidValues, 'maturity' | 'maturityText'> {
  const text = file.text('developmentStatus');
  const maturity = Object.values(Maturity).find((each) => each === text?.toLowerCase());
  if (text !== undefined && !maturity) file.odd.note('STATUS_NOT_KNOWN', 'developmentStatus', text);
  return text === undefined || maturity ? { maturity } : { maturityText: text };
}

/** Who has no day of release was once told to write this one. */
const NO_DAY = '1970-01-01';

function releaseIn(file: Fields): Pick<SaidValues, 'latestVersion' | 'latestReleasedOn'> {
  const latestVersion = file.text('softwareVersion', 60);
  const day = file.text('releaseDate')?.replace(/T[\d:.]+(Z|[+-][\d:]+)?$/, '');
  if (latestVersion === undefined || day === undefined || day === NO_DAY) return { latestVersion };
  if (isDay(day)) return { latestVersion, latestReleasedOn: day };
  file.odd.note('BAD_DATE', 'releaseDate', day);
  return { latestVersion };
}

function isDay(text: string): boolean {
  const at = /^(19|20)\d\d-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** What sort of software it is says something of the layer, no more than that. */
function likelyLayer(file: Fields): CommonGroundLayer | undefined {
  const kind = file.text('softwareType')?.toLowerCase() ?? '';
  const categories = file.texts('categories').map((each) => each.toLowerCase());
  if (categories.some((each) => each === 'workflow-management' || each === 'business-process-management')) {
    if (!kind.endsWith('/backend')) return CommonGroundLayer.PROCESS;
  }
  if (/^standalone(\/(web|mobile|desktop))?$/.test(kind)) return CommonGroundLayer.INTERACTION;
  if (kind === 'standalone/backend') return CommonGroundLayer.SERVICES;
  return categories.includes('application-integration') || categories.includes('it-service-management')
    ? CommonGroundLayer.INTEGRATION
    : undefined;
}

const TRUE = new Set(['true', 'yes', 'ja', 'on', '1']);

function dependenciesIn(file: Fields): SaidDependency[] {
  const section = file.section('dependsOn');
  const known = {
    open: DependencyKind.OPEN,
    proprietary: DependencyKind.PROPRIETARY,
    hardware: DependencyKind.HARDWARE,
  };
  for (const key of section.keys) {
    if (!Object.hasOwn(known, key.toLowerCase())) file.odd.note('NOT_UNDERSTOOD', `dependsOn/${key}`);
  }
  const said = new Map<string, SaidDependency>();
  for (const [key, kind] of Object.entries(known)) {
    for (const each of section.records(key)) {
      const name = each.text('name');
      const field = `dependsOn/${key}`;
      if (name === undefined) file.odd.note('NOT_UNDERSTOOD', field);
      else {
        const versions = {
          version: each.text('version', 60),
          versionMin: each.text('versionMin', 60),
          versionMax: each.text('versionMax', 60),
        };
        const isOptional = TRUE.has(each.text('optional')?.toLowerCase() ?? '');
        said.set(`${kind} ${name.toLowerCase()}`, { kind, name, ...versions, isOptional, field });
      }
    }
  }
  return [...said.values()];
}
