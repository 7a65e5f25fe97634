import { SettingsError } from '../config/settings.js';
import { StartRefused } from '../database/start-refused.js';
import { flushLog, log } from './log.js';
import { type Service } from './service.js';

/** After this the process ends, whatever still hangs. */
const PATIENCE_MS = 12_000;

/** Ends the process with what could not be mended by trying again. A refusal to start explains itself. */
export function failStart(error: unknown): never {
  if (error instanceof StartRefused || error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'the service could not start');
  flushLog();
  process.exit(1);
}

/** Stops the service at a signal, in bounded time; a second signal changes nothing, since a terminal may send two. */
export function stopAtSignal(service: Service): void {
  let isStopping = false;
  const stop = async (reason: string, code: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long');
      flushLog();
      process.exit(1);
    }, PATIENCE_MS).unref();
    try {
      await service.close();
    } catch (error) {
      log.error({ err: error }, 'stopping did not go well');
      code = 1;
    }
    flushLog();
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal, 0));
  const fail = (error: unknown) => {
    log.fatal({ err: error }, 'something nobody foresaw');
    void stop('failure', 1);
  };
  process.on('uncaughtException', fail).on('unhandledRejection', fail);
}
