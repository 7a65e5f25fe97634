import { Global, Module } from '@nestjs/common';
import './audit.projection.js';
import { AuditResolver } from './audit.resolver.js';
import { Audit } from './audit.js';
import { LogKey } from './log-key.js';
import { Mutations } from './mutations.js';
import { Proofs } from './proofs.js';
import { Sealer } from './sealer.js';
import { Sealing } from './sealing.js';

/** The record of everything that was done. Global, because nothing may be written past it. */
@Global()
@Module({
  providers: [Audit, AuditResolver, LogKey, Mutations, Proofs, Sealer, Sealing],
  exports: [Audit, LogKey, Mutations],
})
export class AuditModule {}
