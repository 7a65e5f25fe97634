import { describe, expect, test } from '@jest/globals';
import { type Finding } from '../../src/channels/exports/audit/findings.js';
import { written } from '../../src/channels/exports/audit/log-file.js';
import { LogVerifier, type Trust } from '../../src/channels/exports/audit/log-verifier.js';
import { verifyLog } from '../../src/channels/exports/audit/verify-log.js';
import { signHead } from '../../src/platform/audit/heads.js';
import { leafHash } from '../../src/platform/audit/merkle.js';
import { aBody, aKey, aLog, textOf } from './a-log.js';

const RECORDS = 36;
const SIZES = [1, 16, 23, RECORDS];
const key = aKey();
const bodies = Array.from({ length: RECORDS }, (_, at) => aBody(at + 1));
const { lines, heads } = aLog(bodies, SIZES, key);
const log = Buffer.from(textOf(lines));
const kept = heads[2]!;

type Verifier = new (...given: ConstructorParameters<typeof LogVerifier>) => LogVerifier;

async function verify(text: Buffer | string, trust: Trust = { kept }, Verify: Verifier = LogVerifier) {
  const findings: Finding[] = [];
  const bytes = Buffer.from(text);
  // In two pieces, to be cut in any place.
  const chunks = [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)];
  const verdict = await verifyLog(chunks, new Verify(trust, (finding) => findings.push(finding)));
  expect(verdict.isGood).toBe(findings.length === 0);
  return { verdict, told: findings.map(({ en }) => en) };
}

/** Mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;
const place = (random: Random): number => random(lines.length);
const withLines = (list: readonly string[]): Buffer => Buffer.from(textOf(list));
const recordAt = (at: number) => JSON.parse(lines[at]!) as { record: number; hash: string; body: string };

function placeOf(random: Random, member: 'record' | 'head'): number {
  for (;;) {
    const at = place(random);
    if (lines[at]!.startsWith(`{"${member}":`)) return at;
  }
}

/** Single changes of an exported log. */
const CHANGES: Record<string, (random: Random) => Buffer> = {
  'another byte': (random) => {
    const bytes = Buffer.from(log);
    const at = random(bytes.length);
    bytes[at] = bytes[at]! ^ (1 + random(255));
    return bytes;
  },
  'another bit': (random) => {
    const bytes = Buffer.from(log);
    const at = random(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << random(8));
    return bytes;
  },
  'a byte less': (random) => {
    const at = random(log.length);
    return Buffer.concat([log.subarray(0, at), log.subarray(at + 1)]);
  },
  'a byte more': (random) => {
    const at = random(log.length + 1);
    return Buffer.concat([log.subarray(0, at), Buffer.of(random(256)), log.subarray(at)]);
  },
  'a line less': (random) => withLines(lines.toSpliced(place(random), 1)),
  'two lines swapped': (random) => {
    const [a, b] = [place(random), place(random)];
    return withLines(lines.with(a, lines[b]!).with(b, lines[a]!));
  },
  'a line twice': (random) => withLines(lines.toSpliced(random(lines.length + 1), 0, lines[place(random)]!)),
  'an end cut off': (random) => log.subarray(0, random(log.length)),
  'an end cut off behind a line': (random) => withLines(lines.slice(0, random(lines.length))),
  'a line added': (random) => {
    const record = random(RECORDS + 3);
    const body = aBody(1000 + random(1000));
    const line = written({ record: record + 1, hash: leafHash(Buffer.from(body)).toString('hex'), body });
    return withLines(lines.toSpliced(random(lines.length + 1), 0, line));
  },
  'a line written in another way': (random) => {
    const at = place(random);
    return withLines(lines.with(at, lines[at]!.replace(':', ': ')));
  },
  'a record with other text': (random) => {
    const at = placeOf(random, 'record');
    const { record, hash, body } = recordAt(at);
    return withLines(lines.with(at, written({ record, hash, body: body.replace('Noor', 'Door') })));
  },
  'a record with other text and the hash of it': (random) => {
    const at = placeOf(random, 'record');
    const { record, body } = recordAt(at);
    const other = body.replace('Noor', 'Door');
    return withLines(
      lines.with(at, written({ record, hash: leafHash(Buffer.from(other)).toString('hex'), body: other })),
    );
  },
  'a head of another moment': (random) => {
    const at = placeOf(random, 'head');
    const head = JSON.parse(lines[at]!) as (typeof heads)[number] & { head: number };
    return withLines(lines.with(at, written({ ...head, signedAt: new Date(random(2 ** 31)).toISOString() })));
  },
  'a head signed by someone else': (random) => {
    const at = placeOf(random, 'head');
    const head = JSON.parse(lines[at]!) as (typeof heads)[number] & { head: number };
    const rootHash = leafHash(Buffer.of(random(256))).toString('hex');
    return withLines(lines.with(at, written({ head: head.head, ...signHead({ ...head, rootHash }, aKey()) })));
  },
};
const KINDS = Object.entries(CHANGES);

/** So many random single changes, each a real one. */
function* changes(count: number, seed = 20261122): Generator<{ kind: string; text: Buffer }> {
  const random = randomFrom(seed);
  for (let made = 0; made < count;) {
    const [kind, change] = KINDS[made % KINDS.length]!;
    const text = change(random);
    if (text.equals(log)) continue;
    made += 1;
    yield { kind, text };
  }
}

/** Verifiers that leave one check out. */
const BLIND: Record<string, Verifier> = {
  'the way lines are written': class extends LogVerifier {
    protected override isAsWritten(): boolean {
      return true;
    }
  },
  'texts against hashes': class extends LogVerifier {
    protected override belongsTo(): boolean {
      return true;
    }
  },
  'roots against heads': class extends LogVerifier {
    protected override isRoot(): boolean {
      return true;
    }
  },
  signatures: class extends LogVerifier {
    protected override isSigned(): boolean {
      return true;
    }
  },
  'counts against the header': class extends LogVerifier {
    protected override isComplete(): boolean {
      return true;
    }
  },
};

