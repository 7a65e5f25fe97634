import { type WriteStream } from 'node:tty';

interface Line {
  time: string;
  level: string;
  msg?: string;
  context?: string;
  err?: { message: string; stack?: string };
  [detail: string]: unknown;
}

const COLOURS: Readonly<Record<string, number>> = { warn: 33, error: 31, fatal: 31, debug: 90, trace: 90 };

/** One line of the log as a person likes to read it: the time of day, what happened, and the details that have a value. */
export function shortLine(json: string): string {
  const { time, level, msg = '', context, err, ...details } = JSON.parse(json) as Line;
  const told = Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [new Date(time).toLocaleTimeString('nl-NL'), ...(level === 'info' ? [] : [level]), msg].join('  ');
  const line = [head, ...told, ...(context ? [`(${context})`] : [])].join('  ');
  return err?.stack ? `${line}\n${err.stack}` : line;
}

/** A destination of the log that writes such lines, coloured by how serious they are. */
export function forPeople(terminal: WriteStream) {
  return {
    write(json: string): void {
      const line = shortLine(json);
      const colour = COLOURS[(JSON.parse(json) as Line).level];
      terminal.write(
        colour === undefined || !terminal.hasColors() ? `${line}\n` : `\u001b[${colour}m${line}\u001b[39m\n`,
      );
    },
  };
}
