import { createServer } from 'node:http';
import { StartRefused } from '../database/start-refused.js';

/** What goes wrong when a service wants to listen, as its operator can mend it; anything else as it was. */
export function listenRefused(error: unknown, host: string, port: number): Error {
  switch ((error as { code?: unknown }).code) {
    case 'EADDRINUSE':
      return new StartRefused(
        `Port ${port} on ${host} is taken by another program; PORT=4001, for example, takes another one.\n` +
          `Poort ${port} op ${host} is bezet door een ander programma; met bijvoorbeeld PORT=4001 wordt het een andere.`,
      );
    case 'EACCES':
      return new StartRefused(
        `Port ${port} may not be used by this user; set PORT to one from 1024 on.\n` +
          `Poort ${port} mag deze gebruiker niet gebruiken; zet PORT op een poort vanaf 1024.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartRefused(
        `${host} is no address of this machine; set HOST to 127.0.0.1 or 0.0.0.0.\n` +
          `${host} is geen adres van deze machine; zet HOST op 127.0.0.1 of 0.0.0.0.`,
      );
    default:
      return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Takes a port for a moment, so that who starts the service need not wait for the database to hear that it is taken.
 * @throws StartRefused
 */
export async function tryPort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenRefused(error, host, port)));
    server.listen(port, host, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}
