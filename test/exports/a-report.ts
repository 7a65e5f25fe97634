import { FORMAT, type ReportContent } from '../../src/channels/exports/reports/report.content.js';

/** A report with what is hard to write: quotes, letters beyond ASCII, and what looks like a formula. */
export const content: ReportContent = {
  ...{ format: FORMAT, version: 1, id: 'cfr_01jd0q5w3ze8m8r3k5v7x9b2cn' },
  address: 'https://register.example.nl/reports/cfr_01jd0q5w3ze8m8r3k5v7x9b2cn',
  ...{ issuedAt: '2026-11-22T06:00:00.123Z', knownAt: '2026-11-22T05:59:59.100Z', language: 'nl', demoData: false },
  product: { name: 'Zaken "Ø" 😀', slug: 'zaken', version: '4.2', releasedOn: null, supportedUntil: '2028-01-01' },
  supplier: { name: 'Aanbieder B.V.', kvkNumber: '12345678' },
  terms: { edition: '2023', name: 'GIBIT 2023' },
  normSet: { edition: '2024-1' },
  ...{ contractDate: '2026-11-01', asOf: '2026-11-01', outcome: 'GAPS' },
  because: { nl: 'Er ontbreekt één norm.', en: 'One norm is missing.' },
  results: [
    {
      ...{ code: 'INT-04', theme: 'INTEROPERABILITY', outcome: 'SUPPORTED', verified: true, appliesWhen: null },
      ...{ title: { nl: 'Zaken', en: 'Cases' }, because: { nl: 'Omdat.', en: 'Because.' }, articles: ['8.1'] },
      standards: [{ slug: 'zaken-api', name: '=1+1', uri: 'https://register.example.nl/id/standards/zaken-api' }],
      missing: [],
      declarations: [
        {
          ...{
            id: 'dcl_1',
            standard: { slug: 'zaken-api', name: 'Zaken-API' },
            version: { label: '1.5', uri: 'https://e.nl' },
          },
          ...{ interfaceRole: 'PROVIDER', profile: null, state: 'PUBLISHED', level: 'SUPPORTED', dueBecause: [] },
          ...{ from: '2026-01-01', until: null, assessedBy: null, evidence: [] },
        },
      ],
    },
  ],
};
