/**
 * The service cannot start for a reason that its operator can mend. The message says which and how; whoever starts the
 * service shows it alone, because a stack trace would only hide it.
 */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
