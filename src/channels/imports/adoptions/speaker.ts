import { AdoptionOrigin } from '../../../domain/adoptions/adoptions.enums.js';
import { type HeldMunicipality } from '../../../domain/adoptions/adoptions.held.js';
import { mayReport } from '../../../domain/adoptions/adoptions.policy.js';
import { originOf, recordedFor } from '../../../domain/adoptions/adoptions.writing.js';
import { mustWait } from '../../../domain/adoptions/sign-off.js';
import { type Author, REGISTER, type Writing } from '../../../platform/audit/audit.js';
import { Actor } from '../../../platform/auth/actor.js';
import { type Memberships } from '../../../platform/auth/memberships.js';
import { WorkbookRefused } from '../../../platform/workbooks/sheet.js';
import { type Voice } from './judge-record.js';

/** Who gives a file to the register: for whom, and in whose name. */
export interface Speaker {
  readonly author: Author;
  /** Looks again at what the speaker may, as it is in the transaction. */
  begin(tx: Writing<Author>): Promise<void>;
  mayReport(municipality: HeldMunicipality): boolean;
  voiceFor(municipality: HeldMunicipality): Voice;
  /** @throws WorkbookRefused when what the speaker says would have to wait for an approver */
  checkSignOff(tx: Writing<Author>, municipalities: readonly HeldMunicipality[], today: string): Promise<void>;
}

/** Whoever has the database in hand, at the command line: for any municipality, and nobody waits. */
export const atCommandLine: Speaker = {
  author: REGISTER,
  begin: () => Promise.resolve(),
  mayReport: () => true,
  voiceFor: () => ({ origin: AdoptionOrigin.REPORTED, recordedBy: null }),
  checkSignOff: () => Promise.resolve(),
};

/** Someone who signed in, for the municipalities that he reports for. */
export class SignedInSpeaker implements Speaker {
  constructor(
    public author: Actor,
    private readonly memberships: Memberships,
  ) {}

  async begin(tx: Writing<Author>): Promise<void> {
    this.author = await this.memberships.actorOf(this.author, tx);
    tx.actor = this.author;
  }

  mayReport({ organisationId }: HeldMunicipality): boolean {
    return mayReport(this.author, organisationId);
  }

  voiceFor(municipality: HeldMunicipality): Voice {
    return { origin: originOf(this.author, municipality), recordedBy: recordedFor(this.author, municipality) };
  }

  async checkSignOff(tx: Writing<Author>, municipalities: readonly HeldMunicipality[], today: string): Promise<void> {
    if (!isActors(tx)) return;
    for (const municipality of municipalities) {
      if (!(await mustWait(tx, municipality, today))) continue;
      throw new WorkbookRefused(
        `${municipality.name} has its reports signed off: an approver hands the file in.`,
        `${municipality.name} laat meldingen accorderen: een accordeur levert het bestand aan.`,
      );
    }
  }
}

const isActors = (tx: Writing<Author>): tx is Writing<Actor> => tx.actor instanceof Actor;
