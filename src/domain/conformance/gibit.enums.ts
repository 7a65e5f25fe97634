import { registerEnumType } from '@nestjs/graphql';

export enum GibitOutcome {
  MEETS = 'MEETS',
  MEETS_ON_OWN_WORD = 'MEETS_ON_OWN_WORD',
  GAPS = 'GAPS',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(GibitOutcome, {
  name: 'GibitOutcome',
  description: 'Whether a version of a product meets the quality norms of a contract. (Uitkomst van de toets)',
  valuesMap: {
    MEETS: { description: 'Every norm that applies and can be judged is demonstrated. (Voldoet)' },
    MEETS_ON_OWN_WORD: {
      description: 'Every one is met, some on the word of the supplier alone. (Voldoet op eigen woord)',
    },
    GAPS: { description: 'A norm that was seen in a source is met in part, or not. (Voldoet niet aan alles)' },
    UNKNOWN: {
      description:
        'Nothing could be judged, or only norms that were not seen in a source are not met. (Niet vast te stellen)',
    },
  },
});

export enum NormOutcome {
  DEMONSTRATED = 'DEMONSTRATED',
  SUPPORTED = 'SUPPORTED',
  PARTIAL = 'PARTIAL',
  MISSING = 'MISSING',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  NOT_JUDGED = 'NOT_JUDGED',
}
registerEnumType(NormOutcome, {
  name: 'NormOutcome',
  description: 'Whether a version of a product meets one quality norm. (Uitkomst voor een norm)',
  valuesMap: {
    DEMONSTRATED: { description: 'Someone other than the supplier assessed it for every standard. (Aangetoond)' },
    SUPPORTED: { description: 'It is declared for every standard, for some by the supplier alone. (Ondersteund)' },
    PARTIAL: { description: 'It is declared for some of the standards. (Gedeeltelijk)' },
    MISSING: { description: 'It is declared for none of the standards. (Ontbreekt)' },
    NOT_APPLICABLE: { description: 'It is not asked of this product, on this day. (Niet van toepassing)' },
    NOT_JUDGED: { description: 'It names no standard, so the register cannot tell. (Niet beoordeeld)' },
  },
});
