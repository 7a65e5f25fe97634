import { type Catalogue } from './catalogue.schema.js';
import { inFile, twice, unknownTo } from './checking.js';
import { type Fault } from './faults.js';

/** What the years of the fund say of each other, and of decisions. */
export function checkFund({ fundYears, decisions }: Pick<Catalogue, 'fundYears' | 'decisions'>): Fault[] {
  const known = new Set(decisions.map(({ slug }) => slug));
  return inFile('fund.yaml', [
    ...twice(fundYears.map(({ year }) => String(year))),
    ...fundYears.flatMap(({ year, decision }) =>
      decision === undefined ? [] : unknownTo(known, decision, String(year), 'decision'),
    ),
    ...fundYears
      .filter(({ withVat, withoutVat = '0' }) => withVat !== undefined && BigInt(withVat) < BigInt(withoutVat))
      .map(({ year }) => ({ record: String(year), field: 'withVat', message: 'is less than without VAT' })),
  ]);
}
