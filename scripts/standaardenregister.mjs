#!/usr/bin/env node
// The command line under its own name: `npm link` puts it within reach.
process.argv.splice(2, 0, 'cli');
await import('./run.mjs');
