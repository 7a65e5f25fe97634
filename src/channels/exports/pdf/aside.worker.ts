import { parentPort, workerData } from 'node:worker_threads';
import { type Errand } from './aside.js';

const { module, name, args } = workerData as Errand;
const { [name]: work } = (await import(module)) as Record<
  string,
  (...given: readonly unknown[]) => Promise<Uint8Array>
>;
if (!parentPort || !work) throw new Error(`${name} of ${module} cannot be called from here.`);
parentPort.postMessage(await work(...args));
