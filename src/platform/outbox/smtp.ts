import { connect, type Socket } from 'node:net';
import { type Transporter } from 'nodemailer';
import { isLoopback } from '../config/addresses.js';
import { type MailSettings } from '../config/settings.js';

/** In milliseconds: to reach the server, to be greeted, and of silence. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const;
/** Of a server that was asked to take a letter, when we have to stop: so that we know whether it did. */
const LAST_WORDS_MS = 2_000;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };
const MOST_OF_A_REASON = 300;

/** A letter as it goes out. */
export interface Letter {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
}

/** What became of a letter: `later` when it was not taken and may be offered again, `lost` when it must not be. */
export type Outcome = { readonly is: 'sent' } | { readonly is: 'later' | 'lost'; readonly reason: string };

/** What the package says of a failure. */
interface Failure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly message?: unknown;
}

/** A mail server, to which letters are handed one after the other. */
export class MailServer {
  /** Whether the server was asked to take the letter: from then on it may have it, even when it does not say so. */
  private isHandedOver = false;
  private socket: Socket | undefined;
  private signal: AbortSignal | undefined;

  private constructor(
    private readonly transport: Transporter,
    private readonly from: string,
  ) {}

  static async at({ url, from }: MailSettings): Promise<MailServer> {
    // Loads for some time, and is needed by few.
    const { createTransport } = await import('nodemailer');
    const { protocol, hostname, port, username, password } = new URL(url);
    const place = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (DEFAULT_PORTS[protocol] ?? 0) };
    const silent = () => undefined;
    const heard: { server?: MailServer } = {};
    const logger = {
      ...{ level: silent, trace: silent, info: silent, warn: silent, error: silent, fatal: silent },
      debug: ({ tnx }: { tnx?: unknown }, text: unknown) => {
        if (heard.server && tnx === 'client' && text === 'DATA') heard.server.isHandedOver = true;
      },
    };
    const transport = createTransport({
      ...PATIENCE,
      ...{ ...place, logger },
      // Ours, so that it can be broken off.
      getSocket: (_options, answer) => {
        if (heard.server?.signal?.aborted) return answer(new Error('It was stopped'), false);
        const socket = connect(place);
        if (heard.server) heard.server.socket = socket;
        const fail = (error: Error) => answer(error, false);
        socket.setTimeout(PATIENCE.connectionTimeout, () => socket.destroy(new Error('Connection timeout')));
        socket.once('error', fail).once('close', () => fail(new Error('The connection was broken off')));
        socket.once('connect', () => {
          socket.setTimeout(0).removeAllListeners('timeout').removeAllListeners('close').off('error', fail);
          answer(null, { connection: socket });
        });
      },
      secure: protocol === 'smtps:',
      // Nothing goes over a network that others can read; a relay on this machine needs no TLS.
      requireTLS: protocol === 'smtp:' && !isLoopback(hostname),
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      ...{ transactionLog: true, disableFileAccess: true, disableUrlAccess: true },
    });
    return (heard.server = new MailServer(transport, from));
  }

  /** @param signal breaks it off, at once or, when the server was asked to take the letter, soon */
  async send({ id, address, subject, body }: Letter, signal: AbortSignal): Promise<Outcome> {
    this.isHandedOver = false;
    this.signal = signal;
    const stop = () => void setTimeout(() => this.socket?.destroy(), this.isHandedOver ? LAST_WORDS_MS : 0);
    signal.addEventListener('abort', stop);
    try {
      await this.transport.sendMail({
        ...{ from: this.from, to: address, subject, text: body },
        messageId: `<${id}@${domainOf(this.from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { is: 'sent' };
    } catch (error) {
      return outcomeOf(error as Failure, this.isHandedOver);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  close(): void {
    this.transport.close();
  }
}

/** A server that answers has not taken the letter; a 5xx says it never will, unless it is us whom it does not let in. */
export function outcomeOf({ code, responseCode, message }: Failure, isHandedOver: boolean): Outcome {
  const reason = String(message).slice(0, MOST_OF_A_REASON);
  if (typeof responseCode === 'number') {
    const isForGood = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
    return { is: isForGood ? 'lost' : 'later', reason };
  }
  return isHandedOver
    ? { is: 'lost', reason: `The connection broke while it was handed over; it may have arrived: ${reason}` }
    : { is: 'later', reason };
}

const domainOf = (from: string): string => /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
