import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { settingsOfProcess } from '../config/environment.js';
import { Settings } from '../config/settings.js';
import { Site } from '../config/site.js';
import { StartRefused } from '../database/start-refused.js';
import { GraphqlEndpoint } from '../graphql/graphql-endpoint.js';
import { SECURITY_HEADERS } from '../graphql/headers.js';
import { requestIdOf } from '../graphql/request-id.js';
import { FrontServer } from './front-server.js';
import { frameworkLog, log } from './log.js';

/**
 * Builds the service of a module: settings, database and migrations are done when it is there; it does not listen yet.
 * @throws SettingsError, StartRefused
 */
export async function createService(module: Type): Promise<NestFastifyApplication> {
  const { logLevel, host, port } = settingsOfProcess();
  log.level = logLevel;
  // Told before the database is started and filled, which may take a while.
  if (port !== 0) await probe(host, port);
  const front = new FrontServer();
  const adapter = new FastifyAdapter({
    serverFactory: front.create,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers['x-request-id']),
    routerOptions: { maxParamLength: 500 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: frameworkLog,
    abortOnError: false,
    bodyParser: false,
  });
  front.graphql = app.get(GraphqlEndpoint).handle;
  const fastify = adapter.getInstance();
  // Nothing outside of GraphQL takes a body.
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
    done();
  });
  await app.init();
  return app;
}

/**
 * Lets a service listen at the address that is set.
 * @returns the address as a person opens it, without a slash at the end
 * @throws StartRefused when the port is taken or may not be used
 */
export async function listen(app: NestFastifyApplication): Promise<string> {
  const { host, port } = app.get(Settings);
  try {
    await app.listen(port, host);
  } catch (error) {
    throw refused(error, host, port);
  }
  const { port: actual } = app.getHttpServer().address() as AddressInfo;
  return app.get(Site).listensOn(actual);
}

/** @throws StartRefused when the port cannot be had */
async function probe(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refused(error, host, port)));
    server.listen(port, host, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

function refused(error: unknown, host: string, port: number): Error {
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
