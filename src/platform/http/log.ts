import { type LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { forPeople } from './log-for-people.js';

/** Written in blocks: a line for every operation may not hold operations up. */
const inBlocks = () => pino.destination({ fd: 2, sync: false, minLength: 4096, periodicFlush: 200 });

const blocks = process.stderr.isTTY ? undefined : inBlocks();

/** Nothing beside these: the details of a database's error quote the values that someone sent. */
const told = (error: Error & { code?: unknown }): object => ({
  type: error.name,
  message: error.message,
  code: error.code,
  stack: error.stack,
  ...(error.cause instanceof Error && { cause: told(error.cause) }),
});

/** The one log of the process, on standard error: a JSON object a line, or short lines when a person looks on. */
export const log: Logger = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: (error: unknown) => (error instanceof Error ? told(error) : error) },
  },
  blocks ?? forPeople(process.stderr),
);

/** To be called last: what is still in memory goes out. */
export function flushLog(): void {
  blocks?.flushSync();
}

/** What the framework tells of its own start; of use only when looking for a fault. */
const CHATTER = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'GraphQLModule',
]);

const textOf = (message: unknown): string => (typeof message === 'string' ? message : JSON.stringify(message));

/** The framework's logger, as lines of ours. Its last parameter is the context, for errors after a stack. */
export const frameworkLog: LoggerService = {
  log(message: unknown, context?: unknown) {
    log[typeof context === 'string' && CHATTER.has(context) ? 'debug' : 'info']({ context }, textOf(message));
  },
  warn: (message: unknown, context?: unknown) => log.warn({ context }, textOf(message)),
  debug: (message: unknown, context?: unknown) => log.debug({ context }, textOf(message)),
  error(message: unknown, stack?: unknown, context?: unknown) {
    // Thrown on as well, and told by whoever ends the process.
    if (context === 'ExceptionHandler' || stack === 'ExceptionHandler') return;
    if (message instanceof Error) log.error({ err: message, context }, message.message);
    else log.error({ stack, context }, textOf(message));
  },
};
