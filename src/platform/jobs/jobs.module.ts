import { Global, Module } from '@nestjs/common';
import { Jobs } from './jobs.js';

/** Work beside requests. Global, because every feature may have some. */
@Global()
@Module({ providers: [Jobs], exports: [Jobs] })
export class JobsModule {}
