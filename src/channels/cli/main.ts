#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { adoptionsCommand } from './adoptions.command.js';
import { auditCommand } from './audit.command.js';
import { checkCommand } from './check.command.js';
import { demoDataCommand } from './demo-data.command.js';
import { isExplained } from './explained.js';
import { grantCommand } from './grant.command.js';
import { importCommand } from './import.command.js';
import { loadCommand } from './load.command.js';
import { migrateCommand } from './migrate.command.js';
import { outboxCommand } from './outbox.command.js';
import { reportCommand } from './report.command.js';
import { schemaCommand } from './schema.command.js';
import { tokenCommand } from './token.command.js';

const program = new Command('standaardenregister')
  .description('The register of the standards that Dutch municipalities are recommended, from the command line.')
  .showHelpAfterError()
  .addCommand(migrateCommand())
  .addCommand(loadCommand())
  .addCommand(demoDataCommand())
  .addCommand(grantCommand())
  .addCommand(adoptionsCommand())
  .addCommand(importCommand())
  .addCommand(auditCommand())
  .addCommand(checkCommand())
  .addCommand(outboxCommand())
  .addCommand(reportCommand())
  .addCommand(schemaCommand())
  .addCommand(tokenCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(isExplained(error) ? error.message : error);
  process.exitCode = 1;
}
