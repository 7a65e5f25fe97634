import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { MomentArgs, PagedMomentArgs } from '../../platform/temporal/moments.js';
import { OrganisationKind, Province } from './organisations.enums.js';

@InputType({ isOneOf: true, description: 'Exactly one way to name a municipality. (Gemeente naar)' })
export class MunicipalityBy {
  @Field(() => ID, { nullable: true, description: 'Its id. (Identificatie)' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Its code, such as GM0363. (CBS-code)' })
  code?: string;
}

@ArgsType()
export class MunicipalityArgs extends MomentArgs {
  @Field(() => MunicipalityBy, { description: 'Which municipality. (Welke gemeente)' })
  by: MunicipalityBy;
}

@ArgsType()
export class MunicipalitiesArgs extends PagedMomentArgs {
  @Field(() => [Province], { nullable: true, description: 'In one of these provinces. (Provincies)' })
  provinces?: Province[];
}

@ArgsType()
export class PopulationArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'The year; when left out, the newest known up to the date asked. (Jaar)',
  })
  year?: number;
}

@InputType({ isOneOf: true, description: 'Exactly one way to name an organisation. (Organisatie naar)' })
export class OrganisationBy {
  @Field(() => ID, { nullable: true, description: 'Its id. (Identificatie)' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Its name in addresses. (Korte naam)' })
  slug?: string;

  @Field(() => String, { nullable: true, description: 'Its number, 20 digits. (OIN)' })
  oin?: string;
}

@ArgsType()
export class OrganisationArgs extends MomentArgs {
  @Field(() => OrganisationBy, { description: 'Which organisation. (Welke organisatie)' })
  by: OrganisationBy;
}

@ArgsType()
export class OrganisationsArgs extends PagedMomentArgs {
  @Field(() => [OrganisationKind], { nullable: true, description: 'Of one of these kinds. (Soorten)' })
  kinds?: OrganisationKind[];
}
