import { Module } from '@nestjs/common';
import { AgendaExportsModule } from './channels/exports/agenda/agenda-exports.module.js';
import { ReportsModule } from './channels/exports/reports/reports.module.js';
import { FeedsModule } from './channels/exports/feeds/feeds.module.js';
import { FundExportsModule } from './channels/exports/fund/fund-exports.module.js';
import { BadgesModule } from './channels/exports/badges/badges.module.js';
import { AdoptionImportsModule } from './channels/imports/adoptions/adoption-imports.module.js';
import { EvidenceImportsModule } from './channels/imports/evidence/evidence-imports.module.js';
import { StarterModule } from './channels/imports/starter/starter.module.js';
import { TrialModule } from './channels/imports/trial/trial.module.js';
import { PagesModule } from './channels/pages/pages.module.js';
import { RestModule } from './channels/rest/rest.module.js';
import { AdoptionsModule } from './domain/adoptions/adoptions.module.js';
import { RemindersModule } from './domain/adoptions/reminders.module.js';
import { ArchitectureModule } from './domain/architecture/architecture.module.js';
import { ComponentsModule } from './domain/components/components.module.js';
import { ConformanceModule } from './domain/conformance/conformance.module.js';
import { DeclarationNoticesModule } from './domain/conformance/declaration-notices.module.js';
import { DecisionsModule } from './domain/decisions/decisions.module.js';
import { GovernanceModule } from './domain/governance/governance.module.js';
import { ImpactModule } from './domain/impact/impact.module.js';
import { OrganisationsModule } from './domain/organisations/organisations.module.js';
import { FundModule } from './domain/programmes/fund.module.js';
import { ProcurementModule } from './domain/procurement/procurement.module.js';
import { ProgrammesModule } from './domain/programmes/programmes.module.js';
import { SearchModule } from './domain/search/search.module.js';
import { StandardsModule } from './domain/standards/standards.module.js';
import { StatisticsModule } from './domain/statistics/statistics.module.js';
import { SuppliersModule } from './domain/suppliers/suppliers.module.js';
import { AuditModule } from './platform/audit/audit.module.js';
import { ACTOR_FIELDS } from './platform/auth/actor.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { GraphqlModule } from './platform/graphql/graphql.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { ReadingModule } from './platform/reading/reading.module.js';
import { TemporalModule } from './platform/temporal/temporal.module.js';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule,
    GraphqlModule,
    HttpModule,
    TemporalModule,
    AuthModule,
    AuditModule,
    JobsModule,
    OrganisationsModule,
    DecisionsModule,
    StandardsModule,
    ArchitectureModule,
    ComponentsModule,
    ProcurementModule,
    FundModule,
    SuppliersModule,
    AdoptionsModule,
    ProgrammesModule,
    ConformanceModule,
    GovernanceModule,
    RemindersModule,
    DeclarationNoticesModule,
    StatisticsModule,
    ImpactModule,
    SearchModule,
    ReportsModule,
    AdoptionImportsModule,
    EvidenceImportsModule,
    StarterModule,
    TrialModule,
    RestModule,
    BadgesModule,
    AgendaExportsModule,
    FeedsModule,
    FundExportsModule,
    PagesModule,
    ReadingModule.forActor(ACTOR_FIELDS),
  ],
})
export class AppModule {}
