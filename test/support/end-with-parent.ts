// Loaded before the service by the tests: a test run that is killed takes its services along.
const end = (): never => process.exit(1);
process.on('disconnect', end);
process.channel?.unref();
if (!process.connected) end(); // it was killed before this was read
