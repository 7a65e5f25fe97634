import { type MigrationInterface, type QueryRunner } from 'typeorm';

const SOURCED = (table: string) =>
  `confidence text not null constraint ${table}_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text`;
const KEPT = `registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1`;
const THEMES = `('ARCHITECTURE', 'INTEROPERABILITY', 'INFORMATION_SECURITY', 'DATA_PORTABILITY', 'ACCESSIBILITY', 'ARCHIVING', 'INFRASTRUCTURE', 'DOCUMENTATION', 'E_INVOICING')`;
const CONDITIONS = `('ALWAYS', 'REQUIRED_OF_COMPONENT', 'REFERENCE_COMPONENT', 'CHARACTERISTIC')`;
const CHARACTERISTICS = `'{WEB_INTERFACE,API,HOSTED,PERSONAL_DATA,RECORDS,CITIZEN_LOGIN,CITIZEN_MESSAGES,E_MAIL,INVOICES,DOCUMENTS,LOCATION_DATA}'`;

/** The terms of GIBIT with their articles, the sets of quality norms with what they ask, and when they ask it of a product. */
export class CreateProcurement1795310000000 implements MigrationInterface {
  name = 'CreateProcurement1795310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table procurement_terms (
        id text collate "C" primary key constraint procurement_terms_id_check check (id ~ '^pct_[0-9a-z]{26}$'),
        edition text collate "C" not null constraint procurement_terms_edition_key unique,
        name text not null constraint procurement_terms_name_check check (name <> ''),
        adopted_on date not null,
        in_force_from date not null,
        in_force_to date,
        url text,
        ${SOURCED('procurement_terms')},
        ${KEPT},
        constraint procurement_terms_in_force_check check (in_force_to > in_force_from)
      );
      comment on column procurement_terms.in_force_to is 'The day from which newer terms are offered instead; what was agreed under these stays so.';
      call keep_rows('procurement_terms');

      create table procurement_article (
        terms_id text collate "C" not null constraint procurement_article_terms_id_fkey references procurement_terms,
        number text not null constraint procurement_article_number_check check (number <> ''),
        position integer not null,
        title_nl text not null,
        title_en text,
        chapter_number text not null,
        chapter_nl text not null,
        chapter_en text,
        constraint procurement_article_pkey primary key (terms_id, number),
        constraint procurement_article_terms_id_position_key unique (terms_id, position)
      );
      call keep_rows('procurement_article');

      create table procurement_rule (
        terms_id text collate "C" not null,
        article_number text not null,
        number text not null constraint procurement_rule_number_check check (number <> ''),
        position integer not null,
        text_nl text not null,
        text_en text,
        constraint procurement_rule_pkey primary key (terms_id, number),
        constraint procurement_rule_article_fkey foreign key (terms_id, article_number) references procurement_article
      );
      comment on table procurement_rule is 'What paragraphs of an article come down to, in the words of the register.';
      call keep_rows('procurement_rule');

      create table quality_norm_set (
        id text collate "C" primary key constraint quality_norm_set_id_check check (id ~ '^qns_[0-9a-z]{26}$'),
        edition text collate "C" not null constraint quality_norm_set_edition_key unique,
        in_force_from date not null,
        in_force_to date,
        url text,
        ${SOURCED('quality_norm_set')},
        ${KEPT},
        constraint quality_norm_set_in_force_check check (in_force_to > in_force_from)
      );
      call keep_rows('quality_norm_set');

      create table quality_norm_set_terms (
        set_id text collate "C" not null constraint quality_norm_set_terms_set_id_fkey references quality_norm_set,
        terms_id text collate "C" not null constraint quality_norm_set_terms_terms_id_fkey references procurement_terms,
        applies_from date not null,
        constraint quality_norm_set_terms_pkey primary key (set_id, terms_id)
      );
      comment on table quality_norm_set_terms is 'A contract under the terms is bound by the newest set that applied to them on its day.';
      create index quality_norm_set_terms_terms_id_idx on quality_norm_set_terms (terms_id, applies_from desc);
      call keep_rows('quality_norm_set_terms');

      create table quality_norm (
        id text collate "C" primary key constraint quality_norm_id_check check (id ~ '^qnm_[0-9a-z]{26}$'),
        set_id text collate "C" not null constraint quality_norm_set_id_fkey references quality_norm_set,
        code text collate "C" not null constraint quality_norm_code_check check (code <> ''),
        position integer not null,
        title_nl text not null constraint quality_norm_title_nl_check check (title_nl <> ''),
        title_en text,
        theme text not null constraint quality_norm_theme_check check (theme in ${THEMES}),
        condition text not null constraint quality_norm_condition_check check (condition in ${CONDITIONS}),
        characteristic text constraint quality_norm_characteristic_check check (characteristic = any(${CHARACTERISTICS}::text[])),
        applies_when_nl text,
        applies_when_en text,
        ${SOURCED('quality_norm')},
        ${KEPT},
        constraint quality_norm_set_id_code_key unique (set_id, code),
        constraint quality_norm_set_id_position_key unique (set_id, position),
        constraint quality_norm_condition_characteristic_check check ((condition = 'CHARACTERISTIC') = (characteristic is not null))
      );
      comment on column quality_norm.condition is 'Of which products it is asked: all; those of which a reference component is asked to speak the standard; those that fill in one of some reference components; those with a characteristic.';
      call keep_rows('quality_norm');

      create table quality_norm_standard (
        norm_id text collate "C" not null constraint quality_norm_standard_norm_id_fkey references quality_norm,
        standard_id text collate "C" not null constraint quality_norm_standard_standard_id_fkey references standard,
        position integer not null,
        from_version_id text collate "C" constraint quality_norm_standard_from_version_id_fkey references standard_version,
        to_version_id text collate "C" constraint quality_norm_standard_to_version_id_fkey references standard_version,
        constraint quality_norm_standard_pkey primary key (norm_id, standard_id)
      );
      comment on table quality_norm_standard is 'Which standards a norm points at; a range of versions by their place, both ends in it, or any version in use.';
      create index quality_norm_standard_standard_id_idx on quality_norm_standard (standard_id);
      call keep_rows('quality_norm_standard');

      create table quality_norm_component (
        norm_id text collate "C" not null constraint quality_norm_component_norm_id_fkey references quality_norm,
        component_id text collate "C" not null constraint quality_norm_component_component_id_fkey references reference_component,
        constraint quality_norm_component_pkey primary key (norm_id, component_id)
      );
      create index quality_norm_component_component_id_idx on quality_norm_component (component_id);
      call keep_rows('quality_norm_component');

      create table quality_norm_article (
        norm_id text collate "C" not null constraint quality_norm_article_norm_id_fkey references quality_norm,
        terms_id text collate "C" not null,
        number text not null,
        constraint quality_norm_article_pkey primary key (norm_id, terms_id, number),
        constraint quality_norm_article_article_fkey foreign key (terms_id, number) references procurement_article
      );
      create index quality_norm_article_article_idx on quality_norm_article (terms_id, number);
      call keep_rows('quality_norm_article');

      alter table product add column characteristics text[]
        constraint product_characteristics_check check (characteristics <@ ${CHARACTERISTICS}::text[]);
      comment on column product.characteristics is 'What sort of product it is, in the words of its supplier; null when that was not said.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table product drop column characteristics;
      drop table quality_norm_article;
      drop table quality_norm_component;
      drop table quality_norm_standard;
      drop table quality_norm;
      drop table quality_norm_set_terms;
      drop table quality_norm_set;
      drop table procurement_rule;
      drop table procurement_article;
      drop table procurement_terms;
    `);
  }
}
