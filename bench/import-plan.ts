/** What `import.ts` and the process that imports say to one another. */

/** `bare`: the same rows copied and merged, and nothing else; `register`: the command that a municipality's file goes by. */
export const WAYS = ['bare', 'register'] as const;
export type Way = (typeof WAYS)[number];

export interface Order {
  readonly way: Way;
  readonly url: string;
  readonly file: string;
}
export interface Measured {
  readonly seconds: number;
  /** The most memory the process ever had. */
  readonly peakMb: number;
  /** Rows that were new to the register. */
  readonly changed: number;
  readonly faulty: number;
}
