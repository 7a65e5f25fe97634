import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OrganisationsModule } from '../../domain/organisations/organisations.module.js';
import { RolesService } from '../../domain/organisations/roles.service.js';
import { Audit, REGISTER } from '../../platform/audit/audit.js';
import { type Role } from '../../platform/auth/role.js';
import { newId } from '../../platform/database/id.js';
import { CORE } from './core.js';

@Module({ imports: [...CORE, OrganisationsModule] })
class GrantModule {}

export interface FirstGrant {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  /** The short name of the organisation. */
  readonly slug: string;
}

/**
 * Gives someone a role in the register's database, in the name of the register itself.
 * @returns the id of the membership, and whether it was held already
 * @throws Rejection when the organisation or the role does not fit, StartRefused when a service runs on the same data folder
 */
export async function grant(given: FirstGrant): Promise<{ id: string; isHeldAlready: boolean }> {
  const app = await NestFactory.createApplicationContext(GrantModule, { logger: false, abortOnError: false });
  try {
    const occasion = { actor: REGISTER, requestId: newId('cli'), action: 'grantRole' };
    return await app.get(Audit).transaction(occasion, (tx) => app.get(RolesService).grantFirst(tx, given));
  } finally {
    await app.close();
  }
}
