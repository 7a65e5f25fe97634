import { Module } from '@nestjs/common';
import './search.projection.js';
import { SearchService } from './search.service.js';

@Module({ providers: [SearchService], exports: [SearchService] })
export class SearchModule {}
