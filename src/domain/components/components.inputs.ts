import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import { MomentArgs, PagedMomentArgs } from '../../platform/temporal/moments.js';
import { CommonGroundLayer, InvolvementRole } from './components.enums.js';

@InputType({ isOneOf: true, description: 'Exactly one way to name a component. (Component naar)' })
export class ComponentBy {
  @Field(() => ID, { nullable: true, description: 'Its id. (Identificatie)' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Its name in addresses, such as open-zaak. (Korte naam)' })
  slug?: string;
}

@ArgsType()
export class ComponentArgs extends MomentArgs {
  @Field(() => ComponentBy, { description: 'Which component. (Welke component)' })
  by: ComponentBy;
}

@ArgsType()
export class ComponentsArgs extends PagedMomentArgs {
  @Field(() => [CommonGroundLayer], { nullable: true, description: 'In one of these layers. (Lagen)' })
  layers?: CommonGroundLayer[];

  @Field(() => ID, {
    nullable: true,
    description: 'Speaking this standard, in any version, on the date asked. (Ondersteunt standaard)',
  })
  supportsStandardId?: string;
}

@ArgsType()
export class InvolvementsArgs extends PageArgs {
  @Field(() => [InvolvementRole], { nullable: true, description: 'In one of these roles. (Rollen)' })
  roles?: InvolvementRole[];
}
