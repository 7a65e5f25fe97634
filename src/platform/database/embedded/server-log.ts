import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const LARGEST = 10 * 1024 * 1024;
const TOLD = 4000;

/** Keeps the log of earlier starts from growing without end: a large one makes place for a new one, and one old one stays. */
export function turnLog(path: string): void {
  const size = sizeOf(path);
  if (size > LARGEST) renameSync(path, `${path}.old`);
}

export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** The end of what was written since the log had a given size. */
export function writtenSince(path: string, size: number): string {
  const file = openSync(path, 'r');
  try {
    const end = fstatSync(file).size;
    const start = Math.max(size, end - TOLD);
    const text = Buffer.alloc(Math.max(0, end - start));
    readSync(file, text, 0, text.length, start);
    return text.toString('utf8').trim();
  } finally {
    closeSync(file);
  }
}
