// The tests run as compiled: what is tested is what is shipped, and Jest needs no transformer of its own.
export default {
  rootDir: 'dist',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.js'],
  transform: {},
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  // Tests wait for a service and its database more than they compute.
  maxWorkers: '100%',
  // The first test file of a run waits for the cluster, its templates and a service.
  testTimeout: 60_000,
};
