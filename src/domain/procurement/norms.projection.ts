import {
  contribute,
  many,
  one,
  projection,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { registered } from '../../platform/temporal/temporal.js';
import { ReferenceComponent } from '../architecture/reference-component.entity.js';
import { verified } from '../organisations/provenance.js';
import { Standard } from '../standards/standard.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { normSetInForce } from './norm-set.js';
import {
  NormArticle,
  NormComponent,
  NormSetBinding,
  NormStandard,
  QualityNorm,
  QualityNormSet,
} from './norms.entity.js';
import { inForce, inLanguage } from './procurement.fields.js';
import { NormsArgs } from './procurement.inputs.js';
import { ProcurementArticle, ProcurementTerms } from './terms.entity.js';

const binding: Row<NormSetBinding> = rowOf(NormSetBinding, 'b');
const later: Row<NormSetBinding> = rowOf(NormSetBinding, 'later');
const pointed: Row<NormStandard> = rowOf(NormStandard, 'ps');
const component: Row<NormComponent> = rowOf(NormComponent, 'nc');
const hung: Row<NormArticle> = rowOf(NormArticle, 'h');
const end: Row<StandardVersion> = rowOf(StandardVersion, 'e');

const inOrder = (norm: Row<QualityNorm>) => [asc(norm.position, 'int'), asc(norm.code)];

/** Whether a version stands in the range of a norm, both ends included; an end that is not named is open. */
const isInRange = (version: Row<StandardVersion>, of: Row<NormStandard>) =>
  sql`${version.standardId} = ${of.standardId}
    and (${of.fromVersionId} is null or ${version.position} >= (select ${end.position} from standard_version e where ${end.id} = ${of.fromVersionId}))
    and (${of.toVersionId} is null or ${version.position} <= (select ${end.position} from standard_version e where ${end.id} = ${of.toVersionId}))`;

projection(QualityNormSet, {
  id: 'qns',
  visible: (set, env) => [registered(set, env)],
  fields: {
    inForce: inForce('While it was the newest; it may go on to bind contracts under older terms. (Geldig)'),
    verified: verified(),
    appliesTo: many(() => ProcurementTerms, {
      size: 1,
      description: 'The terms under which it binds contracts, the newest first. (Van toepassing op)',
      where: (terms, set) => sql`exists (select from quality_norm_set_terms b
        where ${binding.setId} = ${set.id} and ${binding.termsId} = ${terms.id})`,
      order: (terms) => [desc(terms.inForceFrom), desc(terms.id)],
    }),
    bindings: many(() => NormSetBinding, {
      size: 1,
      description: 'From when until when it binds contracts that are signed, by their terms. (Werking)',
      where: (each, set) => sql`${each.setId} = ${set.id}`,
      order: (each) => [asc(each.appliesFrom), asc(each.termsId)],
    }),
    norms: many<QualityNorm, QualityNormSet, NormsArgs>(() => QualityNorm, {
      args: NormsArgs,
      size: 50,
      description: 'What it asks, in its order. (Kwaliteitsnormen)',
      where: (norm, set, { args }) => [
        sql`${norm.setId} = ${set.id}`,
        args.theme && sql`${norm.theme} = ${args.theme}`,
      ],
      order: inOrder,
    }),
  },
});

projection(NormSetBinding, {
  fields: {
    from: value(
      () => DateScalar,
      (each) => each.appliesFrom,
      { description: 'The first day on which a contract that is signed is bound by it. (Vanaf)' },
    ),
    to: value(
      () => DateScalar,
      (each) => sql`(select min(${later.appliesFrom}) from quality_norm_set_terms later
        where ${later.termsId} = ${each.termsId} and ${later.appliesFrom} > ${each.appliesFrom})`,
      {
        nullable: true,
        description: 'The first day on which another set binds them; null while this is the newest. (Tot)',
      },
    ),
    terms: one(() => ProcurementTerms, {
      description: 'Contracts under which terms. (Inkoopvoorwaarden)',
      where: (terms, each) => sql`${terms.id} = ${each.termsId}`,
    }),
  },
});

projection(QualityNorm, {
  id: 'qnm',
  visible: (norm, env) => [registered(norm, env)],
  fields: {
    title: inLanguage((norm) => [norm.titleNl, norm.titleEn], 'What it asks for. (Titel)'),
    appliesWhen: inLanguage(
      (norm) => [norm.appliesWhenNl, norm.appliesWhenEn],
      'When it is asked, in words; null when always. (Van toepassing wanneer)',
      true,
    ),
    verified: verified(),
    set: one(() => QualityNormSet, {
      description: 'The set that it is in. (Set kwaliteitsnormen)',
      where: (set, norm) => sql`${set.id} = ${norm.setId}`,
    }),
    standards: many(() => Standard, {
      size: 1,
      description: 'The standards it points at; none where it is about something else. (Standaarden)',
      where: (standard, norm) => sql`exists (select from quality_norm_standard ps
        where ${pointed.normId} = ${norm.id} and ${pointed.standardId} = ${standard.id})`,
      order: (standard) => [asc(sql`lower(${standard.nameNl}) collate "C"`, 'text'), asc(standard.id)],
    }),
    targets: many(() => NormStandard, {
      size: 1,
      description: 'The same with the versions that are meant. (Standaarden met versies)',
      where: (each, norm) => sql`${each.normId} = ${norm.id}`,
      order: (each) => [asc(each.position, 'int'), asc(each.standardId)],
    }),
    referenceComponents: many(() => ReferenceComponent, {
      size: 1,
      description: 'Of products that fill in one of these, where that is the condition. (Referentiecomponenten)',
      where: (each, norm) => sql`exists (select from quality_norm_component nc
        where ${component.normId} = ${norm.id} and ${component.componentId} = ${each.id})`,
      order: (each) => [asc(sql`lower(${each.name}) collate "C"`, 'text'), asc(each.id)],
    }),
    articles: many(() => ProcurementArticle, {
      size: 2,
      description: 'The articles it hangs on, by terms. (Artikelen)',
      where: (article, norm) => sql`exists (select from quality_norm_article h where ${hung.normId} = ${norm.id}
        and ${hung.termsId} = ${article.termsId} and ${hung.number} = ${article.number})`,
      order: (article) => [
        desc(sql`(select t.in_force_from from procurement_terms t where t.id = ${article.termsId})`, 'date'),
        asc(article.position, 'int'),
        asc(article.number, 'text'),
      ],
    }),
  },
});

projection(NormStandard, {
  fields: {
    standard: one(() => Standard, {
      description: 'Which standard. (Standaard)',
      where: (standard, each) => sql`${standard.id} = ${each.standardId}`,
    }),
    from: one(() => StandardVersion, {
      nullable: true,
      description: 'From this version on; null where any old one will do. (Vanaf versie)',
      where: (version, each) => sql`${version.id} = ${each.fromVersionId}`,
    }),
    to: one(() => StandardVersion, {
      nullable: true,
      description: 'Up to and including this version; null where any new one will do. (Tot en met versie)',
      where: (version, each) => sql`${version.id} = ${each.toVersionId}`,
    }),
    versions: many(() => StandardVersion, {
      size: 3,
      description:
        'The versions that bind a contract of the date asked: those of the range that are in use then. (Bindende versies)',
      where: (version, each) => [isInRange(version, each), sql`${version.lifecycle} = 'IN_USE'`],
      order: (version) => [asc(version.position, 'int')],
    }),
  },
});

contribute(ProcurementArticle, {
  terms: one(() => ProcurementTerms, {
    description: 'Of which terms. (Inkoopvoorwaarden)',
    where: (terms, article) => sql`${terms.id} = ${article.termsId}`,
  }),
});

contribute(Standard, {
  qualityNorms: many<QualityNorm, Standard>(() => QualityNorm, {
    size: 1,
    description: 'The norms of the set in force on the date asked that point at it. (Kwaliteitsnormen)',
    where: (norm, standard, { at }: Env) => [
      sql`${norm.setId} = ${normSetInForce(at.asOf)}`,
      sql`exists (select from quality_norm_standard ps where ${pointed.standardId} = ${standard.id} and ${pointed.normId} = ${norm.id})`,
    ],
    order: inOrder,
  }),
});
