import { Module } from '@nestjs/common';
import './norms.projection.js';
import './procurement.projection.js';
import { ProcurementService } from './procurement.service.js';
import './tender-text.projection.js';

@Module({ providers: [ProcurementService], exports: [ProcurementService] })
export class ProcurementModule {}
