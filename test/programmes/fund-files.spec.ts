import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

const HEAD = [
  ...['Jaar', 'Gemeentecode', 'Gemeente', 'Peildatum inwoners', 'Inwoners', 'Inwoners van 1 januari', 'Schatting'],
  ...['Bijdrage inclusief btw (euro)', 'Bijdrage exclusief btw (euro)'],
];

describe('A file of the fund for the municipal budget', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const lines = (text: string): string[][] =>
    text
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.split(';'));
  const cents = (cell: string | undefined): bigint => {
    expect(cell).toMatch(/^\d+,\d\d$/);
    return BigInt(cell!.replace(',', ''));
  };

  test('of a year has a line for each municipality, and they add up', async () => {
    const response = await fetch(`${on.url}/fund/2020.csv`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="bijdragen-ggu-2020.csv"');
    // As bytes, for `text()` takes the mark off that tells spreadsheet programs the encoding.
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const [head, ...rows] = lines(text);
    expect(head).toEqual(HEAD);
    expect(rows).toHaveLength(355);
    expect(rows.reduce((sum, row) => sum + cents(row[7]), 0n)).toBe(5_230_000_000n);
    expect(rows.reduce((sum, row) => sum + cents(row[8]), 0n)).toBe(4_325_000_000n);
    expect(rows.find(([, code]) => code === 'GM0003')).toEqual([
      ...['2020', 'GM0003', 'Appingedam', '2020-01-01', '11523', '2020', 'nee'],
      ...[expect.stringMatching(/^\d+,\d\d$/), expect.stringMatching(/^\d+,\d\d$/)],
    ]);
  });

  test('of a municipality says the same as the register, and where that is so, that it is not known', async () => {
    const { body } = await on.graphql(
      '{ municipality(by: { code: "GM0546" }) { contributions { year amount { cents } inhabitants } } }',
    );
    const [head, ...rows] = lines(await (await fetch(`${on.url}/fund/municipalities/GM0546.csv`)).text());
    expect(head).toEqual(HEAD);
    const known = rows.filter(([, , , , inhabitants]) => inhabitants !== 'niet bekend');
    expect(known.map((row) => [Number(row[0]), Number(row[4]), Number(cents(row[7]))])).toEqual(
      body.data.municipality.contributions.map((each: any) => [each.year, each.inhabitants, each.amount.cents]),
    );
    expect(rows.find(([year]) => year === '2021')).toEqual([
      ...['2021', 'GM0546', 'Leiden', '2021-01-01'],
      ...Array.from({ length: 5 }, () => 'niet bekend'),
    ]);
  });

  test('of a municipality that ended stops with it, and of its successor begins after it', async () => {
    const years = async (code: string): Promise<string[]> => {
      const [, ...rows] = lines(await (await fetch(`${on.url}/fund/municipalities/${code}.csv`)).text());
      return rows.map(([year]) => year!);
    };
    expect((await years('GM0003')).at(-1)).toBe('2020');
    expect((await years('GM1979'))[0]).toBe('2021');
  });

  test.each([
    ['fund/2021.csv', /not known.*niet bekend/],
    ['fund/2018.csv', /not known.*niet bekend/],
    ['fund/2099.csv', /not known.*niet bekend/],
    ['fund/2020.xlsx', /named by its year/],
    ["fund/2020'.csv", /named by its year/],
    ['fund/99999.csv', /named by its year/],
    ['fund/municipalities/GM9999.csv', /no such municipality/],
    ['fund/municipalities/gm0546', /named by its code/],
    ['fund/municipalities/%00.csv', /named by its code/],
  ])('is not there at %s, and the answer says why', async (path, why) => {
    const response = await fetch(`${on.url}/${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('etag')).toBeNull();
    expect(((await response.json()) as { detail: string }).detail).toMatch(why);
  });

  test('is not sent again to who has it', async () => {
    const first = await fetch(`${on.url}/fund/2019.csv`);
    const tag = first.headers.get('etag')!;
    await first.arrayBuffer();
    const again = await fetch(`${on.url}/fund/2019.csv`, { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    const other = await fetch(`${on.url}/fund/2020.csv`, { headers: { 'if-none-match': tag } });
    expect(other.status).toBe(200);
    await other.arrayBuffer();
  });
});
