/** Readers of feeds and calendars that know nothing of how ours are written: by the letter of RFC 4287 and RFC 5545. */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** @throws Error when it is not well-formed */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const values = Object.fromEntries(Object.values(attributes).map((each) => [each.name, each.value]));
    const element = { name: `{${uri}}${local}`, attributes: values, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => (open.at(-1)!.text += part));
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return root.children[0]!;
}

const ATOM = '{http://www.w3.org/2005/Atom}';
export const atoms = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((each) => each.name === ATOM + name);

/** What RFC 4287 (4.1.1, 4.1.2) asks of a feed and is missing. */
export function faultsOfFeed(feed: XmlElement): string[] {
  const faults: string[] = [];
  const once = (of: XmlElement, ...names: string[]) => {
    for (const name of names) if (atoms(of, name).length !== 1) faults.push(`${of.name} has not one ${name}`);
  };
  const address = (text: string) => URL.canParse(text) || faults.push(`${text} is no address`);
  const moment = (of: XmlElement) => {
    for (const each of [...atoms(of, 'updated'), ...atoms(of, 'published')]) {
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(each.text))
        faults.push(`${each.text}: no moment`);
    }
  };
  if (feed.name !== `${ATOM}feed`) faults.push(`${feed.name} is no feed`);
  once(feed, 'id', 'title', 'updated');
  if (atoms(feed, 'author').length === 0) faults.push('nobody wrote it');
  if (atoms(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self').length !== 1) faults.push('no self');
  moment(feed);
  const entries = atoms(feed, 'entry');
  for (const entry of entries) {
    once(entry, 'id', 'title', 'updated', 'summary');
    moment(entry);
  }
  for (const of of [feed, ...entries]) {
    for (const { text } of atoms(of, 'id')) address(text);
    for (const { attributes } of atoms(of, 'link')) address(attributes['href'] ?? '');
  }
  const ids = entries.flatMap((entry) => atoms(entry, 'id').map(({ text }) => text));
  if (new Set(ids).size < ids.length) faults.push('two entries have one id');
  return faults;
}

export interface IcsComponent {
  readonly name: string;
  readonly properties: { readonly name: string; readonly parameters: Record<string, string>; readonly value: string }[];
  readonly components: IcsComponent[];
}

/** @throws Error for what RFC 5545 does not allow: lines too long or without their ends, components that do not close */
export function parseIcs(bytes: Buffer): IcsComponent {
  const text = bytes.toString('utf8');
  if (!text.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(text)) throw new Error('A line does not end in CRLF.');
  const physical = text.slice(0, -2).split('\r\n');
  const long = physical.find((line) => Buffer.byteLength(line) > 75);
  if (long !== undefined) throw new Error(`Longer than 75 octets: ${long}`);
  if (text.includes('\uFFFD')) throw new Error('A character was torn apart.');
  const root: IcsComponent = { name: '', properties: [], components: [] };
  const open = [root];
  for (const line of text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')) {
    const found = /^([A-Z0-9-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/.exec(line);
    if (!found) throw new Error(`No property: ${line}`);
    const [, name = '', given = '', value = ''] = found;
    const parameters = Object.fromEntries(
      given
        .split(';')
        .slice(1)
        .map((each) => each.split('=') as [string, string]),
    );
    if (name === 'BEGIN') {
      const component = { name: value, properties: [], components: [] };
      open.at(-1)!.components.push(component);
      open.push(component);
    } else if (name === 'END') {
      if (open.pop()!.name !== value) throw new Error(`${value} ends what it did not begin.`);
    } else open.at(-1)!.properties.push({ name, parameters, value });
  }
  if (open.length !== 1 || root.components.length !== 1) throw new Error('Not one calendar.');
  return root.components[0]!;
}

/** What a text says, with its escapes undone; undefined when there is no such property. */
export const valueOf = ({ properties }: IcsComponent, name: string): string | undefined =>
  properties
    .find((each) => each.name === name)
    ?.value.replace(/\\([\\;,nN])/g, (_, character: string) => (character.toLowerCase() === 'n' ? '\n' : character));

/** What RFC 5545 (3.6, 3.6.1, 3.7) asks of a calendar and is missing. */
export function faultsOfCalendar(calendar: IcsComponent): string[] {
  const faults: string[] = [];
  const once = (of: IcsComponent, ...names: string[]) => {
    for (const name of names) {
      if (of.properties.filter((each) => each.name === name).length !== 1)
        faults.push(`${of.name} has not one ${name}`);
    }
  };
  once(calendar, 'PRODID', 'VERSION');
  if (valueOf(calendar, 'VERSION') !== '2.0') faults.push('not version 2.0');
  if (calendar.components.length === 0) faults.push('no component');
  const events = calendar.components.filter(({ name }) => name === 'VEVENT');
  for (const event of events) {
    once(event, 'UID', 'DTSTAMP', 'DTSTART', 'SUMMARY');
    if (!/^\d{8}T\d{6}Z$/.test(valueOf(event, 'DTSTAMP') ?? '')) faults.push('DTSTAMP is no moment in UTC');
    const start = event.properties.find(({ name }) => name === 'DTSTART');
    if (start?.parameters['VALUE'] !== 'DATE' || !/^\d{8}$/.test(start.value)) faults.push('DTSTART is no day');
    for (const { name, value } of event.properties) {
      if (['SUMMARY', 'DESCRIPTION', 'LOCATION'].includes(name) && /(^|[^\\])(\\\\)*[;,]/.test(value)) {
        faults.push(`${name} has a bare ; or ,`);
      }
    }
  }
  const uids = events.map((event) => valueOf(event, 'UID'));
  if (new Set(uids).size < uids.length) faults.push('two events have one UID');
  return faults;
}
