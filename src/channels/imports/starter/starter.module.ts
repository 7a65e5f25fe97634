import { Module } from '@nestjs/common';
import { ArchitectureModule } from '../../../domain/architecture/architecture.module.js';
import { ComponentsModule } from '../../../domain/components/components.module.js';
import { DecisionsModule } from '../../../domain/decisions/decisions.module.js';
import { BodiesModule } from '../../../domain/governance/bodies.module.js';
import { AssessmentModule } from '../../../domain/governance/assessment.module.js';
import { OrganisationsModule } from '../../../domain/organisations/organisations.module.js';
import { FundModule } from '../../../domain/programmes/fund.module.js';
import { ProcurementModule } from '../../../domain/procurement/procurement.module.js';
import { ProgrammesModule } from '../../../domain/programmes/programmes.module.js';
import { SearchModule } from '../../../domain/search/search.module.js';
import { StandardsModule } from '../../../domain/standards/standards.module.js';
import { CommonGroundRecords } from './common-ground-records.js';
import { ComponentRecords } from './component-records.js';
import { CriterionRecords } from './criterion-records.js';
import { FundRecords } from './fund-records.js';
import { GibitRecords } from './gibit-records.js';
import { OrganisationRecords } from './organisation-records.js';
import { ProgrammeRecords } from './programme-records.js';
import { StandardRecords } from './standard-records.js';
import { StarterCatalogue } from './starter-catalogue.js';

@Module({
  imports: [
    ArchitectureModule,
    AssessmentModule,
    BodiesModule,
    ComponentsModule,
    DecisionsModule,
    OrganisationsModule,
    ProcurementModule,
    ProgrammesModule,
    FundModule,
    SearchModule,
    StandardsModule,
  ],
  providers: [
    StarterCatalogue,
    OrganisationRecords,
    StandardRecords,
    ComponentRecords,
    CommonGroundRecords,
    GibitRecords,
    ProgrammeRecords,
    FundRecords,
    CriterionRecords,
  ],
  exports: [StarterCatalogue],
})
export class StarterModule {}
