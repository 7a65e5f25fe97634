import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../../../domain/organisations/organisations.module.js';
import { TrialPersonas } from './trial-personas.js';

@Module({ imports: [OrganisationsModule], providers: [TrialPersonas], exports: [TrialPersonas] })
export class TrialModule {}
