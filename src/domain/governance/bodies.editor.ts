import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { type AssignSecretariatInput } from './bodies.inputs.js';
import { BodiesService } from './bodies.service.js';

const LONG = { most: 2000, hasLines: true };

/** Which organisation is the secretariat of a body. Takes part in the caller's transaction and writes its event. */
@Injectable()
export class BodiesEditor {
  constructor(private readonly bodies: BodiesService) {}

  /**
   * @returns the id of the organisation, for the payload
   * @throws Rejection when there is no such organisation, or nobody can be a secretary there
   */
  async assign(tx: Writing<Actor>, input: AssignSecretariatInput): Promise<{ organisation: string }> {
    const { organisationId, body, reason } = input;
    const checks = Checks.of().text('reason', reason, LONG);
    const [organisation] = await tx.query<{ kind: string }>('select kind from organisation where id = $1 for update', [
      organisationId,
    ]);
    if (!organisation) checks.add(notFound('There is no such organisation.', checks.pathOf('organisationId')));
    else if (organisation.kind !== 'BODY') {
      checks.refuse('organisationId', 'It is of the kind BODY: at others nobody is a SECRETARY.');
    }
    checks.throwIfAny();
    const before = await this.bodies.of(tx, organisationId);
    if (input.ends === true) await this.bodies.remove(tx, organisationId, body);
    else await this.bodies.add(tx, organisationId, [body]);
    const after = await this.bodies.of(tx, organisationId);
    if (after.length === before.length) tx.hadNoEffect();
    else {
      tx.record({
        ...{ subjectId: organisationId, organisationId: tx.actor.organisationAs(Role.REGISTRAR) ?? null, reason },
        ...{ before: { serves: before }, after: { serves: after } },
      });
    }
    return { organisation: organisationId };
  }
}
