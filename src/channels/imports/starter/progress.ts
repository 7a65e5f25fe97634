import { SingleBar } from 'cli-progress';

/** Is told how far a load is. */
export interface Progress {
  /** So many records are to come; told again when the load has to begin anew. */
  start(records: number): void;
  record(): void;
  stop(): void;
}

const EVERY_MS = 2000;

/** A bar for who looks at a terminal, else a line every few seconds. */
export function progressTo(stream: NodeJS.WriteStream, log: (line: string) => void): Progress {
  return stream.isTTY ? bar(stream) : lines(log);
}

function bar(stream: NodeJS.WriteStream): Progress {
  const line = new SingleBar({
    stream,
    format: 'Loading the catalogue {bar} {value}/{total}',
    hideCursor: true,
    clearOnComplete: true,
  });
  return {
    start: (records) => line.start(records, 0),
    record: () => line.increment(),
    stop: () => line.stop(),
  };
}

function lines(log: (line: string) => void): Progress {
  let total = 0;
  let done = 0;
  let spokeAt = 0;
  return {
    start(records) {
      [total, done, spokeAt] = [records, 0, Date.now()];
      log(`Loading the catalogue: ${records} records.`);
    },
    record() {
      done++;
      if (Date.now() - spokeAt < EVERY_MS) return;
      spokeAt = Date.now();
      log(`Loading the catalogue: ${done} of ${total} records.`);
    },
    stop: () => undefined,
  };
}
