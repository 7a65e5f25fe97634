import { Injectable } from '@nestjs/common';
import { Settings } from './settings.js';

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

const addressOf = (host: string, port: number): string =>
  `http://${ANY_ADDRESS.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;

/** Where the register is found from outside: the base of every stable URI. */
@Injectable()
export class Site {
  private base: string;

  constructor(private readonly settings: Settings) {
    this.base = settings.publicUrl ?? addressOf(settings.host, settings.port);
  }

  /** Without a slash at the end. */
  get url(): string {
    return this.base;
  }

  /**
   * With `PORT=0` the port is known only once the service listens; a public address that was set outranks it.
   * @returns the address on this machine
   */
  listensOn(port: number): string {
    const address = addressOf(this.settings.host, port);
    this.base = this.settings.publicUrl ?? address;
    return address;
  }
}
