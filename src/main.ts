import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { progressTo } from './channels/imports/starter/progress.js';
import { StarterCatalogue } from './channels/imports/starter/starter-catalogue.js';
import { beginTrial } from './channels/imports/trial/begin-trial.js';
import { greeting } from './channels/pages/greeting.js';
import { Settings } from './platform/config/settings.js';
import { DemoMark } from './platform/database/demo-mark.js';
import { failStart, stopAtSignal } from './platform/http/lifetime.js';
import { log } from './platform/http/log.js';
import { Readiness } from './platform/http/readiness.js';
import { Service } from './platform/http/service.js';

const service = await Service.create(AppModule).catch(failStart);
stopAtSignal(service);
try {
  const { starterCatalogue, publicUrl } = service.get(Settings);
  const readiness = service.get(Readiness);
  readiness.reached('migrations');
  const progress = progressTo(process.stderr, (line) => log.info(line));
  const report = starterCatalogue === 'auto' ? await service.get(StarterCatalogue).load(progress) : undefined;
  readiness.reached('catalogue');
  const isTrial = await beginTrial(service);
  const url = await service.listen();
  const { isDemo } = service.get(DemoMark);
  process.stdout.write(greeting({ url, publicUrl, isTrial, isDemo, counts: report?.counts }, process.stdout.isTTY));
} catch (error) {
  await service.close();
  failStart(error);
}
