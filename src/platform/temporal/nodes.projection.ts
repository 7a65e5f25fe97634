import { ArgsType, Field, ID } from '@nestjs/graphql';
import { Node } from '../graphql/node.js';
import { queries, ref, refs } from '../reading/projection.js';
import { MomentArgs } from './moments.js';

@ArgsType()
class NodeArgs extends MomentArgs {
  @Field(() => ID, { description: 'The id of anything. (Identificatie)' })
  id: string;
}

@ArgsType()
class NodesArgs extends MomentArgs {
  @Field(() => [ID], { description: 'At most 100 ids. (Identificaties)' })
  ids: string[];
}

queries('anyone', {
  node: ref<{}, NodeArgs>(
    () => Node,
    (_, { args }) => args.id,
    {
      args: NodeArgs,
      description: 'Anything by its id; null for what is missing and for what is hidden alike. (Knoop)',
    },
  ),
  nodes: refs<{}, NodesArgs>(
    () => Node,
    (_, { args }) => args.ids,
    {
      args: NodesArgs,
      description:
        'Things by their ids, in the order asked; null for what is missing and for what is hidden alike. (Knopen)',
    },
  ),
});
