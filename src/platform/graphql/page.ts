import { ArgsType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

/** The bounds of `first`; the reader refuses what lies outside. */
export const PAGE_SIZE = { default: 25, least: 1, most: 100 } as const;

/** Forward keyset paging; extend it for a connection that takes more arguments. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: PAGE_SIZE.default,
    description: 'How many to give, 1 to 100. (Aantal)',
  })
  first?: number;

  @Field(() => String, {
    nullable: true,
    description: 'Continue after this cursor, taken from an earlier answer with the same order. (Vervolg na)',
  })
  after?: string;
}

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(SortDirection, {
  name: 'SortDirection',
  description: 'Which way a list is ordered. (Sorteerrichting)',
  valuesMap: {
    ASC: { description: 'From low to high, early to late, A to Z. (Oplopend)' },
    DESC: { description: 'From high to low, late to early, Z to A. (Aflopend)' },
  },
});

@ObjectType({ description: 'Where a page stands in its list, after the Relay specification. (Bladerinformatie)' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows after this page. (Heeft volgende bladzijde)' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether something came before this page. (Heeft vorige bladzijde)' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null when empty. (Begincursor)' })
  startCursor?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge, to be given as `after`; null when empty. (Eindcursor)',
  })
  endCursor?: string | null;
}
