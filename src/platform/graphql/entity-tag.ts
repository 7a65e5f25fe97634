import { hash } from 'node:crypto';
import { type GraphqlRequest } from './fast-lane.js';

/** What an answer depends on beside the catalogue's revision. */
export interface TagParts {
  /** The schema, the address of the site and so on: what is the same for the whole process. */
  service: string;
  today: string;
  mediaType: string;
}

/** The entity tag of a public answer at a revision. Weak, since the same answer may be written in another way. */
export function entityTag({ service, today, mediaType }: TagParts, request: GraphqlRequest, revision: string): string {
  const variables = request.variables ? JSON.stringify(request.variables) : '';
  const parts = `${revision}\n${today}\n${service}\n${mediaType}\n${request.operationName ?? ''}\n${variables}\n${request.query}`;
  return `W/"${hash('sha1', parts, 'base64url')}"`;
}

/** Whether an `If-None-Match` header names the tag; `*` is left out, because it would match what was never given. */
export const namesTag = (header: string, tag: string): boolean =>
  header.split(',').some((candidate) => candidate.trim().replace(/^(W\/)?/, 'W/') === tag);
