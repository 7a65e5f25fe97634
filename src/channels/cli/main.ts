#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { StartRefused } from '../../platform/database/start-refused.js';
import { SettingsError } from '../../platform/config/settings.js';
import { grantCommand } from './grant.command.js';
import { loadCommand } from './load.command.js';
import { migrateCommand } from './migrate.command.js';
import { schemaCommand } from './schema.command.js';

const program = new Command('standaardenregister')
  .description('The register of the standards that Dutch municipalities are recommended, from the command line.')
  .showHelpAfterError()
  .addCommand(migrateCommand())
  .addCommand(loadCommand())
  .addCommand(grantCommand())
  .addCommand(schemaCommand());

try {
  await program.parseAsync();
} catch (error) {
  const isExplained = error instanceof StartRefused || error instanceof SettingsError;
  console.error(isExplained ? error.message : error);
  process.exitCode = 1;
}
