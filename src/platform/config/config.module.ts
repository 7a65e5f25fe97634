import { Global, Module } from '@nestjs/common';
import { settingsOfProcess } from './environment.js';
import { Settings } from './settings.js';
import { Site } from './site.js';

/** Gives every module the settings and the address of the site. */
@Global()
@Module({
  providers: [{ provide: Settings, useFactory: settingsOfProcess }, Site],
  exports: [Settings, Site],
})
export class ConfigModule {}
