import { expect, test } from '@jest/globals';
import { type Catalogue } from './catalogue.schema.js';
import { checkFund } from './check-fund.js';
import { fundFile, type FundYearRecord } from './fund.schema.js';

const year = (values: object): object => ({ year: 2020, source: 'vng.nl', confidence: 'SEEN', ...values });
const read = (values: object) => fundFile.safeParse({ years: [year(values)] });
const faultsIn = (...years: object[]) =>
  checkFund({
    fundYears: fundFile.parse({ years }).years,
    decisions: [{ slug: 'plan' }] as unknown as Catalogue['decisions'],
  });

test.each([
  ['52300000', '5230000000'],
  ['52300000.05', '5230000005'],
  ['0', '0'],
  ['999999999999.99', '99999999999999'],
])('Euros written as %s are %s cents', (euros, cents) => {
  const [held] = read({ withVat: euros }).data?.years as [FundYearRecord];
  expect(held.withVat).toBe(cents);
});

test.each([52300000, '52.300.000', '52300000,00', '1.5', '-1', '', '1e6', '1234567890123'])(
  'Euros are not written as %p',
  (withVat) => {
    expect(read({ withVat }).error?.issues).toEqual([expect.objectContaining({ path: ['years', 0, 'withVat'] })]);
  },
);

test('With VAT is not less than without', () => {
  expect(faultsIn(year({ withVat: '9', withoutVat: '10' }))).toEqual([
    { file: 'fund.yaml', record: '2020', field: 'withVat', message: 'is less than without VAT' },
  ]);
  expect(faultsIn(year({ withoutVat: '2' }), year({ year: 2021, withVat: '2' }))).toEqual([]);
});

test('A year is there once, and rests on a decision that is there', () => {
  expect(faultsIn(year({ decision: 'plan' }), year({ year: 2021 }))).toEqual([]);
  expect(faultsIn(year({}), year({ decision: 'no-plan' }))).toEqual([
    { file: 'fund.yaml', record: '2020', message: 'is there twice' },
    { file: 'fund.yaml', record: '2020', field: 'decision', message: 'no-plan is not in the catalogue' },
  ]);
});
