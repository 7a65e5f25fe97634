/**
 * The rules of the check as SQL over facts that were gathered before (`gibit.sql.ts`): `asked`, `filled`, `demand`, `norm`,
 * `pointed`, `live` and `claim`. Nothing here looks at a table or a moment.
 */
import { sql, type Sql } from '../../platform/reading/sql.js';
import { DeclarationState } from './conformance.enums.js';

const list = (values: readonly string[]): Sql => sql`string_to_array(${values.join(',')}, ',')`;

/** What a declaration became that no longer counts, the gravest first. */
const LAPSED = list([
  DeclarationState.REVOKED,
  DeclarationState.REFUSED,
  DeclarationState.EXPIRED,
  DeclarationState.WITHDRAWN,
]);

/** By product and norm, the components that decide it: those named, or those that are asked to speak a standard of the norm. */
const DECISIVE = sql`select f.place, e.norm_id, array_agg(distinct f.component_id) as ids from filled f join (
      select n.id as norm_id, c.component_id from norm n join named c on c.norm_id = n.id where n.condition = 'REFERENCE_COMPONENT'
      union all select n.id, d.component_id from norm n join pointed p on p.norm_id = n.id join demand d on d.standard_id = p.standard_id
      where n.condition = 'REQUIRED_OF_COMPONENT') e on e.component_id = f.component_id
    group by f.place, e.norm_id`;

/** Why a norm applies to a product or not (`Ground`), from what its supplier said of it. */
const GROUND = sql`case n.condition
    when 'ALWAYS' then 'ALWAYS'
    when 'CHARACTERISTIC' then case
      when a.characteristics is null then 'CHARACTERISTICS_UNSAID'
      when n.characteristic = any(a.characteristics) then 'CHARACTERISTIC' else 'WITHOUT_CHARACTERISTIC' end
    else case
      when not exists (select from filled f where f.place = a.place) then 'COMPONENTS_UNSAID'
      when n.condition = 'REFERENCE_COMPONENT' then case when c.ids is null then 'OTHER_COMPONENT' else 'REFERENCE_COMPONENT' end
      else case when c.ids is null then 'NOT_REQUIRED' else 'REQUIRED' end end
    end`;
const IS_APPLYING = sql`g.ground not in ('NOT_REQUIRED', 'OTHER_COMPONENT', 'WITHOUT_CHARACTERISTIC')`;

const APPLYING = sql`select a.place, n.id as norm_id, n.position, n.characteristic, n.is_verified, c.ids as component_ids, ${GROUND} as ground
    from asked a cross join norm n left join (${DECISIVE}) c on c.place = a.place and c.norm_id = n.id`;

/** On which sides of the interface the components of a product are asked to speak a standard. */
const SIDES = sql`select f.place, d.standard_id, bool_or(d.interface_role in ('PROVIDER', 'BOTH')) as as_provider,
      bool_or(d.interface_role in ('CONSUMER', 'BOTH')) as as_consumer
    from filled f join demand d on d.component_id = f.component_id group by f.place, d.standard_id`;

/** The standards that are looked at for a norm that applies: where the architecture decides it, those that it asks for. */
const BOUND = sql`select g.place, g.norm_id, p.standard_id, p.position, p.lowest, p.highest,
      coalesce(m.as_provider, false) as as_provider, coalesce(m.as_consumer, false) as as_consumer,
      exists (select from live l where l.standard_id = p.standard_id and (p.lowest is null or l.position >= p.lowest)
        and (p.highest is null or l.position <= p.highest)) as binds
    from applying g join pointed p on p.norm_id = g.norm_id left join (${SIDES}) m on m.place = g.place and m.standard_id = p.standard_id
    where ${IS_APPLYING} and (g.ground <> 'REQUIRED' or m.standard_id is not null)`;

/**
 * How strongly a standard is established for a product: 0 not, 1 on the word of the supplier, 2 demonstrated; -1 where no
 * version of it was in use, so that it does not count. Where its components are asked for a side of the interface, each side
 * asked needs a declaration that covers it.
 */
const LEVEL = sql`case
    when not b.binds then -1
    when b.as_provider and b.as_consumer then least(k.provider, k.consumer)
    when b.as_provider then k.provider when b.as_consumer then k.consumer else k.any_role end`;
