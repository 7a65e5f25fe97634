import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import { flattenedVerify, importJWK } from 'jose';
import { type ReportContent } from '../../src/channels/exports/reports/report.content.js';
import { keysIn, verifyReport } from '../../src/channels/exports/reports/report-verifier.js';
import {
  contentHash,
  markOf,
  signReport,
  type SignedReport,
  written,
} from '../../src/channels/exports/reports/signed-report.js';
import { content } from './a-report.js';

const pdf = Buffer.from('%PDF-1.7 a file');
const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
const key = newKey();
const xlsx = Buffer.from('PK a workbook');
const signed = (by = key, said = content): SignedReport =>
  signReport({ report: said, files: { pdf: markOf(pdf), xlsx: markOf(xlsx) } }, by);
const bytes = Buffer.from(written(signed()));
const kinds = (...given: Parameters<typeof verifyReport>): string[] =>
  verifyReport(...given).findings.map(({ kind }) => kind);

const isTheSame = (one: string, other: string): boolean =>
  Buffer.from(one.split('.')[2] ?? '', 'base64url').equals(Buffer.from(other.split('.')[2] ?? '', 'base64url'));

describe('a report as it was issued', () => {
  test('is good, in each of its forms, and says which key signed it', () => {
    for (const file of [bytes, pdf, xlsx]) {
      const verdict = verifyReport(file, file === bytes ? undefined : bytes);
      expect(verdict).toMatchObject({ findings: [], kid: signed().signature.key.kid, said: { id: content.id } });
    }
  });

  test('is signed so that other programs can check it: a detached JWS over canonical JSON', async () => {
    const { signature, ...vouched } = JSON.parse(bytes.toString()) as SignedReport;
    const [head, none, tail] = signature.jws.split('.');
    expect(none).toBe('');
    const payload = Buffer.from(canonicalize(vouched) ?? '').toString('base64url');
    const found = await flattenedVerify(
      { protected: head ?? '', payload, signature: tail ?? '' },
      await importJWK({ ...signature.key }),
    );
    expect(found.protectedHeader).toEqual({ alg: 'EdDSA', kid: signature.key.kid });
  });

  test('is written in the same bytes whatever the order in which it was put together', () => {
    const turned = Object.fromEntries(Object.entries(content).reverse()) as unknown as ReportContent;
    expect(written(signed(key, turned))).toBe(bytes.toString());
    expect(contentHash(turned)).toBe(contentHash(content));
  });
});

describe('a changed report', () => {
  test('is found whichever byte of the signed file is changed, removed or added', () => {
    const missed: string[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const shorter = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
      const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from(' '), bytes.subarray(at)]);
      for (const [what, each] of Object.entries({ flipped, shorter, longer })) {
        if (verifyReport(each, undefined).findings.length === 0) missed.push(`${what} at ${at}`);
      }
    }
    expect(missed).toEqual([]);
  });

  test('is found when its words, the order of its members or its way of writing them change', () => {
    const said = JSON.parse(bytes.toString()) as SignedReport;
    expect(kinds(Buffer.from(JSON.stringify(said)), undefined)).toEqual(['rewritten']);
    expect(kinds(Buffer.from(bytes.toString().replace('Cases', '\\u0043ases')), undefined)).toEqual(['rewritten']);
    const better = { ...said, report: { ...said.report, outcome: 'MEETS' as const } };
    expect(kinds(Buffer.from(written(better)), undefined)).toEqual(['signature']);
    const added = { ...said, note: 'Approved.' };
    expect(kinds(Buffer.from(written(added)), undefined)).toEqual(['signature']);
  });

  test('is found when it was signed anew with another key, by who gives the keys of the register', () => {
    const forged = Buffer.from(written(signed(newKey())));
    const keys = [signed().signature.key.x];
    expect(kinds(forged, undefined)).toEqual([]);
    expect(kinds(forged, undefined, keys)).toEqual(['strangeKey']);
    expect(verifyReport(bytes, undefined, keys)).toMatchObject({ findings: [], isKeyKnown: true });
  });

  test('is found when the key is told to be another than it is', () => {
    const said = signed();
    for (const other of [
      { kid: 'feedfeedfeedfeed' },
      { use: 'enc' },
      { note: 'the real one' },
      { x: 'A'.repeat(43) },
    ]) {
      const forged = { ...said, signature: { ...said.signature, key: { ...said.signature.key, ...other } } };
      expect(kinds(Buffer.from(written(forged as SignedReport)), undefined)).toEqual(['signature']);
    }
  });

  test('is found when the signature is written in another way that stands for the same bytes', () => {
    const said = signed();
    const { jws } = said.signature;
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const others = [...letters.map((letter) => jws.slice(0, -1) + letter), `${jws}=`, `${jws}.`].filter(
      (each) => each !== jws,
    );
    const same = others.filter((each) => each.length === jws.length && isTheSame(each, jws));
    expect(same.length).toBeGreaterThan(0);
    for (const other of others) {
      const forged = { ...said, signature: { ...said.signature, jws: other } };
      expect(kinds(Buffer.from(written(forged)), undefined)).toEqual(['signature']);
    }
  });

  test('is found in its other files by their checksum', () => {
    expect(kinds(Buffer.from('%PDF-1.7 a filf'), bytes)).toEqual(['otherFile']);
    expect(kinds(Buffer.alloc(0), bytes)).toEqual(['otherFile']);
  });
});

describe('what is no report', () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const deep = bytes.toString().replace('"results": [', `"results": [${nested},`);
  test.each([
    ['nothing', ''],
    ['another JSON file', '{"report": {"format": "something else", "version": 1}}'],
    ['half a report', bytes.toString('utf8', 0, bytes.length / 2)],
    ['a report without a signature', JSON.stringify({ ...signed(), signature: undefined })],
    ['a report nested without end', deep],
    ['half of a surrogate pair', bytes.toString().replace('Cases', '\\ud83d')],
  ])('is told as such: %s', (_, text) => {
    expect(kinds(Buffer.from(text), undefined).length).toBeGreaterThan(0);
  });

  test('a report of a format that came later is told as that, and not as a changed one', () => {
    const later = signed(key, { ...content, version: 2 } as unknown as ReportContent);
    expect(kinds(Buffer.from(written(later)), undefined)).toEqual(['newer']);
  });
});

test('keys are taken from a key set or a key by itself, and from nothing else', () => {
  const { key: jwk } = signed().signature;
  expect(keysIn(JSON.stringify({ keys: [jwk, { kty: 'RSA', n: 'x' }] }))).toEqual([jwk.x]);
  expect(keysIn(JSON.stringify(jwk))).toEqual([jwk.x]);
  expect(keysIn('{"keys": []}')).toBeUndefined();
  expect(keysIn('nothing')).toBeUndefined();
});
