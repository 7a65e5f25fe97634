// Loaded before the service by the tests: a test run that is killed takes its services along.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
