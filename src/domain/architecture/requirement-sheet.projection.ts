import {
  contribute,
  many,
  one,
  projection,
  queries,
  rowOf,
  type Env,
  type Row,
  value,
} from '../../platform/reading/projection.js';
import { all, asc, type Param, sql, type Sql } from '../../platform/reading/sql.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { Standard } from '../standards/standard.entity.js';
import { Language, LanguageArgs } from '../standards/standards.inputs.js';
import { StandardVersion } from '../standards/version.entity.js';
import { byName } from './architecture.projection.js';
import { InterfaceRole } from './architecture.enums.js';
import { explanation } from './clash.words.js';
import { clashesOf } from './clashes.sql.js';
import { ComponentRequirement, ReferenceComponent } from './reference-component.entity.js';
import {
  Clash,
  CLASH_ORDER,
  refuseRequirements,
  RequirementsArgs,
  RequirementSheet,
} from './requirement-sheet.types.js';

const textList = (items: readonly string[]) => sql`string_to_array(${items.join(',')}, ',')`;

/** What is asked of both sides, or of a side that is not named, is asked on either side. */
const SIDES: Readonly<Record<InterfaceRole, readonly InterfaceRole[]>> = {
  PROVIDER: [InterfaceRole.PROVIDER, InterfaceRole.BOTH, InterfaceRole.UNSPECIFIED],
  CONSUMER: [InterfaceRole.CONSUMER, InterfaceRole.BOTH, InterfaceRole.UNSPECIFIED],
  BOTH: Object.values(InterfaceRole),
  UNSPECIFIED: [InterfaceRole.UNSPECIFIED],
};
const sides = (role: InterfaceRole = InterfaceRole.BOTH) => textList(SIDES[role]);

const requirement: Row<ComponentRequirement> = rowOf(ComponentRequirement, 'req');
const component: Row<ReferenceComponent> = rowOf(ReferenceComponent, 'c');
const slugOf = (table: 'standard' | 'reference_component', id: Sql) =>
  table === 'standard'
    ? sql`(select s.slug from standard s where s.id = ${id})`
    : sql`(select c.slug from reference_component c where c.id = ${id})`;

const clashes = <P>(description: string, of: (parent: Row<P>) => { componentIds: Sql; roles: Sql }) =>
  many<Clash, P>(() => Clash, {
    size: 3,
    cost: 20,
    description,
    from: (parent, env) => {
      const { componentIds, roles } = of(parent);
      return clashesOf(componentIds, roles, env);
    },
    order: (clash) => [
      asc(sql`array_position(${textList(CLASH_ORDER)}, ${clash.kind})`, 'int'),
      asc(clash.componentSlug, 'text'),
      asc(clash.standardSlug, 'text'),
      asc(sql`${clash.otherIds}::text`, 'text'),
    ],
  });

/** Standards of a derived table that says where each stands. */
const placeOf = (standard: Row<Standard>) => (standard as Row<Standard & { place: number }>).place;

projection(Clash, {
  fields: {
    component: one(() => ReferenceComponent, {
      description: 'Of which component it is asked. (Referentiecomponent)',
      where: (component, clash) => sql`${component.id} = ${clash.componentId}`,
    }),
    standards: many(() => Standard, {
      size: 3,
      description:
        'What clashes: first what should not be asked as it stands, then what replaces it, then what is asked besides. (Standaarden)',
      from: ({ standardId, byId, otherIds }) => sql`select s.*, min(i.place) as place from standard s
        join unnest(array[${standardId}, ${byId}] || ${otherIds}) with ordinality i(id, place) on i.id = s.id group by s.id`,
      order: (standard) => [asc(placeOf(standard), 'bigint')],
    }),
    explanation: value<Clash, LanguageArgs>(
      () => String,
      (clash, env) => explanation(clash, env, env.args.language ?? Language.NL),
      { args: LanguageArgs, cost: 2, description: 'Why it clashes, since when, and what to ask instead. (Uitleg)' },
    ),
  },
});

projection(RequirementSheet, {
  fields: {
    components: many(() => ReferenceComponent, {
      size: 5,
      description: 'The reference components asked about, by name. (Referentiecomponenten)',
      where: (component, sheet) => sql`${component.id} = any(${sheet.componentIds})`,
      order: byName,
    }),
    requirements: many(() => ComponentRequirement, {
      size: 25,
      description: 'What is asked of them on the date, by component. (Eisen)',
      where: (requirement, sheet) =>
        sql`${requirement.componentId} = any(${sheet.componentIds}) and ${requirement.interfaceRole} = any(${sheet.roles})`,
      order: (requirement) => [
        asc(slugOf('reference_component', requirement.componentId), 'text'),
        asc(requirement.role),
        asc(slugOf('standard', requirement.standardId), 'text'),
        asc(requirement.id),
      ],
    }),
    versions: many(() => StandardVersion, {
      size: 50,
      description: 'The versions in use on the date, of every standard that is asked. (Versies in gebruik)',
      where: (version, sheet, env) => [
        sql`${version.standardId} in (select ${requirement.standardId} from component_requirement req where ${all([
          sql`${requirement.componentId} = any(${sheet.componentIds}) and ${requirement.interfaceRole} = any(${sheet.roles})`,
          current(requirement, env),
        ])})`,
        sql`${version.lifecycle} = 'IN_USE'`,
      ],
      order: (version) => [asc(slugOf('standard', version.standardId), 'text'), asc(version.position)],
    }),
    clashes: clashes<RequirementSheet>(
      'Where what is asked cannot be met as it stands, with what to ask instead. (Botsingen)',
      (sheet) => sheet,
    ),
  },
});

contribute(ReferenceComponent, {
  clashes: clashes<ReferenceComponent>(
    'Where what is asked of it on the date asked cannot be met as it stands. (Botsingen)',
    (component) => ({ componentIds: sql`array[${component.id}]`, roles: sides() }),
  ),
});

/** One row, unless one of the components is not in the register: a text for a tender must not silently lack what was asked. */
const sheet = (componentIds: Param, roles: Sql, env: Env) => sql`
  select 'sheet' as id, ${env.at.asOf} as as_of, ${componentIds} as component_ids, ${roles} as roles
  from (
    select min(left(i.id, 80)) as missing from unnest(${componentIds}) i(id)
    where not exists (select from reference_component c where ${all([sql`${component.id} = i.id`, registered(component, env)])})
  ) m
  where m.missing is null or refuse('There is no reference component "' || m.missing || '" at the moment asked: take the ids from "referenceComponents".') is null
  offset 0`;

queries('anyone', {
  requirements: one<RequirementSheet, {}, RequirementsArgs>(() => RequirementSheet, {
    args: RequirementsArgs,
    refuse: refuseRequirements,
    description:
      'What a set of reference components must and should speak on a date, in which versions, and where that clashes. (Eisen)',
    from: (_, env) => sheet(env.args.componentIds, sides(env.args.interfaceRole), env),
    where: () => true,
    order: (each) => [asc(each.id, 'text')],
  }),
});
