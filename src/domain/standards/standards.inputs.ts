import { ArgsType, Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs, SortDirection } from '../../platform/graphql/page.js';
import { DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { MomentArgs, PagedMomentArgs } from '../../platform/temporal/moments.js';
import { BindingLevel, StandardKind, VersionKind } from './standards.enums.js';
import { Lifecycle } from './version.lifecycle.js';

export enum Language {
  NL = 'NL',
  EN = 'EN',
}
registerEnumType(Language, {
  name: 'Language',
  description: 'The language of a text; Dutch where there is no English. (Taal)',
  valuesMap: { NL: { description: 'Dutch. (Nederlands)' }, EN: { description: 'English. (Engels)' } },
});

@ArgsType()
export class LanguageArgs {
  @Field(() => Language, { nullable: true, defaultValue: Language.NL, description: 'In which language. (Taal)' })
  language?: Language;
}

@InputType({ isOneOf: true, description: 'Exactly one way to name a standard. (Standaard naar)' })
export class StandardBy {
  @Field(() => ID, { nullable: true, description: 'Its id. (Identificatie)' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Its name in addresses, such as zaken-api. (Korte naam)' })
  slug?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Its stable URI in this register. (URI)' })
  uri?: string;
}

@ArgsType()
export class StandardArgs extends MomentArgs {
  @Field(() => StandardBy, { description: 'Which standard. (Welke standaard)' })
  by: StandardBy;
}

@InputType({
  description: 'Values in a list are alternatives; what is asked besides must hold too. (Filter op standaarden)',
})
export class StandardFilter {
  @Field(() => [StandardKind], { nullable: true, description: 'Of one of these kinds. (Soorten)' })
  kinds?: StandardKind[];

  @Field(() => [Lifecycle], { nullable: true, description: 'In one of these stages on the date asked. (Levensfasen)' })
  lifecycles?: Lifecycle[];

  @Field(() => [BindingLevel], {
    nullable: true,
    description: 'Of which the most binding obligation on the date asked is one of these. (Verbindendheid)',
  })
  bindingLevels?: BindingLevel[];

  @Field(() => ID, { nullable: true, description: 'Kept by this organisation. (Beheerder)' })
  stewardId?: string;

  @Field(() => String, { nullable: true, description: 'Belonging to this field of work. (Thema)' })
  theme?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed at or after this moment. (Gewijzigd sinds)' })
  changedSince?: string;
}

export enum StandardOrderField {
  NAME = 'NAME',
  UPDATED_AT = 'UPDATED_AT',
}
registerEnumType(StandardOrderField, {
  name: 'StandardOrderField',
  description: 'By what standards are ordered. (Volgorde van standaarden)',
  valuesMap: {
    NAME: { description: 'By Dutch name, capitals and small letters alike. (Naam)' },
    UPDATED_AT: { description: 'By the moment of the last change. (Gewijzigd op)' },
  },
});

@InputType({ description: 'By what and which way to order standards. (Volgorde)' })
export class StandardOrder {
  @Field(() => StandardOrderField, { description: 'By what. (Veld)' })
  field: StandardOrderField;

  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Which way. (Richting)' })
  direction?: SortDirection;
}

@ArgsType()
export class StandardsArgs extends PagedMomentArgs {
  @Field(() => StandardFilter, { nullable: true, description: 'Which standards. (Filter)' })
  filter?: StandardFilter;

  @Field(() => StandardOrder, { nullable: true, description: 'By name when left out. (Volgorde)' })
  orderBy?: StandardOrder;
}

@ArgsType()
export class VersionArgs {
  @Field(() => String, { description: 'The label as printed. (Versieaanduiding)' })
  label: string;
}

@ArgsType()
export class VersionsArgs extends PageArgs {
  @Field(() => [Lifecycle], { nullable: true, description: 'In one of these stages on the date asked. (Levensfasen)' })
  lifecycles?: Lifecycle[];

  @Field(() => [VersionKind], { nullable: true, description: 'Of one of these kinds. (Soorten)' })
  kinds?: VersionKind[];
}
