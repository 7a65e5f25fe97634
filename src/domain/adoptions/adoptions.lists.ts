/** The adoptions of a municipality, of a standard and of a version. */
import { connection, contribute, rowOf, type Row } from '../../platform/reading/projection.js';
import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { nameOrder } from '../standards/standards.projection.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Adoption } from './adoption.entity.js';
import { AdoptionsArgs, existing, filtered } from './adoptions.filter.js';
import { municipalityName } from './adoptions.projection.js';

const standard: Row<Standard> = rowOf(Standard, 's');
const version: Row<StandardVersion> = rowOf(StandardVersion, 'v');

const standardName = (id: Sql) => sql`(select ${nameOrder(standard)} from standard s where ${standard.id} = ${id})`;

const byMunicipality = (adoption: Row<Adoption>) => [
  asc(municipalityName(adoption.municipalityId), 'text'),
  asc(adoption.id),
];

contribute(Municipality, {
  adoptions: connection(() => Adoption, {
    args: AdoptionsArgs,
    description: 'What it says of standards, on the date asked, by the name of the standard. (Adopties)',
    where: (adoption, { id }, env) => [sql`${adoption.municipalityId} = ${id}`, ...filtered(adoption, env)],
    order: (adoption) => [asc(standardName(adoption.standardId), 'text'), asc(adoption.id)],
  }),
});

contribute(Standard, {
  adoptions: connection(() => Adoption, {
    args: AdoptionsArgs,
    description:
      'What municipalities say of it that exist on the date asked, by the name of the municipality. (Adopties)',
    where: (adoption, { id }, env) => [
      sql`${adoption.standardId} = ${id}`,
      existing(adoption, env),
      ...filtered(adoption, env),
    ],
    order: byMunicipality,
  }),
});

contribute(StandardVersion, {
  adoptions: connection(() => Adoption, {
    args: AdoptionsArgs,
    description:
      'What municipalities say that name this version; of a line, those that name a release of it too. (Adopties)',
    where: (adoption, { id, standardId }, env) => [
      sql`${adoption.standardId} = ${standardId}`,
      sql`${adoption.versionId} = any(array(select ${version.id} from standard_version v
        where ${version.standardId} = ${standardId} and (${version.id} = ${id} or ${version.lineId} = ${id})))`,
      existing(adoption, env),
      ...filtered(adoption, env),
    ],
    order: byMunicipality,
  }),
});
