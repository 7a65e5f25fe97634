import { type Span } from '../../../domain/organisations/organisations.service.js';

/** How far back the register looks: where a fact of unknown age begins. */
export const LONG_AGO = '1970-01-01';

/** What the files say of a first day: the day, or the earliest it can have been, or nothing. */
export interface Since {
  from?: string | undefined;
  notBefore?: string | undefined;
}

/** The first day to reckon with, known or not. */
export const startOf = ({ from, notBefore }: Since): string => from ?? notBefore ?? LONG_AGO;

/** The period that begins there; `to` is the first day on which it no longer holds. */
export const spanOf = (since: Since, to?: string): Span => ({
  from: startOf(since),
  to,
  isFromKnown: since.from !== undefined,
});
