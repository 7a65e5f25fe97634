import { CommonGroundLayer } from '../../../domain/components/components.enums.js';
import { type Fields } from './fields.js';

/** Something that a file names, to be looked up in the register. */
export interface Named {
  /** An address, a short name, a name, with or without a version behind it. */
  readonly text: string;
  readonly version?: string | undefined;
  readonly field: string;
  /** Only a hint: that it is no standard is nothing odd, and that it is one follows from it, no more. */
  readonly isHint?: boolean;
}
interface DutchPart {
  readonly layer: CommonGroundLayer | undefined;
  readonly supports: readonly Named[];
  readonly referenceComponents: readonly Named[];
}

const LAYERS: ReadonlyMap<string, CommonGroundLayer> = new Map(
  Object.entries({
    interface: CommonGroundLayer.INTERACTION,
    interaction: CommonGroundLayer.INTERACTION,
    interactie: CommonGroundLayer.INTERACTION,
    interactielaag: CommonGroundLayer.INTERACTION,
    process: CommonGroundLayer.PROCESS,
    proces: CommonGroundLayer.PROCESS,
    proceslaag: CommonGroundLayer.PROCESS,
    integration: CommonGroundLayer.INTEGRATION,
    integratie: CommonGroundLayer.INTEGRATION,
    integratielaag: CommonGroundLayer.INTEGRATION,
    service: CommonGroundLayer.SERVICES,
    services: CommonGroundLayer.SERVICES,
    serviceslaag: CommonGroundLayer.SERVICES,
    diensten: CommonGroundLayer.SERVICES,
    data: CommonGroundLayer.DATA,
    gegevens: CommonGroundLayer.DATA,
    datalaag: CommonGroundLayer.DATA,
  }),
);

/** Where standards are named, beside `supports`. */
const STANDARDS = [
  'apis',
  'standards',
  'standaarden',
  'gemma/apis',
  'gemma/standaarden',
  'commonground/apis',
  'commonground/standards',
];
const COMPONENTS = [
  'gemma/referentieComponenten',
  'gemma/referentiecomponent',
  'referentieComponenten',
  'gemma/applicatiefunctie',
];
const KNOWN = [
  ...['countryextensionversion', 'commonground', 'gemma', 'apis', 'standards', 'standaarden', 'referentiecomponenten'],
  // About other things than the register holds; kept with the file.
  ...['apm', 'upl', 'rsin', 'vng'],
];

/** The part that is for the Netherlands alone, in each of the ways in which it has been written. */
export function dutchPart(file: Fields): DutchPart {
  const outer = file.section(file.has('nl') ? 'nl' : 'NL');
  // For a while the extension carried the name of who made it: nl/vng/commonground.
  const parts = outer.has('vng') ? [outer.section('vng'), outer] : [outer];
  for (const key of outer.keys) {
    if (!KNOWN.includes(key.toLowerCase())) file.odd.note('NOT_UNDERSTOOD', `nl/${key}`);
  }
  return {
    layer: parts.map(layerIn).find(Boolean) ?? undefined,
    supports: parts.flatMap((part) => STANDARDS.flatMap((path) => namedIn(part, path, `nl/${path}`))),
    referenceComponents: parts.flatMap((part) =>
      COMPONENTS.flatMap((path) =>
        namedIn(part, path, `nl/${path}`).map((each) => ({ ...each, isHint: path.endsWith('applicatiefunctie') })),
      ),
    ),
  };
}

function layerIn(part: Fields): CommonGroundLayer | undefined {
  const texts = part.section('commonground').texts('layerType');
  const layers = new Set<CommonGroundLayer>();
  for (const text of texts) {
    const layer = LAYERS.get(text.toLowerCase().replace(/[^a-z]/g, ''));
    if (layer) layers.add(layer);
    else part.odd.note('LAYER_NOT_KNOWN', 'nl/commonground/layerType', text);
  }
  if (layers.size > 1) part.odd.note('AMBIGUOUS', 'nl/commonground/layerType', texts.join(', '));
  return layers.size === 1 ? [...layers][0] : undefined;
}

/** What is named in a list, as a text or with keys of its own, or in one text alone. */
export function namedIn(part: Fields, path: string, field = path): Named[] {
  // A name for each of them: "supports: { zaken-api: 1.5.1 }".
  return part.records(path).flatMap((each): Named[] => {
    const text = ['id', 'uri', 'url', 'standard', 'slug', 'name'].map((key) => each.text(key, 1000)).find(Boolean);
    if (text !== undefined) return [{ text, version: each.text('version', 60), field }];
    return each.keys.map((key) => ({ text: key, version: each.text(key, 60), field }));
  });
}