const FITS = sql`(not b.as_provider and not b.as_consumer or b.as_provider and k.interface_role in ('PROVIDER', 'BOTH')
    or b.as_consumer and k.interface_role in ('CONSUMER', 'BOTH'))`;
/** The sides that are asked, and covered by no declaration. */
const LACKING = sql`case
    when b.as_provider and k.provider = 0 then case when b.as_consumer and k.consumer = 0 then 'NOT_AS_EITHER' else 'NOT_AS_PROVIDER' end
    else 'NOT_AS_CONSUMER' end`;

const WEIGHED = sql`select b.place, b.norm_id, b.standard_id, b.position, ${LEVEL} as level, ${LACKING} as lacking,
      k.counts, k.stands, k.is_due, k.lapsed, k.declarations
    from bound b cross join lateral (
      select coalesce(max(k.worth), 0) as any_role,
        coalesce(max(k.worth) filter (where k.interface_role in ('PROVIDER', 'BOTH')), 0) as provider,
        coalesce(max(k.worth) filter (where k.interface_role in ('CONSUMER', 'BOTH')), 0) as consumer,
        bool_or(k.worth > 0) as counts, bool_or(k.stands) as stands,
        bool_or(k.worth = 1 and k.state in ('DEMONSTRATED', 'REASSESSMENT_DUE')) as is_due,
        min(array_position(${LAPSED}, k.state)) as lapsed,
        jsonb_agg(k.id order by k.id) filter (where k.worth > 0 and ${FITS}) as declarations
      from (select c.*, case when not c.stands or not c.is_in_use or c.position < b.lowest or c.position > b.highest then 0
          when c.is_demonstrated then 2 else 1 end as worth
        from claim c where c.place = b.place and c.standard_id = b.standard_id) k) k`;

/** What to say beside the level of a standard (`REMARKS` of `gibit.words.ts`). */
const REMARK = sql`case
    when w.level = 0 and w.counts then w.lacking
    when w.level = 0 and w.stands then 'OTHER_VERSION'
    when w.level = 0 then (${LAPSED})[w.lapsed]
    when w.level = 1 and w.is_due then 'DUE' end`;

const FOUND = sql`select w.place, w.norm_id, min(w.level) filter (where w.level >= 0) as least, max(w.level) as most,
      jsonb_agg(jsonb_build_object('id', w.standard_id, 'level', w.level, 'remark', ${REMARK},
        'declarations', case when w.level > 0 then w.declarations end) order by w.position) as standards
    from weighed w group by w.place, w.norm_id`;

const JUDGED = sql`select g.place, g.norm_id, g.position, g.characteristic, g.is_verified, coalesce(g.component_ids, '{}') as component_ids,
      coalesce(f.standards, '[]') as standards,
      case when h.is_applying and h.is_pointing and f.least is null then 'NO_VERSION_IN_USE' else g.ground end as ground,
      case when not h.is_applying then 'NOT_APPLICABLE' when not h.is_pointing then 'NOT_JUDGED'
        when f.least is null then 'NOT_APPLICABLE' when f.least = 2 then 'DEMONSTRATED' when f.least = 1 then 'SUPPORTED'
        when f.most > 0 then 'PARTIAL' else 'MISSING' end as outcome
    from applying g left join (${FOUND}) f on f.place = g.place and f.norm_id = g.norm_id
    cross join lateral (
      select ${IS_APPLYING} as is_applying, exists (select from pointed p where p.norm_id = g.norm_id) as is_pointing) h`;

/** The steps, for a WITH clause behind that of the facts; the last, `judged`, has a row for each product and norm. */
export const JUDGEMENT = sql`applying as materialized (${APPLYING}),
    bound as materialized (${BOUND}),
    weighed as materialized (${WEIGHED}),
    judged as materialized (${JUDGED})`;

/** Of all norms together, over rows `j` of `judged`; a norm that was not seen in a source never makes a gap. */
export const OUTCOME = sql`case
    when count(*) filter (where j.is_verified and j.outcome in ('PARTIAL', 'MISSING')) > 0 then 'GAPS'
    when count(*) filter (where j.outcome in ('PARTIAL', 'MISSING')) > 0 then 'UNKNOWN'
    when count(*) filter (where j.outcome in ('DEMONSTRATED', 'SUPPORTED')) = 0 then 'UNKNOWN'
    when count(*) filter (where j.outcome = 'SUPPORTED') = 0 then 'MEETS' else 'MEETS_ON_OWN_WORD' end`;
