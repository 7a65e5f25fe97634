import { Module } from '@nestjs/common';
import './organisations.projection.js';
import { OrganisationsService } from './organisations.service.js';

@Module({ providers: [OrganisationsService], exports: [OrganisationsService] })
export class OrganisationsModule {}
