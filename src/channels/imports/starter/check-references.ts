import { type Catalogue, type StandardRecord, type VersionRecord } from './catalogue.schema.js';
import { checkCommonGround } from './check-common-ground.js';
import { checkCriteria } from './check-criteria.js';
import { checkFund } from './check-fund.js';
import { checkGibit } from './check-gibit.js';
import { checkProgrammes } from './check-programmes.js';
import { type Found, inFile, twice, unknownTo } from './checking.js';
import { type Fault } from './faults.js';
import { startOf } from './spans.js';

/** What each record says of others: that they exist, that keys are unique, that order and dates can hold together. */
export function checkReferences(catalogue: Catalogue): Fault[] {
  const codes = new Set(catalogue.municipalities.map(({ code }) => code));
  const stewards = new Set([
    ...catalogue.organisations.map(({ slug }) => slug),
    ...catalogue.municipalities.map(({ code }) => code.toLowerCase()),
  ]);
  const decisions = new Set(catalogue.decisions.map(({ slug }) => slug));
  const standards = new Set(catalogue.standards.map(({ slug }) => slug));

  return [
    ...inFile('organisations.yaml', twice(catalogue.organisations.map(({ slug }) => slug))),
    ...inFile('decisions.yaml', twice(catalogue.decisions.map(({ slug }) => slug))),
    ...inFile('municipalities.csv', [
      ...twice(catalogue.municipalities.map(({ code }) => code)),
      ...catalogue.municipalities
        .filter(
          ({ exists_from, exists_until }) =>
            exists_until !== undefined && exists_until <= startOf({ from: exists_from }),
        )
        .map(({ code }) => ({ record: code, field: 'exists_until', message: 'is not after exists_from' })),
    ]),
    ...inFile('municipality-successions.csv', [
      ...twice(catalogue.successions.map(({ predecessor, successor }) => `${predecessor} to ${successor}`)),
      ...catalogue.successions.flatMap(({ predecessor, successor, date }) => [
        ...unknownTo(codes, predecessor, date, 'predecessor'),
        ...unknownTo(codes, successor, date, 'successor'),
        ...(predecessor === successor ? [{ record: date, message: `${predecessor} cannot follow itself` }] : []),
      ]),
    ]),
    ...inFile('municipality-populations.csv', [
      ...twice(catalogue.populations.map(({ code, year }) => `${code} ${year}`)),
      ...catalogue.populations.flatMap(({ code, year }) => unknownTo(codes, code, `${code} ${year}`, 'code')),
    ]),
    ...inFile('standards', twice(catalogue.standards.map(({ slug }) => slug))),
    ...catalogue.standards.flatMap((standard) =>
      inFile(standard.file, [
        ...[standard.steward, ...standard.coStewards].flatMap((name) =>
          unknownTo(stewards, name, standard.slug, 'steward'),
        ),
        ...standard.relations.flatMap((relation) =>
          unknownTo(standards, relation.standard, standard.slug, 'relations'),
        ),
        ...decisionsOf(standard).flatMap(({ record, field, decision }) =>
          unknownTo(decisions, decision, record, field),
        ),
        ...versionsOf(standard),
      ]),
    ),
    ...inFile('reference-components.yaml', [
      ...twice(catalogue.components.map(({ slug }) => slug)),
      ...catalogue.components.flatMap(({ slug, requirements }) => [
        ...requirements.flatMap(({ standard }) => unknownTo(standards, standard, slug, 'requirements')),
        ...twice(
          requirements.map(({ standard, interfaceRole }) => `${slug}, requirements ${standard} ${interfaceRole}`),
        ),
      ]),
    ]),
    ...checkCommonGround(catalogue),
    ...checkGibit(catalogue),
    ...checkProgrammes(catalogue),
    ...checkFund(catalogue),
    ...checkCriteria(catalogue),
    ...inFile('synonyms.csv', twice(catalogue.synonyms.map(({ term, means }) => `${term} = ${means}`))),
  ];
}

const decisionsOf = ({ slug, obligations, versions }: StandardRecord) =>
  [
    ...obligations.map(({ decision }) => ({ record: slug, field: 'obligations.decision', decision })),
    ...versions.flatMap(({ label, phases }) =>
      phases.map(({ decision }) => ({ record: `${slug}, versions ${label}`, field: 'phases.decision', decision })),
    ),
  ].flatMap(({ decision, ...place }) => (decision === undefined ? [] : [{ ...place, decision }]));

function versionsOf({ slug, versions, obligations, relations }: StandardRecord): Found[] {
  const labels = new Set(versions.map(({ label }) => label));
  const named = (label: string, record: string, field: string): Found[] =>
    labels.has(label) ? [] : [{ record, field, message: `${label} is not a version of ${slug}` }];
  return [
    ...twice(versions.map(({ label }) => `${slug}, versions ${label}`)),
    ...twice(versions.map(({ position }) => `${slug}, position ${position}`)),
    ...twice(relations.map(({ kind, standard }) => `${slug}, relations ${kind} ${standard}`)),
    ...twice(obligations.map((o) => `${slug}, obligations ${o.imposedBy} ${scopeOf(o)}`.trimEnd())),
    ...obligations.flatMap((o) => o.versions.flatMap((label) => named(label, slug, 'obligations.versions'))),
    ...versions.flatMap((version) => {
      const record = `${slug}, versions ${version.label}`;
      return [
        ...(version.line === undefined ? [] : named(version.line, record, 'line')),
        ...version.phases.flatMap(({ replacement }) =>
          replacement === undefined ? [] : named(replacement, record, 'phases.replacement'),
        ),
        ...phasesOf(version, record),
      ];
    }),
  ];
}

function phasesOf({ phases }: VersionRecord, record: string): Found[] {
  return phases.flatMap((phase, i) => {
    const before = phases[i - 1];
    return before && startOf(phase) <= startOf(before)
      ? [{ record, field: 'phases', message: `${phase.lifecycle} does not begin after ${before.lifecycle}` }]
      : [];
  });
}

/** Names the versions that an obligation is limited to; empty when it holds for the whole standard. */
export const scopeOf = ({ versions }: { versions: readonly string[] }): string => versions.join(', ');
