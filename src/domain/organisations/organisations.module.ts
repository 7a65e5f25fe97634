import { Module } from '@nestjs/common';
import './memberships.projection.js';
import './audit-event.fields.js';
import './organisations.projection.js';
import './partnerships.projection.js';
import { OrganisationsService } from './organisations.service.js';
import { MunicipalMergers } from './municipal-mergers.js';
import { OrganisationEditor } from './organisation.editor.js';
import { OrganisationsResolver } from './organisations.resolver.js';
import { PartnershipsResolver } from './partnerships.resolver.js';
import { Partnerships } from './partnerships.service.js';
import { RolesResolver } from './roles.resolver.js';
import { RolesService } from './roles.service.js';

@Module({
  providers: [
    OrganisationsService,
    OrganisationEditor,
    OrganisationsResolver,
    MunicipalMergers,
    Partnerships,
    PartnershipsResolver,
    RolesService,
    RolesResolver,
  ],
  exports: [OrganisationsService, MunicipalMergers, RolesService],
})
export class OrganisationsModule {}
