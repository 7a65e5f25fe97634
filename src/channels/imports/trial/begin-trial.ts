import { Trial } from '../../../platform/auth/trial/trial.js';
import { log } from '../../../platform/http/log.js';
import { type Service } from '../../../platform/http/service.js';
import { TrialPersonas } from './trial-personas.js';

/**
 * Where a trial may run: its personas get their roles, and its identity provider its addresses. Elsewhere nothing.
 * @returns whether one runs
 */
export async function beginTrial(service: Service): Promise<boolean> {
  const trial = service.get(Trial);
  if (!trial.isOn) return false;
  trial.begin();
  const without = await service.get(TrialPersonas).settle();
  for (const persona of without) {
    log.info({ persona }, 'this persona of the trial has no role: its municipality is not in the register');
  }
  for (const path of trial.paths) service.open(path, trial.handle);
  return true;
}
