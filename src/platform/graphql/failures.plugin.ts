import { type ApolloServerPlugin } from '@apollo/server';
import { type ReadContext } from './fast-lane.js';
import { type OperationEvents } from './operation-events.js';
import { isOurs, judge } from './public-error.js';

/** Tells of errors that are ours, as they were before their texts were masked. */
export const failuresOf = (events: OperationEvents): ApolloServerPlugin<ReadContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) {
          if (isOurs(judge(error))) events.listener.failed(error.originalError ?? error, contextValue.requestId);
        }
        return Promise.resolve();
      },
    }),
});
