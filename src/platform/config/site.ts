import { Injectable } from '@nestjs/common';
import { Settings } from './settings.js';

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/** The address of a service on this machine, as a person opens it, without a slash at the end. */
export const addressOf = (host: string, port: number): string =>
  `http://${ANY_ADDRESS.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;

/** Where the register is found from outside: the base of every stable URI. */
@Injectable()
export class Site {
  private base: string;
  private onThisMachine: string;

  constructor(private readonly settings: Settings) {
    this.onThisMachine = addressOf(settings.host, settings.port);
    this.base = settings.publicUrl ?? this.onThisMachine;
  }

  /** Without a slash at the end. */
  get url(): string {
    return this.base;
  }

  /** Where the service itself listens, whatever its public address; without a slash at the end. */
  get local(): string {
    return this.onThisMachine;
  }

  /**
   * With `PORT=0` the port is known only once the service listens; a public address that was set outranks it.
   * @returns the address on this machine
   */
  listensOn(port: number): string {
    this.onThisMachine = addressOf(this.settings.host, port);
    this.base = this.settings.publicUrl ?? this.onThisMachine;
    return this.onThisMachine;
  }
}
