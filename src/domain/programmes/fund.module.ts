import { Module } from '@nestjs/common';
import { FundEditor } from './fund.editor.js';
import './fund.projection.js';
import './fund-parts.projection.js';
import { FundResolver } from './fund.resolver.js';
import { FundService } from './fund.service.js';

@Module({ providers: [FundService, FundEditor, FundResolver], exports: [FundService] })
export class FundModule {}
