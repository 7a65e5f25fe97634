import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { MOST_BYTES, readReport, ReportTooLarge } from './read-report.js';
import { MOST_DEEP, type Report, ReportRefused } from './report.js';

/** In pieces of so many bytes, as a network may cut it. */
const read = (text: string | Buffer, piece = 7): Promise<Report> => {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / piece);
  return readReport(
    Readable.from(Array.from({ length: count }, (_, at) => bytes.subarray(at * piece, (at + 1) * piece))),
  );
};
const counts = async (text: string): Promise<object> => {
  const { format, total, failed, warned, skipped } = (await read(text)).totals;
  return { format, total, failed, warned, skipped };
};
const refusal = (text: string | Buffer): Promise<unknown> => read(text).catch((error: unknown) => error);

const JUNIT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Alles">
  <testsuite name="Zaken" timestamp="2026-03-04T05:06:07" tests="4">
    <testcase name="één"/>
    <testcase name="twee"><failure message="nee">verwacht &lt;ja&gt;</failure><error/></testcase>
    <testcase name="drie"><skipped/></testcase>
    <testsuite name="Binnenin" timestamp="2026-03-05T00:00:00+01:00">
      <testcase name="vier"><error message="stuk"/><system-out><![CDATA[<testcase/>]]></system-out></testcase>
    </testsuite>
  </testsuite>
</testsuites>`;

describe('A report of JUnit', () => {
  test('is counted by its tests, however the network cuts it, with the hash of its bytes', async () => {
    for (const piece of [1, 7, 100_000]) {
      expect(await read(JUNIT, piece)).toEqual({
        totals: { format: 'JUNIT', total: 4, failed: 2, warned: 0, skipped: 1, bytes: Buffer.byteLength(JUNIT) },
        sha256: createHash('sha256').update(JUNIT).digest('hex'),
        madeOn: '2026-03-05',
      });
    }
  });

  test('counts against itself what it says failed outside of its tests', async () => {
    const broken = '<testsuite errors="3" failures="1"><testcase name="a"/></testsuite>';
    expect(await counts(broken)).toMatchObject({ total: 5, failed: 4 });
    const inside = '<testsuites failures="1"><testsuite errors="2"><testcase name="a"/></testsuite></testsuites>';
    expect(await counts(inside)).toMatchObject({ total: 3, failed: 2 });
    const deeper =
      '<testsuites><testsuite><testsuite errors="2"/><testsuite errors="1"><testcase/></testsuite></testsuite></testsuites>';
    expect(await counts(deeper)).toMatchObject({ total: 4, failed: 3 });
    expect(await counts('<testsuite failures="many" errors="-1"><testcase/></testsuite>')).toMatchObject({ failed: 0 });
  });

  test('understands names with a prefix, a byte order mark and blanks before it', async () => {
    const text = '\uFEFF\n <j:testsuite xmlns:j="urn:j"><j:testcase><j:failure/></j:testcase></j:testsuite>';
    expect(await counts(text)).toMatchObject({ total: 1, failed: 1 });
  });

  test.each([
    ['has a document type', '<!DOCTYPE x [<!ENTITY a "b">]><testsuite/>', /DOCTYPE/],
    ['has an entity that XML does not know', '<testsuite><testcase name="&a;"/></testsuite>', /well formed/],
    ['is another document', '<html/>', /begins with <html>/],
    ['stops half way', '<testsuite><testcase name="a"/>', /well formed/],
    ['is in another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite/>', /encoding is ISO-8859-1/],
    ['goes too deep', '<testsuite>'.repeat(MOST_DEEP + 1), /more than 50 elements deep/],
    ['has no tests', '<testsuites tests="12"/>', /evidence of nothing/],
    [
      'says that more failed than can be',
      `<testsuites>${'<testsuite failures="9999999"/>'.repeat(400)}<testcase/></testsuites>`,
      /3999999600 tests failed, where 10000000 is the most/,
    ],
    ['skipped every test', '<testsuite><testcase><skipped/></testcase></testsuite>', /evidence of nothing/],
  ])('is refused when it %s', async (_, text, rule) => {
    const error = await refusal(text);
    expect(error).toBeInstanceOf(ReportRefused);
    expect((error as Error).message).toMatch(rule);
  });
});

describe('A report of Spectral', () => {
  const finding = (severity: unknown): object => ({ code: 'nl-rule', message: 'Zo "niet" [.', severity, path: ['a'] });

  test('is counted by its findings: errors failed, all else warned', async () => {
    const text = JSON.stringify([0, 1, 2, 3, 0].map(finding));
    expect(await counts(text)).toEqual({ format: 'SPECTRAL', total: 5, failed: 2, warned: 3, skipped: 0 });
  });

  test('without findings is a good one', async () => {
    expect(await counts('[]')).toEqual({ format: 'SPECTRAL', total: 0, failed: 0, warned: 0, skipped: 0 });
  });

  test.each([
    ['is no list', '{"errors": []}', /list of findings/],
    ['is no JSON', '[{]', /well formed/],
    ['stops half way', '[{"code":"a"', /well formed/],
    ['has a finding of another shape', JSON.stringify([finding(1), finding('error')]), /finding 2 has no/],
    ['goes too deep', '['.repeat(100_000), /more than 50 levels deep/],
  ])('is refused when it %s', async (_, text, rule) => {
    const error = await refusal(text);
    expect(error).toBeInstanceOf(ReportRefused);
    expect((error as Error).message).toMatch(rule);
  });
});

describe('What is no report', () => {
  test.each([
    ['nothing at all', '', /empty/],
    ['blanks', ' \n\t', /empty/],
    ['other text', 'TAP version 13', /neither XML/],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0xff, 0xfe, 0x3e]), /UTF-8/],
  ])('is refused: %s', async (_, text, rule) => {
    const error = await refusal(text);
    expect(error).toBeInstanceOf(ReportRefused);
    expect((error as Error).message).toMatch(rule);
  });

  test('is not read on once it is too large', async () => {
    let given = 0;
    const endless = Readable.from(
      (function* () {
        yield '<testsuite><!--';
        for (;;) {
          given++;
          yield 'x'.repeat(65_536);
        }
      })(),
      { objectMode: false },
    );
    await expect(readReport(endless)).rejects.toBeInstanceOf(ReportTooLarge);
    expect(given).toBeLessThan(MOST_BYTES / 65_536 + 10);
  });
});
