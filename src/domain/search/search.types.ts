import { ArgsType, createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { ReferenceComponent } from '../architecture/reference-component.entity.js';
import { Component } from '../components/component.entity.js';
import { CommonGroundLayer } from '../components/components.enums.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { QualityNorm } from '../procurement/norms.entity.js';
import { Project } from '../programmes/project.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { BindingLevel, StandardKind } from '../standards/standards.enums.js';
import { Lifecycle } from '../standards/version.lifecycle.js';
import { Product } from '../suppliers/product.entity.js';

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'Something that search finds. (Zoekresultaat)',
  types: () => [Standard, ReferenceComponent, Component, Product, Municipality, QualityNorm, Project] as const,
});

export enum SearchKind {
  STANDARD = 'STANDARD',
  REFERENCE_COMPONENT = 'REFERENCE_COMPONENT',
  COMPONENT = 'COMPONENT',
  PRODUCT = 'PRODUCT',
  MUNICIPALITY = 'MUNICIPALITY',
  QUALITY_NORM = 'QUALITY_NORM',
  PROJECT = 'PROJECT',
}
registerEnumType(SearchKind, {
  name: 'SearchKind',
  description: 'What sort of thing is found. (Soort resultaat)',
  valuesMap: {
    STANDARD: { description: 'A standard. (Standaard)' },
    REFERENCE_COMPONENT: { description: 'A reference component. (Referentiecomponent)' },
    COMPONENT: { description: 'A component of Common Ground. (Component)' },
    PRODUCT: { description: 'A product of a supplier. (Pakket)' },
    MUNICIPALITY: { description: 'A municipality. (Gemeente)' },
    QUALITY_NORM: { description: 'A norm of the set in force on the date asked. (Kwaliteitsnorm)' },
    PROJECT: { description: 'A project of joint execution. (Project)' },
  },
});

export enum FacetField {
  KIND = 'KIND',
  STANDARD_KIND = 'STANDARD_KIND',
  LIFECYCLE = 'LIFECYCLE',
  BINDING_LEVEL = 'BINDING_LEVEL',
  STEWARD = 'STEWARD',
  LAYER = 'LAYER',
  THEME = 'THEME',
}
registerEnumType(FacetField, {
  name: 'FacetField',
  description: 'By what results can be told apart. (Facet)',
  valuesMap: {
    KIND: { description: 'What sort of thing it is. (Soort resultaat)' },
    STANDARD_KIND: { description: 'The kind of standard. (Soort standaard)' },
    LIFECYCLE: { description: 'The stage of a standard on the date asked. (Levensfase)' },
    BINDING_LEVEL: { description: 'How binding a standard is on the date asked. (Verbindendheid)' },
    STEWARD: { description: 'Who keeps the standard. (Beheerder)' },
    LAYER: { description: 'The layer of a component of Common Ground. (Laag)' },
    THEME: { description: 'The field of work. (Thema)' },
  },
});

@InputType({
  description: 'Values in a list are alternatives; what is asked besides must hold too. (Filter op zoekresultaten)',
})
export class SearchFilter {
  @Field(() => [SearchKind], { nullable: true, description: 'Of one of these sorts. (Soorten resultaat)' })
  kinds?: SearchKind[];

  @Field(() => [StandardKind], { nullable: true, description: 'Standards of one of these kinds. (Soorten standaard)' })
  standardKinds?: StandardKind[];

  @Field(() => [Lifecycle], {
    nullable: true,
    description: 'Standards in one of these stages on the date asked. (Levensfasen)',
  })
  lifecycles?: Lifecycle[];

  @Field(() => [BindingLevel], {
    nullable: true,
    description: 'Standards as binding as one of these on the date asked. (Verbindendheid)',
  })
  bindingLevels?: BindingLevel[];

  @Field(() => [ID], { nullable: true, description: 'Standards kept by one of these organisations. (Beheerders)' })
  stewardIds?: string[];

  @Field(() => [CommonGroundLayer], {
    nullable: true,
    description: 'Components of Common Ground in one of these layers. (Lagen)',
  })
  layers?: CommonGroundLayer[];

  @Field(() => [String], { nullable: true, description: "Standards of one of these fields of work. (Thema's)" })
  themes?: string[];
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, {
    description:
      'What people would type, of which the first 200 characters are read; empty for everything there is. (Zoektekst)',
  })
  text: string;

  @Field(() => SearchFilter, { nullable: true, description: 'Which results. (Filter)' })
  filter?: SearchFilter;

  @Field(() => DateScalar, { nullable: true, description: 'The date asked about; today when left out. (Peildatum)' })
  asOf?: string;
}

@ArgsType()
export class FacetsArgs {
  @Field(() => [FacetField], {
    description: 'Which facets to count, each by values that ignore its own filter. (Facetten)',
  })
  fields: FacetField[];
}

@ObjectType({ description: 'One value of a facet. (Facetwaarde)' })
export class FacetBucket {
  @Field(() => String, { description: 'To be given in a filter. (Waarde)' })
  value: string;

  @Field(() => Int, { description: 'How many results have it. (Aantal)' })
  count: number;

  field: FacetField;
  n: number;
}

@ObjectType({ description: 'How results are divided over the values of one property. (Facet)' })
export class Facet {
  @Field(() => FacetField, { description: 'Which property. (Veld)' })
  field: FacetField;

  values: string[];
  counts: number[];
  n: number;
}

/** What the database finds for a text. */
export interface Hit {
  id: string;
  kind: SearchKind;
  title: string;
  rank: number;
}

/** The read model: one document a thing, kept by triggers. */
@Entity('search_document')
export class SearchDocument {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  kind: SearchKind;

  @Column('text')
  title: string;

  @Column('text', { array: true })
  names: string[];

  @Column('text')
  summary: string;

  @Column('text')
  terms: string;

  @Column('text', { array: true })
  titleWords: string[];

  @Column('text', { array: true })
  words: string[];

  @Column('tsvector')
  body: string;
}
