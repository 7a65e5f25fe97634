import 'reflect-metadata';
import { type INestApplication } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { progressTo } from './channels/imports/starter/progress.js';
import { StarterCatalogue } from './channels/imports/starter/starter-catalogue.js';
import { greeting } from './channels/pages/greeting.js';
import { Settings } from './platform/config/settings.js';
import { failStart, stopAtSignal } from './platform/http/lifetime.js';
import { log } from './platform/http/log.js';
import { Readiness } from './platform/http/readiness.js';
import { createService, listen } from './platform/http/service.js';

async function fill(app: INestApplication) {
  if (app.get(Settings).starterCatalogue === 'off') return undefined;
  const progress = progressTo(process.stderr, (line) => log.info(line));
  return (await app.get(StarterCatalogue).load(progress)).counts;
}

const app = await createService(AppModule).catch(failStart);
stopAtSignal(app);
try {
  const readiness = app.get(Readiness);
  readiness.reached('migrations');
  const counts = await fill(app);
  readiness.reached('catalogue');
  const url = await listen(app);
  process.stdout.write(greeting({ url, counts, publicUrl: app.get(Settings).publicUrl }, process.stdout.isTTY));
} catch (error) {
  await app.close();
  failStart(error);
}
