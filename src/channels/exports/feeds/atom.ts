/** Feeds as programs read them (RFC 4287), in pages (RFC 5005). */
import { clean } from '../check/check-words.js';

interface AtomLink {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
}
export interface AtomEntry {
  /** An address that never changes, nor comes to mean something else. */
  readonly id: string;
  readonly title: string;
  readonly updated: Date;
  readonly summary: string;
  readonly categories: readonly { readonly term: string; readonly label: string }[];
  readonly links: readonly AtomLink[];
}
export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly language: string;
  readonly author: string;
  readonly updated: Date;
  readonly links: readonly AtomLink[];
  readonly entries: readonly AtomEntry[];
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => clean(text).replace(/[&<>"]/g, (found) => ESCAPES[found] ?? found);

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
const empty = (name: string, attributes: object): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')}/>`;

export function atom(feed: AtomFeed): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(feed.language)}">`,
    `  ${element('id', feed.id)}`,
    `  ${element('title', feed.title)}`,
    `  ${element('subtitle', feed.subtitle)}`,
    `  ${element('updated', feed.updated.toISOString())}`,
    `  <author>${element('name', feed.author)}</author>`,
    ...feed.links.map((link) => `  ${empty('link', link)}`),
    ...feed.entries.flatMap(entryLines),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

const entryLines = ({ id, title, updated, summary, categories, links }: AtomEntry): string[] => [
  '  <entry>',
  `    ${element('id', id)}`,
  `    ${element('title', title)}`,
  `    ${element('updated', updated.toISOString())}`,
  `    ${element('published', updated.toISOString())}`,
  ...categories.map((category) => `    ${empty('category', category)}`),
  ...links.map((link) => `    ${empty('link', link)}`),
  `    ${element('summary', summary)}`,
  '  </entry>',
];
