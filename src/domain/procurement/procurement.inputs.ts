import { ArgsType, Field } from '@nestjs/graphql';
import { NormTheme } from './procurement.enums.js';

@ArgsType()
export class NormsArgs {
  @Field(() => NormTheme, { nullable: true, description: 'About this alone. (Thema)' })
  theme?: NormTheme;
}
