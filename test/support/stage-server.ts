import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type Stage, type Template } from './stage.js';

/** What a worker of Jest, which is another process, can ask of the stage. */
export const actions = {
  worker: (stage: Stage, name: string) => stage.worker(name),
  untouched: (stage: Stage) => stage.untouched(),
  clone: (stage: Stage, template: Template) => stage.clone(template),
  drop: (stage: Stage, name: string) => stage.drop(name),
  startService: (stage: Stage, databaseUrl: string, env: Record<string, string>) =>
    stage.startService(databaseUrl, env),
  output: (stage: Stage, id: number) => Promise.resolve(stage.output(id)),
  stopService: (stage: Stage, id: number, signal: NodeJS.Signals) => stage.stopService(id, signal),
};

export type Actions = typeof actions;

interface Order {
  readonly action: keyof Actions;
  readonly given: unknown[];
}

/** @returns the server and the address to ask at, which nobody can guess. */
export async function serve(stage: Stage): Promise<{ server: Server; url: string }> {
  const path = `/${randomUUID()}`;
  const server = createServer((request, response) => {
    void answer(stage, request, path).then(({ status, body }) => {
      response.writeHead(status, { connection: 'close' });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}` };
}

async function answer(stage: Stage, request: IncomingMessage, path: string): Promise<{ status: number; body: string }> {
  if (request.url !== path) return { status: 404, body: '' };
  try {
    const { action, given } = (await json(request)) as Order;
    const act = actions[action] as (stage: Stage, ...given: unknown[]) => Promise<unknown>;
    return { status: 200, body: JSON.stringify((await act(stage, ...given)) ?? null) };
  } catch (error) {
    return { status: 500, body: error instanceof Error ? error.message : String(error) };
  }
}
