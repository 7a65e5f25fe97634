import { Module } from '@nestjs/common';
import './proposal.projection.js';

@Module({})
export class GovernanceModule {}
