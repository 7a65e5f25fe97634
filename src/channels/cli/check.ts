import { DateScalar } from '../../platform/graphql/scalars.js';
import { askCheck, CheckRefused, type Order } from '../exports/check/ask-check.js';
import { checkJson } from '../exports/check/check-json.js';
import { checkJunit } from '../exports/check/check-junit.js';
import { type Check } from '../exports/check/check.question.js';
import { checkSarif } from '../exports/check/check-sarif.js';
import { checkText } from '../exports/check/check-text.js';
import { passes } from '../exports/check/verdict.js';
import { askRegister } from './ask-register.js';
import { type CheckOptions } from './check.command.js';
import { isExplained } from './explained.js';

/**
 * Asks for a check, and tells it.
 * @throws CheckRefused, StartRefused, SettingsError
 */
export async function check(options: CheckOptions): Promise<{ text: string; isPassed: boolean }> {
  const found = await asked(options);
  return { text: told(found, options), isPassed: passes(found, options.failOn) };
}

/** Whether the message of an error says all there is to say. */
export const isExpected = (error: unknown): error is Error => error instanceof CheckRefused || isExplained(error);

async function asked({ register, ...options }: CheckOptions): Promise<Check> {
  const { product, version, terms, language } = options;
  const [date, asOf] = [dayIn('--date', options.date), dayIn('--as-of', options.asOf)];
  const order: Order = { product, version, terms, date, asOf, language };
  if (register !== undefined) return askCheck(askRegister(register), order);
  // Who asks over HTTP needs neither database nor schema.
  const { withOwnRegister } = await import('./own-register.js');
  return withOwnRegister((ask) => askCheck(ask, order));
}

function dayIn(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return DateScalar.parseValue(text);
  } catch {
    throw new CheckRefused(
      `${option} is an existing day, YYYY-MM-DD, such as 2026-01-31.`,
      `${option} is een bestaande dag, JJJJ-MM-DD, zoals 2026-01-31.`,
    );
  }
}

function told(check: Check, { format, failOn, language, register, file }: CheckOptions): string {
  switch (format) {
    case 'text':
      return checkText(check, failOn, language);
    case 'json':
      return checkJson(check, failOn);
    case 'junit':
      return checkJunit(check, failOn, language);
    case 'sarif':
      return checkSarif(check, failOn, language, { register, file });
  }
}
