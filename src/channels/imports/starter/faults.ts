import { StartRefused } from '../../../platform/database/start-refused.js';

/** Something in the files that cannot be loaded: which file, which record, which field, and what is wrong with it. */
export interface Fault {
  file: string;
  record?: string | undefined;
  field?: string | undefined;
  message: string;
}

/** The files cannot be loaded; nothing was changed, and a service does not start on them. The message names every fault, one a line. */
export class CatalogueFaults extends StartRefused {
  constructor(readonly faults: readonly Fault[]) {
    super(
      `The catalogue was not loaded, nothing was changed. / De catalogus is niet geladen, er is niets gewijzigd.\n${faults
        .map(({ file, record, field, message }) => `  ${[file, record, field, message].filter(Boolean).join(': ')}`)
        .join('\n')}`,
    );
  }
}
