import { type IncomingMessage } from 'node:http';
import { type GraphqlRequest } from '../fast-lane.js';
import { HttpRefusal, malformed } from './http-refusal.js';
import { LIMITS } from '../limits.js';
import { readJson } from './read-body.js';

/** One operation as HTTP brought it; without a text it names one that was sent before, by its hash. */
export interface Call extends Omit<GraphqlRequest, 'query'> {
  query?: string | undefined;
  /** SHA-256 of the text, in hexadecimal. */
  hash?: string | undefined;
}

type Parameters = Record<string, unknown>;

const isRecord = (value: unknown): value is Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textIn(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(`"${name}" must be text.`);
  return value;
}

function recordIn(parameters: Parameters, name: string): Parameters | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) throw malformed(`"${name}" must be an object.`);
  return value;
}

/** Looks no further than the levels that are allowed. */
const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

function persistedHash(extensions: Parameters | undefined): string | undefined {
  const persisted = extensions?.['persistedQuery'];
  if (persisted === undefined || persisted === null) return undefined;
  const { version, sha256Hash } = isRecord(persisted) ? persisted : {};
  if (version !== 1 || typeof sha256Hash !== 'string' || !/^[0-9a-f]{64}$/.test(sha256Hash)) {
    throw malformed('"extensions.persistedQuery" must hold version 1 and a sha256Hash of 64 hexadecimal digits.');
  }
  return sha256Hash;
}

function callOf(parameters: Parameters): Call {
  const query = textIn(parameters, 'query');
  const operationName = textIn(parameters, 'operationName');
  const variables = recordIn(parameters, 'variables');
  if (isDeeper(variables, LIMITS.variableDepth)) {
    throw malformed(`"variables" may hold at most ${LIMITS.variableDepth} levels inside one another.`);
  }
  const hash = persistedHash(recordIn(parameters, 'extensions'));
  if (!query && !hash) throw malformed('"query" must hold a GraphQL document.');
  return { query: query || undefined, operationName: operationName || undefined, variables, hash };
}

/** Headers that a page of another origin cannot send without the browser asking us first. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name', 'graphql-require-preflight'];
const NAMES_JSON = /\bapplication\/(graphql-response\+)?json\b/i;

/**
 * A browser sends a GET for any page that asks, with the reader's cookies. It says from where it comes; a program that
 * says nothing must at least name the media type it wants.
 */
function mayBeForged({ headers }: IncomingMessage): boolean {
  if (PREFLIGHTED.some((name) => headers[name])) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined ? !NAMES_JSON.test(headers.accept ?? '') : site !== 'same-origin' && site !== 'none';
}

function jsonIn(parameters: URLSearchParams, name: string): unknown {
  const value = parameters.get(name);
  if (value === null || value === '') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw malformed(`The search parameter "${name}" is not JSON.`);
  }
}

function fromSearch(request: IncomingMessage, isFromKnownPage: boolean): Call {
  if (!isFromKnownPage && mayBeForged(request)) {
    throw malformed(
      'A GET might have been sent by another site in the name of its reader. Send the header Accept: application/json, or use POST.',
    );
  }
  const parameters = new URLSearchParams(request.url?.split('?', 2)[1]);
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    if (parameters.getAll(name).length > 1) throw malformed(`The search parameter "${name}" stands there twice.`);
  }
  return callOf({
    query: parameters.get('query'),
    operationName: parameters.get('operationName'),
    variables: jsonIn(parameters, 'variables'),
    extensions: jsonIn(parameters, 'extensions'),
  });
}

/**
 * Reads the operation from a POST with a JSON body, or from the query string of a GET.
 * @param isFromKnownPage whether the page that sent it may ask, also when it is of another origin
 * @throws HttpRefusal that says what is wrong with the request.
 */
export async function readCall(request: IncomingMessage, isFromKnownPage: boolean): Promise<Call> {
  if (request.method === 'GET') return fromSearch(request, isFromKnownPage);
  if (request.method !== 'POST') {
    throw new HttpRefusal(405, 'BAD_USER_INPUT', 'GraphQL is served by POST, and by GET for queries.', {
      allow: 'GET, POST',
    });
  }
  const body = await readJson(request);
  if (Array.isArray(body)) throw malformed('One request holds one operation; batches are not served.');
  if (!isRecord(body)) throw malformed('The body of the request must be a JSON object with a "query".');
  return callOf(body);
}
