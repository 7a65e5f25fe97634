/** The licences of SPDX that public software is under; others are kept as they were written. */
const KNOWN = [
  ...['0BSD', 'AFL-3.0', 'AGPL-3.0', 'AGPL-3.0-only', 'AGPL-3.0-or-later', 'Apache-1.1', 'Apache-2.0', 'Artistic-2.0'],
  ...[
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BSD-3-Clause-Clear',
    'BSD-4-Clause',
    'BSL-1.0',
    'CC0-1.0',
    'CC-BY-3.0',
    'CC-BY-4.0',
  ],
  ...[
    'CC-BY-SA-3.0',
    'CC-BY-SA-4.0',
    'CDDL-1.0',
    'CDDL-1.1',
    'CECILL-2.1',
    'CECILL-B',
    'CECILL-C',
    'ECL-2.0',
    'EPL-1.0',
    'EPL-2.0',
  ],
  ...[
    'etalab-2.0',
    'EUPL-1.0',
    'EUPL-1.1',
    'EUPL-1.2',
    'GPL-1.0',
    'GPL-2.0',
    'GPL-2.0-only',
    'GPL-2.0-or-later',
    'GPL-2.0+',
  ],
  ...[
    'GPL-3.0',
    'GPL-3.0-only',
    'GPL-3.0-or-later',
    'GPL-3.0+',
    'ISC',
    'LGPL-2.0-only',
    'LGPL-2.0-or-later',
    'LGPL-2.1',
  ],
  ...[
    'LGPL-2.1-only',
    'LGPL-2.1-or-later',
    'LGPL-3.0',
    'LGPL-3.0-only',
    'LGPL-3.0-or-later',
    'MIT',
    'MIT-0',
    'MPL-1.1',
    'MPL-2.0',
  ],
  ...[
    'MPL-2.0-no-copyleft-exception',
    'MS-PL',
    'MS-RL',
    'MulanPSL-2.0',
    'NCSA',
    'NOASSERTION',
    'ODbL-1.0',
    'OFL-1.1',
    'OSL-3.0',
  ],
  ...['PostgreSQL', 'Python-2.0', 'UPL-1.0', 'Unlicense', 'Vim', 'W3C', 'WTFPL', 'X11', 'Zlib', 'ZPL-2.1'],
];
const EXCEPTIONS = [
  ...['Classpath-exception-2.0', 'GCC-exception-3.1', 'LLVM-exception', 'Font-exception-2.0', 'Linux-syscall-note'],
  ...['Autoconf-exception-3.0', 'Qt-GPL-exception-1.0', 'OpenSSL-exception'],
];
const spelled = new Map([...KNOWN, ...EXCEPTIONS, 'AND', 'OR', 'WITH'].map((id) => [id.toLowerCase(), id]));
const exceptions = new Set(EXCEPTIONS.map((id) => id.toLowerCase()));

/** The expression as SPDX spells it, or undefined when it is none that the register knows. */
export function spdxOf(text: string): string | undefined {
  const words = text.replace(/[()]/g, ' $& ').trim().split(/\s+/);
  const parts = words.map((word) => (word === '(' || word === ')' ? word : spelled.get(word.toLowerCase())));
  const shape = parts.map((part) => (part === undefined ? '?' : shapeOf(part))).join('');
  if (!isExpression(shape)) return undefined;
  return parts.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')');
}

const shapeOf = (part: string): string => {
  if (part === '(' || part === ')') return part;
  if (part === 'AND' || part === 'OR') return '&';
  if (part === 'WITH') return 'w';
  return exceptions.has(part.toLowerCase()) ? 'e' : 'l';
};

/** Licences, some with an exception, with AND or OR between them, in brackets or not. */
function isExpression(shape: string): boolean {
  let rest = shape.replace(/lwe/g, 'l');
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/\(l\)/g, 'l').replace(/l&l/g, 'l');
  }
  return rest === 'l';
}
