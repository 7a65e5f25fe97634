import { Module } from '@nestjs/common';
import { BodiesModule } from '../../../domain/governance/bodies.module.js';
import { OrganisationsModule } from '../../../domain/organisations/organisations.module.js';
import { TrialPersonas } from './trial-personas.js';

@Module({ imports: [BodiesModule, OrganisationsModule], providers: [TrialPersonas], exports: [TrialPersonas] })
export class TrialModule {}
