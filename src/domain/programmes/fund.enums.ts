import { registerEnumType } from '@nestjs/graphql';

export enum VatBasis {
  WITH_VAT = 'WITH_VAT',
  WITHOUT_VAT = 'WITHOUT_VAT',
}
registerEnumType(VatBasis, {
  name: 'VatBasis',
  description: 'Whether VAT is in an amount. (Btw-grondslag)',
  valuesMap: {
    WITH_VAT: { description: 'VAT is in it. (Inclusief btw)' },
    WITHOUT_VAT: { description: 'VAT is not in it. (Exclusief btw)' },
  },
});
