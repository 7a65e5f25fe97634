import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  type AdoptionRow,
  newAdoptionId,
  putAdoptions,
  rowOf,
  wordsOf,
} from '../../../domain/adoptions/adoption.record.js';
import { confirmBy } from '../../../domain/adoptions/adoption.statuses.js';
import { AdoptionOrigin } from '../../../domain/adoptions/adoptions.enums.js';
import { Audit, type Author, type Writing } from '../../../platform/audit/audit.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { LOOK_MS } from '../../../platform/database/demo-mark.js';
import { newId } from '../../../platform/database/id.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import {
  DEMO_SOURCE,
  type Ground,
  groundOf,
  type Place,
  recordIds,
  recordedAlready,
  type Subject,
} from './demo-ground.js';
import { historyOf, lastConfirmedOn } from './demo-history.js';

/** Nobody reported what stands here. */
const NOBODY: Author = { issuer: 'urn:standaardenregister', subject: 'demo-data', name: 'Demonstratiegegevens' };
const ACTION = 'fillWithDemoData';
/** So many municipalities are written in one transaction. */
const TOGETHER = 6;

/** Why no demonstration data is put into a register. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused';
}

export interface DemoReport {
  readonly municipalities: number;
  readonly standards: number;
  /** Rows of history that were not there before. */
  readonly changes: number;
}

interface Options {
  /** Also in production, and where municipalities have reported. */
  readonly anyway?: boolean;
  /** Codes of the municipalities to make something up of; all when left out. */
  readonly only?: readonly string[] | undefined;
  readonly progress?: (done: number, of: number) => void;
}

/** Fills the register with a picture of who applies what that is made up, and marked so. */
@Injectable()
export class DemoData {
  constructor(
    private readonly audit: Audit,
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  /**
   * Adds what is not there yet; what was really reported, or stands in a source, is left alone.
   * @throws DemoRefused
   */
  async fill({ anyway = false, only, progress = () => undefined }: Options = {}): Promise<DemoReport> {
    const ground = await groundOf(this.database.reads, only);
    this.refuseUnlessFit(ground, anyway);
    if (!ground.isMarked) await this.mark();
    const today = todayInAmsterdam();
    let changes = 0;
    const batches = batchesOf(ground.places, progress);
    // The database works on one while the next is made up. What fails ends the batches for both.
    const work = async () => {
      for (const places of batches) {
        const made = await this.write(places, ground.subjects, today);
        changes += made;
      }
    };
    await Promise.all([work(), work()]);
    await this.database.housekeeping((tx) => tx.query('select refresh_statistics()'));
    return { municipalities: ground.places.length, standards: ground.subjects.length, changes };
  }

  private refuseUnlessFit({ places, subjects, isReported }: Ground, anyway: boolean): void {
    if (places.length === 0 || subjects.length === 0) {
      throw new DemoRefused(
        'There are no municipalities or no standards to make anything up about: load the catalogue first, with npm run cli -- load.\nEr zijn geen gemeenten of standaarden om iets bij te verzinnen: laad eerst de catalogus, met npm run cli -- load.',
      );
    }
    if (anyway) return;
    if (isReported) {
      throw new DemoRefused(
        'Municipalities have reported in this register, and made-up data cannot be taken out again. To add it anyway: --anyway.\nIn dit register hebben gemeenten gemeld, en verzonnen gegevens gaan er niet meer uit. Toch toevoegen: --anyway.',
      );
    }
    if (this.settings.isProduction) {
      throw new DemoRefused(
        'This is a register in production (NODE_ENV), where made-up data has no place. To add it anyway: --anyway.\nDit is een register in productie (NODE_ENV), waar verzonnen gegevens niet horen. Toch toevoegen: --anyway.',
      );
    }
  }

  /** Services that run look for the mark now and then: nothing made up is there before all of them have seen it. */
  private async mark(): Promise<void> {
    await this.transaction(async (tx) => {
      await tx.query('insert into demo_data default values on conflict do nothing');
      tx.record({ subjectId: 'register', organisationId: null, after: { demoData: true } });
    });
    await pause(2 * LOOK_MS + 200);
  }

  private async write(places: readonly Place[], subjects: readonly Subject[], today: string): Promise<number> {
    return this.transaction(async (tx) => {
      const ids = places.map(({ id }) => id);
      await tx.query('select lock_adoptions($1)', [ids]);
      const [held, existing] = [await recordedAlready(tx, ids), await recordIds(tx, ids)];
      const rows = places.flatMap((place) =>
        subjects.flatMap((subject) => {
          const key = `${place.id} ${subject.id}`;
          return held.has(key) ? [] : rowsOf(place, subject, existing.get(key) ?? newAdoptionId(), today);
        }),
      );
      const made = new Set((await putAdoptions(tx, rows)).map(({ changeId }) => changeId));
      const organisationIds = new Map(places.map(({ id, organisationId }) => [id, organisationId]));
      rows.forEach((row, i) => {
        if (!made.has(row.change_id)) return;
        const before = rows[i - 1];
        tx.record({
          ...{
            subjectId: row.id,
            organisationId: organisationIds.get(row.municipality_id) ?? null,
            reason: row.reason,
          },
          ...{ before: before?.id === row.id ? wordsOf(before) : undefined, after: wordsOf(row) },
        });
      });
      if (made.size === 0) tx.hadNoEffect();
      await tx.flush();
      return made.size;
    });
  }

  private transaction<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    return this.audit.transaction({ actor: NOBODY, requestId: newId('cli'), action: ACTION }, work);
  }
}

function* batchesOf(
  places: readonly Place[],
  progress: (done: number, of: number) => void,
): Generator<readonly Place[]> {
  for (let done = 0; done < places.length; done += TOGETHER) {
    progress(done, places.length);
    yield places.slice(done, done + TOGETHER);
  }
}

function rowsOf(place: Place, subject: Subject, id: string, today: string): AdoptionRow[] {
  const said = historyOf(place, subject, today);
  return said.map((each, i) => {
    const { status, validFrom, explanation } = each;
    const saidOn = i === said.length - 1 ? lastConfirmedOn(place, subject, validFrom, today) : validFrom;
    return {
      ...rowOf(each, {
        ...{ id, municipality_id: place.id, standard_id: subject.id },
        ...{ origin: AdoptionOrigin.REPORTED, recorded_by: null },
        confirm_by: confirmBy({ status, validFrom, reviewOn: explanation?.reviewOn ?? null, today: saidOn }),
      }),
      ...{ confidence: 'INFERRED', provenance: DEMO_SOURCE },
    };
  });
}
