// Loaded before the service by the tests: a test run that is killed takes its services along.
import { isMainThread } from 'node:worker_threads';

const end = (): never => process.exit(1);
// A thread loads this too, and has no such channel of its own: it ends with its process.
if (isMainThread) {
  process.on('disconnect', end);
  process.channel?.unref();
  if (!process.connected) end(); // it was killed before this was read
}
