import { type Server } from 'node:http';
import { serve } from './stage-server.js';
import { Stage } from './stage.js';

/** Kept for the teardown, which Jest runs in the same process but from another module. */
export interface Kept {
  close?: () => Promise<void>;
}

export default async function setUp(): Promise<void> {
  const stage = new Stage();
  const { server, url } = await serve(stage);
  process.env['TEST_STAGE'] = url;
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= end(stage, server));
  (globalThis as Kept).close = close;
  // Ctrl-C ends Jest without its teardown.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void close().finally(() => process.exit(130)));
  }
}

async function end(stage: Stage, server: Server): Promise<void> {
  server.close();
  await stage.close();
}