describe('An exported log', () => {
  test('is good as it was written, whichever of its heads was kept', async () => {
    expect((await verify(log, {})).told).toEqual([]);
    for (const head of heads) expect((await verify(log, { kept: head, keys: [head.publicKey] })).told).toEqual([]);
    expect((await verify(log)).verdict).toMatchObject({ isGood: true, records: RECORDS, heads: SIZES.length });
  });

  test('of nothing is good', async () => {
    expect((await verify(textOf(aLog([], [], key).lines), {})).told).toEqual([]);
    expect((await verify('', {})).told).toEqual(['the log does not begin with its header']);
  });

  test('gives every one of ten thousand single changes away', async () => {
    const missed: Record<string, number> = {};
    for (const { kind, text } of changes(10_000)) {
      if ((await verify(text)).verdict.isGood) missed[kind] = (missed[kind] ?? 0) + 1;
    }
    expect(missed).toEqual({});
  }, 180_000);

  test.each(Object.entries(BLIND))(
    'would hide some of them if nobody looked at %s',
    async (_, Verify) => {
      let missed = 0;
      for (const { text } of changes(1000)) if ((await verify(text, {}, Verify)).verdict.isGood) missed += 1;
      expect(missed).toBeGreaterThan(0);
      expect((await verify(log, {}, Verify)).told).toEqual([]);
    },
    60_000,
  );
});

const lineOf = (record: number): number => lines.findIndex((line) => line.startsWith(`{"record":${record},`));

describe('What is wrong with a log is named', () => {
  test('a record that was changed', async () => {
    const changed = lines.with(lineOf(17), lines[lineOf(17)]!.replace('Noor', 'Door'));
    expect((await verify(textOf(changed))).told).toEqual([
      'record 17 was changed: its text and its hash do not belong together',
    ]);
  });

  test('every record that was changed, also in one batch', async () => {
    const changed = [10, 12, 30].reduce(
      (list, record) => list.with(lineOf(record), lines[lineOf(record)]!.replace('Noor', 'Door')),
      [...lines],
    );
    expect((await verify(textOf(changed))).told).toEqual(
      [10, 12, 30].map((record) => `record ${record} was changed: its text and its hash do not belong together`),
    );
  });

  test('a hash that was changed, while its text was not', async () => {
    const { record, body } = recordAt(lineOf(17));
    const changed = lines.with(lineOf(17), written({ record, hash: 'a'.repeat(64), body }));
    expect((await verify(textOf(changed))).told).toEqual([
      'record 17 was changed: its text and its hash do not belong together',
    ]);
  });

  test('a record that was changed together with its hash, as far as heads tell', async () => {
    const body = bodies[18]!.replace('Noor', 'Door');
    const hash = leafHash(Buffer.from(body)).toString('hex');
    const { told } = await verify(textOf(lines.with(lineOf(19), written({ record: 19, hash, body }))));
    expect(told).toContain('head 3 does not fit: one of records 17 to 23 is not what was sealed');
  });

  test('a record that is missing', async () => {
    const { told } = await verify(textOf(lines.toSpliced(lineOf(17), 1)));
    expect(told).toContain('record 17 is missing');
    const last = await verify(textOf(lines.toSpliced(lineOf(16), 1)));
    expect(last.told).toContain('record 16 is missing');
  });

  test('a record that was moved', async () => {
    const moved = lines.toSpliced(lineOf(17), 1).toSpliced(lineOf(21), 0, lines[lineOf(17)]!);
    expect((await verify(textOf(moved))).told).toContain('record 17 is out of order: it stands after record 21');
  });

  test('a record that stands there twice', async () => {
    expect((await verify(textOf(lines.toSpliced(lineOf(21), 0, lines[lineOf(17)]!)))).told).toEqual([
      'record 17 stands here again',
    ]);
  });

  test('records that were cut off, at a head as well', async () => {
    expect((await verify(textOf(lines.slice(0, lineOf(30))))).told[0]).toBe(
      'the log is cut off after record 29, and began as one of 36 records',
    );
    const shorter = aLog(bodies.slice(0, 16), SIZES.slice(0, 2), key);
    expect((await verify(textOf(shorter.lines), {})).told).toEqual([]);
    expect((await verify(textOf(shorter.lines))).told).toEqual([
      'the log is cut off: it has 16 records, and the head you kept has 23',
    ]);
  });

  test('records that were added', async () => {
    const { told } = await verify(
      textOf([...lines, written({ record: 37, hash: leafHash(Buffer.from('{}')).toString('hex'), body: '{}' })]),
    );
    expect(told).toEqual(['record 37 was added: the log has 36', 'no head covers record 37']);
  });

  test('a history that was rewritten from end to end, with another key', async () => {
    const rewritten = aLog(bodies.with(4, bodies[4]!.replace('Noor', 'Door')), SIZES, aKey());
    expect((await verify(textOf(rewritten.lines), {})).told).toEqual([]);
    expect((await verify(textOf(rewritten.lines))).told).toEqual([
      'history was rewritten: records 1 to 23 are not those of the head you kept',
    ]);
    const { told } = await verify(textOf(rewritten.lines), { keys: [kept.publicKey] });
    expect(told[0]).toMatch(/^head 1 was signed with key [0-9a-f]{16}, which is none of those you gave$/);
  });

  test('a kept head that is not good itself', async () => {
    const { told } = await verify(log, { kept: { ...kept, treeSize: 22 } });
    expect(told).toContain('the head you kept is not good itself: its signature does not fit');
  });
});
