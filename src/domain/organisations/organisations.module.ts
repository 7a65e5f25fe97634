import { Module } from '@nestjs/common';
import './memberships.projection.js';
import './organisations.projection.js';
import { OrganisationsService } from './organisations.service.js';
import { RolesResolver } from './roles.resolver.js';
import { RolesService } from './roles.service.js';

@Module({
  providers: [OrganisationsService, RolesService, RolesResolver],
  exports: [OrganisationsService, RolesService],
})
export class OrganisationsModule {}
