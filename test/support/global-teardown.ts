import { type Kept } from './global-setup.js';

export default async function tearDown(): Promise<void> {
  await (globalThis as Kept).close?.();
}
