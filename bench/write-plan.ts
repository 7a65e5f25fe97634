/** What `write.ts` and its writers say to one another. */

/** `bare`: the change alone; `revision`: and the catalogue's revision, by which answers are kept; `audit`: and its event. */
export const WAYS = ['bare', 'revision', 'audit'] as const;
export type Way = (typeof WAYS)[number];

export interface Load {
  readonly way: Way;
  readonly seconds: number;
}
export interface Measured {
  /** Of each transaction, from its start to its commit; milliseconds. */
  readonly times: readonly number[];
}

/** As many as a service has connections to write by. */
export const WRITERS_OF_A_PROCESS = 4;
