import { Global, Module } from '@nestjs/common';
import { Callers } from '../graphql/callers.js';
import { Memberships } from './memberships.js';
import { TokenCallers } from './token-callers.js';
import { TokenVerifier } from './token-verifier.js';
import { Trial } from './trial/trial.js';

/** Who asks, and what he may do. Global, because every way in asks for it. */
@Global()
@Module({
  providers: [Trial, TokenVerifier, Memberships, { provide: Callers, useClass: TokenCallers }],
  exports: [Callers, Memberships, Trial],
})
export class AuthModule {}
