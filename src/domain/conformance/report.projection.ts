import { Int } from '@nestjs/graphql';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import { type Env, many, one, projection, type Row, value } from '../../platform/reading/projection.js';
import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { QualityNormSet } from '../procurement/norms.entity.js';
import { ProcurementTerms } from '../procurement/terms.entity.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { ConformanceReport, ConformanceReportFile } from './report.entity.js';

/** Where a report stands for good, without an extension. */
const addressOf = (id: Sql, { site }: Env<unknown>): Sql => sql`((${site.url} || '/reports/') || ${id})`;

projection(ConformanceReportFile, {
  fields: {
    url: value(
      () => UrlScalar,
      (file: Row<ConformanceReportFile>, env) =>
        sql`((${addressOf(file.reportId, env)} || '.') || lower(${file.format}))`,
      { description: 'Where it can be fetched. (Webadres)' },
    ),
    size: value(
      () => Int,
      (file) => file.size,
      { description: 'How large it is, in bytes. (Grootte)' },
    ),
  },
});

projection(ConformanceReport, {
  id: 'cfr',
  visible: (report, { at }) => (at.knownAt === undefined ? true : sql`${report.issuedAt} <= ${at.knownAt}`),
  fields: {
    url: value(
      () => UrlScalar,
      (report, env) => addressOf(report.id, env),
      { description: 'Its permanent address. (Vast adres)' },
    ),
    productVersion: one(() => ProductVersion, {
      description: 'Of which version of a product. (Pakketversie)',
      where: (of, report) => sql`${of.id} = ${report.productVersionId}`,
    }),
    terms: one(() => ProcurementTerms, {
      description: 'Under which terms. (Inkoopvoorwaarden)',
      where: (terms, report) => sql`${terms.id} = ${report.termsId}`,
    }),
    normSet: one(() => QualityNormSet, {
      description: 'Against which quality norms. (Kwaliteitsnormen)',
      where: (set, report) => sql`${set.id} = ${report.normSetId}`,
    }),
    files: many(() => ConformanceReportFile, {
      size: 3,
      description: 'The report as files. (Bestanden)',
      where: (file, report) => sql`${file.reportId} = ${report.id}`,
      order: (file) => [asc(file.format)],
    }),
  },
});
