import { many, projection, queries, rowOf, type Row } from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { registered } from '../../platform/temporal/temporal.js';
import { verified } from '../organisations/provenance.js';
import { normSetFor } from './norm-set.js';
import { NormArticle, NormSetBinding, QualityNorm, QualityNormSet } from './norms.entity.js';
import { inForce, inLanguage } from './procurement.fields.js';
import { ProcurementArticle, ProcurementRule, ProcurementTerms } from './terms.entity.js';

const binding: Row<NormSetBinding> = rowOf(NormSetBinding, 'b');
const hung: Row<NormArticle> = rowOf(NormArticle, 'h');

const newestTerms = (terms: Row<ProcurementTerms>) => [desc(terms.inForceFrom), desc(terms.id)];
const newestSet = (set: Row<QualityNormSet>) => [desc(set.inForceFrom), desc(set.id)];

projection(ProcurementTerms, {
  id: 'pct',
  visible: (terms, env) => [registered(terms, env)],
  fields: {
    inForce: inForce('While they were offered; what was agreed under them stays so. (Geldig)'),
    verified: verified(),
    articles: many(() => ProcurementArticle, {
      size: 32,
      description: 'Its articles, in their order. (Artikelen)',
      where: (article, terms) => sql`${article.termsId} = ${terms.id}`,
      order: (article) => [asc(article.position, 'int'), asc(article.number, 'text')],
    }),
    normSets: many(() => QualityNormSet, {
      size: 3,
      description:
        'The sets of norms that bind or bound contracts under them, the newest first. (Sets kwaliteitsnormen)',
      where: (set, terms) => sql`exists (select from quality_norm_set_terms b
        where ${binding.termsId} = ${terms.id} and ${binding.setId} = ${set.id})`,
      order: newestSet,
    }),
  },
});

projection(ProcurementArticle, {
  fields: {
    title: inLanguage((article) => [article.titleNl, article.titleEn], 'What it is about. (Titel)'),
    chapter: inLanguage((article) => [article.chapterNl, article.chapterEn], 'The chapter it stands in. (Hoofdstuk)'),
    rules: many(() => ProcurementRule, {
      size: 1,
      description: 'What it comes down to, as far as the register has it. (Regels)',
      where: (rule, article) => sql`${rule.termsId} = ${article.termsId} and ${rule.articleNumber} = ${article.number}`,
      order: (rule) => [asc(rule.position, 'int'), asc(rule.number, 'text')],
    }),
    norms: many(() => QualityNorm, {
      size: 10,
      description:
        'What hangs on it for a contract that is signed on the date asked: norms of the set that binds it then. (Kwaliteitsnormen)',
      where: (norm, article, { at }) => [
        sql`${norm.setId} = ${normSetFor(article.termsId, at.asOf)}`,
        sql`exists (select from quality_norm_article h where ${hung.normId} = ${norm.id}
          and ${hung.termsId} = ${article.termsId} and ${hung.number} = ${article.number})`,
      ],
      order: (norm) => [asc(norm.position, 'int'), asc(norm.code)],
    }),
  },
});

projection(ProcurementRule, {
  fields: {
    text: inLanguage((rule) => [rule.textNl, rule.textEn], 'What it says, in the words of the register. (Tekst)'),
  },
});

queries('anyone', {
  procurementTerms: many(() => ProcurementTerms, {
    args: MomentArgs,
    size: 3,
    description: 'The editions of the terms that were adopted by the date asked, the newest first. (Inkoopvoorwaarden)',
    where: (terms, _, { at }) => sql`${terms.adoptedOn} <= ${at.asOf}`,
    order: newestTerms,
  }),
  qualityNormSets: many(() => QualityNormSet, {
    args: MomentArgs,
    size: 5,
    description:
      'The sets of quality norms that were published by the date asked, the newest first. (Sets kwaliteitsnormen)',
    where: (set, _, { at }) => sql`${set.inForceFrom} <= ${at.asOf}`,
    order: newestSet,
  }),
});
