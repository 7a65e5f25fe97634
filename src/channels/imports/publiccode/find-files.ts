import { constants, open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { onOneLine } from './oddities.js';

/** A file to be read. */
export interface Found {
  readonly path: string;
  /** What the report and the register call it: its place below what was given, never the place on this machine. */
  readonly name: string;
}

const NAME = /^publiccode\.ya?ml$/i;
/** Where files lie that belong to something else. */
const PASSED_OVER = new Set(['.git', 'node_modules', 'vendor', '.venv']);
const LONGEST_NAME = 1000;
/** Deeper than any checkout; who nests folders to trap a walker gets no further. */
const DEEPEST = 32;

/**
 * The files among what was given, in the order of their names: a file that is named is taken whatever it is called, in a folder
 * those called publiccode.yml or publiccode.yaml. Links inside a folder are not followed.
 * @throws what the system says when something that was given is not there
 */
export async function findFiles(given: readonly string[]): Promise<Found[]> {
  const found = new Map<string, Found>();
  for (const path of given) {
    if (!(await stat(path)).isDirectory()) {
      found.set(path, { path, name: onOneLine(basename(path), LONGEST_NAME) });
      continue;
    }
    for (const each of await within(path, 0)) {
      found.set(each, { path: each, name: onOneLine(relative(path, each).split(sep).join('/'), LONGEST_NAME) });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

async function within(folder: string, depth: number): Promise<string[]> {
  if (depth > DEEPEST) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && NAME.test(entry.name))
    .map(({ name }) => join(folder, name));
  for (const entry of entries) {
    if (entry.isDirectory() && !PASSED_OVER.has(entry.name))
      files.push(...(await within(join(folder, entry.name), depth + 1)));
  }
  return files;
}

/** So many bytes are read of a file; the largest that were ever seen have a tenth of it. */
export const LARGEST = 256 * 1024;

/**
 * The bytes of a regular file, or undefined when there are more than will be read. Does not hang on a pipe or a device.
 * @throws what the system says
 */
export async function readBytes(path: string): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new Error('not a file');
    const buffer = Buffer.alloc(LARGEST + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      ({ bytesRead: read } = await file.read(buffer, length, buffer.length - length));
    }
    return length > LARGEST ? undefined : Buffer.from(buffer.subarray(0, length));
  } finally {
    await file.close();
  }
}
