import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { projectRoot } from '../../../platform/config/project-root.js';
import { odditiesIn, type Oddity, type OddityKind } from './oddities.js';
import { parseCatalogue, readFiles } from './read-catalogue.js';

let oddities: Oddity[];
beforeAll(async () => {
  const { texts } = await readFiles(join(projectRoot, 'data'));
  oddities = odditiesIn(parseCatalogue(texts), '2026-11-21');
});
const subjects = (kind: OddityKind) => oddities.filter((oddity) => oddity.kind === kind).map(({ subject }) => subject);
const said = (kind: OddityKind, subject: string) =>
  oddities.filter((oddity) => oddity.kind === kind && oddity.subject === subject).map(({ explanation }) => explanation);

describe('of the catalogue that comes with the register is reported', () => {
  test('that Zaken API 1.2.1 was published by mistake, and what to take instead', () => {
    expect(subjects('VOID')).toEqual(['zaken-api 1.2.1']);
    expect(said('VOID', 'zaken-api 1.2.1')).toEqual(['published by mistake; take 1.3.0']);
  });

  test('that Zaken API 1.3.0 and 1.3.1 are dated before the version they follow', () => {
    expect(said('OLDER_THAN_THE_VERSION_BEFORE', 'zaken-api 1.3.0')).toEqual([
      'dated 2022-12-19, after 1.2.1 of 2022-12-21 in the order',
    ]);
    expect(said('OLDER_THAN_THE_VERSION_BEFORE', 'zaken-api 1.3.1')).toHaveLength(1);
    expect(subjects('OLDER_THAN_THE_VERSION_BEFORE')).not.toContain('zaken-api 1.4.0');
  });

  test('which standards are asked for without a version in use', () => {
    expect(subjects('NO_VERSION_IN_USE')).toEqual(['stuf-ef', 'tmlo', 'verwerkingenlogging-api']);
  });

  test('which components must speak a standard and the one that replaced it, also as part of a whole', () => {
    expect(said('OLD_AND_NEW_BOTH_MANDATORY', 'archiefregistratiecomponent')).toEqual([
      'mdto follows tmlo, and both are mandatory',
    ]);
    expect(said('OLD_AND_NEW_BOTH_MANDATORY', 'documentregistratiecomponent')).toEqual([
      'documenten-api, as part of zgw-apis, follows zaak-en-documentservices, and both are mandatory',
    ]);
  });

  test('that BIO 1.04 still binds although it ended', () => {
    expect(subjects('BINDS_A_VERSION_THAT_ENDED')).toEqual(['bio 1.04']);
  });

  test('which candidates were never closed', () => {
    expect(said('LEFT_OPEN', 'rest-api-design-rules 2.0.0-rc.1')).toEqual(['still CANDIDATE while 2.0.0 is in use']);
  });

  test('every version without a full date, by its standard', () => {
    expect(said('WITHOUT_FULL_DATE', 'mdto')).toEqual(['1.0 (2021-07)']);
    const labels = oddities
      .filter(({ kind }) => kind === 'WITHOUT_FULL_DATE')
      .flatMap(({ explanation }) => explanation.split(', '));
    expect(labels).toHaveLength(372 - 178);
  });

  test('where a source names several stewards, or another register has several entries', () => {
    expect(said('STEWARDS_NAMED_TOGETHER', 'nora')).toEqual(['the source says "ICTU / BZK"; kept as ictu, beside bzk']);
    expect(said('IDENTIFIERS_TOGETHER', 'dkim-spf')).toEqual(['GEMMA knows it as DKIM, SPF']);
  });
});

test('what is in use only from a later day is not yet in use', async () => {
  const { texts } = await readFiles(join(projectRoot, 'data'));
  const before = odditiesIn(parseCatalogue(texts), '2024-03-06');
  expect(before.filter(({ subject }) => subject === 'rest-api-design-rules 2.0.0-rc.1')).toEqual([]);
});
