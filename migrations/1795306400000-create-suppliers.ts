import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Suppliers with their products, and which municipality uses what. */
export class CreateSuppliers1795306400000 implements MigrationInterface {
  name = 'CreateSuppliers1795306400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table supplier (
        id text collate "C" primary key constraint supplier_id_check check (id ~ '^sup_[0-9a-z]{26}$'),
        organisation_id text collate "C" not null constraint supplier_organisation_id_key unique
          constraint supplier_organisation_id_fkey references organisation,
        kvk_number text collate "C" not null constraint supplier_kvk_number_key unique
          constraint supplier_kvk_number_check check (kvk_number ~ '^[0-9]{8}$' and kvk_number <> '00000000'),
        registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1
      );
      call keep_rows('supplier');

      create table product (
        id text collate "C" primary key constraint product_id_check check (id ~ '^prd_[0-9a-z]{26}$'),
        supplier_id text collate "C" not null constraint product_supplier_id_fkey references supplier,
        slug text collate "C" not null constraint product_slug_key unique
          constraint product_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text not null constraint product_name_check check (name <> ''),
        summary text not null,
        registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1
      );
      create index product_supplier_id_idx on product (supplier_id);
      create index product_name_idx on product ((lower(name) collate "C"), id);
      call keep_rows('product');

      create table product_component (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint product_component_id_check check (id ~ '^pco_[0-9a-z]{26}$'),
        product_id text collate "C" not null constraint product_component_product_id_fkey references product,
        component_id text collate "C" not null constraint product_component_component_id_fkey references reference_component,
        is_from_known boolean not null,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint product_component_pair_excl exclude using gist
          ((product_id || '') with =, (component_id || '') with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      comment on table product_component is 'Which reference components a product fills in, through time, in the words of its supplier.';
      create index product_component_product_id_idx on product_component (product_id);
      create index product_component_component_id_idx on product_component (component_id);
      call temporal_install('product_component', 'id');

      create table product_version (
        id text collate "C" primary key constraint product_version_id_check check (id ~ '^pvn_[0-9a-z]{26}$'),
        product_id text collate "C" not null constraint product_version_product_id_fkey references product,
        label text not null constraint product_version_label_check check (label <> ''),
        position integer not null,
        released_on date,
        supported_until date,
        registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1,
        constraint product_version_product_id_label_key unique (product_id, label),
        constraint product_version_product_id_position_key unique (product_id, position),
        constraint product_version_supported_until_check check (supported_until > released_on)
      );
      comment on column product_version.position is 'Its place among the versions of the product, in the order in which they were registered.';
      call keep_rows('product_version');

      create table product_use (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint product_use_id_check check (id ~ '^use_[0-9a-z]{26}$'),
        municipality_id text collate "C" not null constraint product_use_municipality_id_fkey references municipality,
        product_version_id text collate "C" not null constraint product_use_product_version_id_fkey references product_version,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint product_use_pair_excl exclude using gist ((municipality_id || '') with =, (product_version_id || '') with =,
          daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      comment on table product_use is 'Which municipality uses which software; of the municipality and the office alone.';
      create index product_use_municipality_id_idx on product_use (municipality_id);
      create index product_use_product_version_id_idx on product_use (product_version_id);
      call temporal_install('product_use', 'id');

      alter table adoption add constraint adoption_product_version_id_fkey foreign key (product_version_id) references product_version;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table adoption drop constraint adoption_product_version_id_fkey;
      drop function product_use_put(product_use, boolean);
      drop table product_use;
      drop table product_version;
      drop function product_component_put(product_component, boolean);
      drop table product_component;
      drop table product;
      drop table supplier;
    `);
  }
}
