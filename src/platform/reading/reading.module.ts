import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Site } from '../config/site.js';
import { Database } from '../database/database.js';
import { DemoMark } from '../database/demo-mark.js';
import { ReadEngine } from '../graphql/read-engine.js';
import { Reads } from './exposure.js';
import { Reader } from './reader.js';
import { type ActorFields } from './trace.js';

/** Gives every feature the `Reader`, and the transport its read engine. Import it after the features that declare reads. */
@Global()
@Module({})
export class ReadingModule {
  /** @param actor what of an actor visibility may depend on */
  static forActor(actor: ActorFields): DynamicModule {
    const read = (database: Database, site: Site, mark: DemoMark): Reader =>
      new Reader({ pool: database.reads, horizon: () => horizonOf(database), site, actor, mark });
    return {
      module: ReadingModule,
      providers: [
        Reads,
        { provide: Reader, inject: [Database, Site, DemoMark], useFactory: read },
        { provide: ReadEngine, useExisting: Reader },
      ],
      exports: [Reader, ReadEngine],
    };
  }
}

async function horizonOf({ reads }: Database): Promise<Date> {
  const { rows } = await reads.query<{ at: Date }>('select safe_known_at() as at');
  const [row] = rows;
  if (!row) throw new Error('safe_known_at() gave no moment.');
  return row.at;
}
