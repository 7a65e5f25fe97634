import { Field, ID, InterfaceType } from '@nestjs/graphql';
import { PrimaryColumn } from 'typeorm';

@InterfaceType({ description: 'Anything with an id of its own, found again through `node`. (Knoop)' })
export abstract class Node {
  @Field(() => ID, {
    description: 'Opaque, unique over all types, and the same for as long as the register lives. (Identificatie)',
  })
  @PrimaryColumn('text')
  id: string;
}
