import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { refusal } from '../graphql/errors.js';
import { type AuditConsistencyProof, type AuditHead, type AuditInclusionProof } from './audit.types.js';
import { headOf, newestHead } from './kept-heads.js';
import { hashesOf, type Query } from './log-tree.js';
import { consistencyRanges, inclusionRanges } from './merkle.js';

/** Signed heads of the log, and proofs about it: hashes only, so they are for anyone. */
@Injectable()
export class Proofs {
  constructor(private readonly database: Database) {}

  /** The newest head, or the one of a size; undefined when none was signed then. */
  async head(treeSize?: number | null): Promise<AuditHead | undefined> {
    if (treeSize != null) atLeastOne('treeSize', treeSize);
    return treeSize == null ? newestHead(this.query) : headOf(this.query, treeSize);
  }

  /** @throws GraphQLError BAD_USER_INPUT for an event or a size that the log does not have. */
  async inclusion(sequence: number, treeSize?: number | null): Promise<AuditInclusionProof> {
    const size = await this.size('treeSize', treeSize);
    if (sequence < 1 || sequence > size) {
      throw refusal('BAD_USER_INPUT', `"sequence" must be from 1 to the size of the log, ${size}; found ${sequence}.`);
    }
    const leaf = { from: sequence - 1, to: sequence };
    const [own, ...path] = await this.hashes([leaf, ...inclusionRanges(sequence - 1, size)]);
    return { sequence, treeSize: size, leafHash: own ?? '', hashes: path };
  }

  /** @throws GraphQLError BAD_USER_INPUT for sizes that the log did not have, or not in this order. */
  async consistency(from: number, to?: number | null): Promise<AuditConsistencyProof> {
    const size = await this.size('to', to);
    if (from < 1 || from > size) {
      throw refusal('BAD_USER_INPUT', `"from" must be from 1 to "to", ${size}; found ${from}.`);
    }
    return { fromSize: from, toSize: size, hashes: await this.hashes(consistencyRanges(from, size)) };
  }

  private async size(name: string, asked: number | null | undefined): Promise<number> {
    const [row] = await this.query<{ size: number }>('select max(tree_size)::float8 as size from audit_head', []);
    const newest = row?.size ?? 0;
    const size = asked ?? newest;
    if (size >= 1 && size <= newest) return size;
    const held = newest === 0 ? 'the log holds nothing yet' : `"${name}" must be from 1 to ${newest}`;
    throw refusal('BAD_USER_INPUT', `There is no such log: ${held}; found ${size}.`);
  }

  private async hashes(ranges: Parameters<typeof hashesOf>[1]): Promise<string[]> {
    return (await hashesOf(this.query, ranges)).map((hash) => hash.toString('hex'));
  }

  private readonly query: Query = async <R extends object>(text: string, values: unknown[]) =>
    (await this.database.reads.query<R>(text, values)).rows;
}

function atLeastOne(name: string, found: number): void {
  if (found < 1) throw refusal('BAD_USER_INPUT', `"${name}" must be 1 or more; found ${found}.`);
}
