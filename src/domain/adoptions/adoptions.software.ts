import { contribute, one } from '../../platform/reading/projection.js';
import { all, sql } from '../../platform/reading/sql.js';
import { isInsider } from '../organisations/insiders.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { Adoption } from './adoption.entity.js';

contribute(Adoption, {
  productVersion: one(() => ProductVersion, {
    nullable: true,
    description:
      'The software it runs on; there for the municipality itself and the office, null for anyone else. (Pakketversie)',
    where: (version, adoption, env) => [
      sql`${version.id} = ${adoption.productVersionId}`,
      sql`(${all(isInsider(adoption.municipalityId, env))})`,
    ],
  }),
});
