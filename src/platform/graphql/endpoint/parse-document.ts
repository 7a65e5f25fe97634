import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
} from 'graphql';
import { refusal } from '../errors.js';
import { HttpRefusal } from './http-refusal.js';
import { limitExceeded, LIMITS } from '../limits.js';

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes(`more that ${LIMITS.tokens} tokens`)) {
      throw refusal('QUERY_TOO_COMPLEX', `The document holds more tokens than the ${LIMITS.tokens} that are allowed.`);
    }
    const { message, source, positions } = error;
    throw new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
}

/**
 * The operation to run, found within the limits that can be told from the document alone.
 * Undefined when the document has none of that name: execution then says so.
 * @throws GraphQLError when it cannot be parsed or asks too much; HttpRefusal for a mutation over GET.
 */
export function admit(query: string, name: string | undefined, method: string): OperationDefinitionNode | undefined {
  const document = parsed(query);
  const over = limitExceeded(document);
  if (over) throw over;
  const operation = getOperationAST(document, name) ?? undefined;
  if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
    throw refusal('GRAPHQL_VALIDATION_FAILED', 'The register has no subscriptions.', operation);
  }
  if (method === 'GET' && operation && operation.operation !== OperationTypeNode.QUERY) {
    throw new HttpRefusal(405, 'BAD_USER_INPUT', `A GET only asks; send a ${operation.operation} by POST.`, {
      allow: 'POST',
    });
  }
  return operation;
}
