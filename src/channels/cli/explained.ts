import { SettingsError } from '../../platform/config/settings.js';
import { StartRefused } from '../../platform/database/start-refused.js';

/** Why a command did not do what was asked, in words for whoever gave it. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/** Whether the message of an error says all there is to say: what was refused, or what the system said of a file. */
export const isExplained = (error: unknown): error is Error =>
  error instanceof CommandRefused ||
  error instanceof StartRefused ||
  error instanceof SettingsError ||
  (error instanceof Error && 'syscall' in error && 'path' in error);
