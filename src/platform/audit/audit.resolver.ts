import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../graphql/access.js';
import { Costs } from '../graphql/price.js';
import { AuditConsistencyProof, AuditHead, AuditInclusionProof } from './audit.types.js';
import { Proofs } from './proofs.js';

const size = (description: string) => ({ type: () => Int, nullable: true, description });

/** What anyone may ask of the log: not what is in it, but whether it is still the same log. */
@Resolver()
export class AuditResolver {
  constructor(private readonly proofs: Proofs) {}

  @Query(() => AuditHead, {
    nullable: true,
    description:
      'The newest signed head of the log, or the one of a size; null when none was signed then. (Ondertekende stand)',
  })
  @Allow('anyone')
  @Costs(5)
  auditHead(
    @Args('treeSize', size('Of the log when it held so many events; the newest when left out. (Omvang)'))
    treeSize?: number,
  ): Promise<AuditHead | undefined> {
    return this.proofs.head(treeSize);
  }

  @Query(() => AuditInclusionProof, { description: 'Shows that an event is in the log. (Bewijs van opname)' })
  @Allow('anyone')
  @Costs(25)
  auditInclusion(
    @Args('sequence', { type: () => Int, description: 'The event, by its place in the log. (Volgnummer)' })
    sequence: number,
    @Args('treeSize', size('In the log of this size; the newest when left out. (Omvang)')) treeSize?: number,
  ): Promise<AuditInclusionProof> {
    return this.proofs.inclusion(sequence, treeSize);
  }

  @Query(() => AuditConsistencyProof, {
    description: 'Shows that the log only grew since a size. (Bewijs van voortzetting)',
  })
  @Allow('anyone')
  @Costs(25)
  auditConsistency(
    @Args('from', { type: () => Int, description: 'The size of a head that was kept. (Vanaf omvang)' })
    from: number,
    @Args('to', size('A later size; the newest when left out. (Tot omvang)')) to?: number,
  ): Promise<AuditConsistencyProof> {
    return this.proofs.consistency(from, to);
  }
}
