import { randomBytes } from 'node:crypto';

const WELL_FORMED = /^[\w.:-]{1,64}$/;
const process = randomBytes(6).toString('hex');
let count = 0;

/** The id that a proxy gave the request when it is fit to be repeated, and otherwise one of our own. */
export const requestIdOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && WELL_FORMED.test(given) ? given : `${process}-${(++count).toString(36)}`;
