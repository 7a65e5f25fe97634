import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../graphql/scalars.js';
import { type Head } from './heads.js';

const HASHES = 'SHA-256 hashes in hexadecimal, in the order of RFC 9162.';

@ObjectType({ description: 'What the whole log was at one size, signed. (Ondertekende stand van het logboek)' })
export class AuditHead implements Head {
  @Field(() => Int, { description: 'How many events the log held. (Omvang)' })
  treeSize: number;

  @Field(() => String, { description: 'Root of the Merkle tree over them, in hexadecimal. (Wortel)' })
  rootHash: string;

  @Field(() => DateTimeScalar, { description: 'When it was signed. (Ondertekend op)' })
  signedAt: string;

  @Field(() => String, { description: 'Short name of the key: the start of its SHA-256. (Sleutelkenmerk)' })
  keyId: string;

  @Field(() => String, { description: 'The Ed25519 key that checks it, 32 bytes in base64url. (Openbare sleutel)' })
  publicKey: string;

  @Field(() => String, { description: 'The Ed25519 signature, 64 bytes in base64url. (Handtekening)' })
  signature: string;
}

@ObjectType({ description: 'Shows that an event is in the log of a size. (Bewijs van opname)' })
export class AuditInclusionProof {
  @Field(() => Int, { description: 'The event, by its place in the log. (Volgnummer)' })
  sequence: number;

  @Field(() => Int, { description: 'The size of the log that it is shown for. (Omvang)' })
  treeSize: number;

  @Field(() => String, { description: 'The leaf of the event: SHA-256 in hexadecimal. (Controlegetal)' })
  leafHash: string;

  @Field(() => [String], { description: `From the leaf to the root: ${HASHES} (Controlegetallen)` })
  hashes: string[];
}

@ObjectType({ description: 'Shows that the log only grew between two sizes. (Bewijs van voortzetting)' })
export class AuditConsistencyProof {
  @Field(() => Int, { description: 'The smaller size. (Vanaf omvang)' })
  fromSize: number;

  @Field(() => Int, { description: 'The larger size. (Tot omvang)' })
  toSize: number;

  @Field(() => [String], { description: `${HASHES} (Controlegetallen)` })
  hashes: string[];
}
