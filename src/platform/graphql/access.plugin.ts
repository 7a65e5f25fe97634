import { type ApolloServerPlugin } from '@apollo/server';
import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { refuseUnlessAllowed } from './access.js';
import { type ReadContext } from './fast-lane.js';

/** The names of the root fields of an operation, those of fragments and those that are skipped among them. */
export const rootsOf = (
  { selections }: SelectionSetNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): string[] =>
  selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return inner ? rootsOf(inner.selectionSet, fragments) : [];
  });

/** Refuses the whole of an operation when one of its root fields is not for the caller, before anything of it runs. */
export const accessPlugin: ApolloServerPlugin<ReadContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation, document, contextValue }) {
        const fragments = Object.fromEntries(
          document.definitions.flatMap((each) =>
            each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [],
          ),
        );
        if (operation) refuseUnlessAllowed(rootsOf(operation.selectionSet, fragments), contextValue.actor);
        return Promise.resolve();
      },
    }),
};
