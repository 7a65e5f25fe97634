import { describe, expect, test } from '@jest/globals';
import { BindingLevel } from '../standards/standards.enums.js';
import {
  type Binding,
  bindingOn,
  type Fault,
  faultsOf,
  type Said,
  type Stretch,
  type Surroundings,
  withReport,
} from './adoption.guards.js';
import { AdoptionStatus, canFollow } from './adoption.statuses.js';
import { AdoptionOrigin, ExplainReason } from './adoptions.enums.js';

const { UNKNOWN, PLANNED, IMPLEMENTING, APPLIED, PHASED_OUT, NOT_APPLICABLE, EXPLAINED } = AdoptionStatus;
const { REPORTED, INHERITED, DERIVED } = AdoptionOrigin;
const STATUSES = Object.values(AdoptionStatus);
const DAY = '2026-06-01';

const explained = (more: Partial<NonNullable<Said['explanation']>> = {}) => ({
  ...{ reason: ExplainReason.COSTS, motivation: 'Te duur.', reviewOn: '2027-01-01', confidential: false },
  ...more,
});
/** What has all that its status asks for. */
const said = (status: AdoptionStatus, more: Partial<Said> = {}): Said => ({
  status,
  versionId: null,
  validFrom: DAY,
  plannedFor: status === PLANNED ? '2026-12-01' : null,
  explanation: status === EXPLAINED ? explained() : null,
  reason: status === NOT_APPLICABLE ? 'Geen zeehaven.' : null,
  isCorrection: false,
  ...more,
});
const binding = (level: BindingLevel, more: Partial<Binding> = {}): Binding => ({
  ...{ level, from: '2020-01-01', to: 'infinity', versionIds: [] },
  ...more,
});
const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  existence: [{ from: '1970-01-01', to: 'infinity' }],
  timeline: [],
  bindings: [binding(BindingLevel.COMPLY_OR_EXPLAIN)],
  versionIds: new Set(['ver_1', 'ver_2']),
  ...more,
});
const stretch = (from: string, status: AdoptionStatus, origin = REPORTED): Stretch => ({ from, status, origin });
const fields = (faults: readonly Fault[]) => faults.map(({ field }) => field);

describe('A report', () => {
  test.each(STATUSES)('of %s that has all that belongs to it is taken', (status) => {
    expect(faultsOf(said(status), around())).toEqual([]);
  });

  test('is of a day on which the municipality exists', () => {
    const existence = [{ from: '2020-01-01', to: '2026-06-01' }];
    expect(fields(faultsOf(said(APPLIED), around({ existence })))).toEqual(['validFrom']);
    expect(faultsOf(said(APPLIED, { validFrom: '2026-05-31' }), around({ existence }))).toEqual([]);
    expect(fields(faultsOf(said(APPLIED, { validFrom: '2019-12-31' }), around({ existence })))).toEqual(['validFrom']);
  });

  test('names a version of the standard, or none', () => {
    expect(fields(faultsOf(said(APPLIED, { versionId: 'ver_9' }), around()))).toEqual(['versionId']);
    expect(faultsOf(said(APPLIED, { versionId: 'ver_1' }), around())).toEqual([]);
  });

  test('of PLANNED has a target date after the day from which it holds, and only a plan has one', () => {
    for (const plannedFor of [null, DAY, '2026-05-31']) {
      expect(fields(faultsOf(said(PLANNED, { plannedFor }), around()))).toEqual(['plannedFor']);
    }
    expect(faultsOf(said(IMPLEMENTING, { plannedFor: '2026-12-01' }), around())).toEqual([]);
    for (const status of [UNKNOWN, APPLIED, PHASED_OUT, NOT_APPLICABLE, EXPLAINED]) {
      expect(fields(faultsOf(said(status, { plannedFor: '2026-12-01' }), around()))).toEqual(['plannedFor']);
    }
  });

  test('of NOT_APPLICABLE, and a correction, tell why', () => {
    expect(fields(faultsOf(said(NOT_APPLICABLE, { reason: null }), around()))).toEqual(['reason']);
    expect(fields(faultsOf(said(APPLIED, { isCorrection: true }), around()))).toEqual(['reason']);
    expect(faultsOf(said(APPLIED, { isCorrection: true, reason: 'Vergissing.' }), around())).toEqual([]);
  });

  test('has every broken rule told at once, in two languages', () => {
    const broken = said(EXPLAINED, { explanation: null, plannedFor: '2026-12-01', versionId: 'ver_9' });
    const faults = faultsOf(broken, around({ existence: [], bindings: [] }));
    expect(fields(faults)).toEqual(['validFrom', 'versionId', 'plannedFor', 'status', 'explanation']);
    for (const { en, nl } of faults) expect([en, nl].every((text) => /^[A-Z].*\.$/.test(text) && en !== nl)).toBe(true);
  });
});

describe('An explanation', () => {
  const explain = (more: Partial<Surroundings>, own: Partial<Said> = {}) =>
    fields(faultsOf(said(EXPLAINED, own), around(more)));

  test('goes with comply-or-explain only', () => {
    expect(explain({ bindings: [] })).toEqual(['status']);
    expect(explain({ bindings: [binding(BindingLevel.RECOMMENDED)] })).toEqual(['status']);
    expect(explain({})).toEqual([]);
  });

  test('is refused against what is mandatory, whatever else there is to explain', () => {
    const both = [binding(BindingLevel.COMPLY_OR_EXPLAIN), binding(BindingLevel.MANDATORY)];
    expect(explain({ bindings: both })).toEqual(['status']);
  });

  test('looks at what binds on the day from which it holds', () => {
    const later = [binding(BindingLevel.COMPLY_OR_EXPLAIN), binding(BindingLevel.MANDATORY, { from: '2026-06-02' })];
    expect(explain({ bindings: later })).toEqual([]);
    expect(explain({ bindings: [binding(BindingLevel.COMPLY_OR_EXPLAIN, { to: DAY })] })).toEqual(['status']);
    expect(explain({ bindings: [binding(BindingLevel.COMPLY_OR_EXPLAIN, { from: DAY })] })).toEqual([]);
  });

  test('looks at what binds the version that is named, or any when none is', () => {
    const bindings = [binding(BindingLevel.COMPLY_OR_EXPLAIN, { versionIds: ['ver_1'] })];
    expect(explain({ bindings }, { versionId: 'ver_1' })).toEqual([]);
    expect(explain({ bindings }, { versionId: 'ver_2' })).toEqual(['status']);
    expect(explain({ bindings })).toEqual([]);
    expect(bindingOn(bindings, DAY, 'ver_2')).toEqual([]);
  });

  test.each([
    [DAY, false],
    ['2026-06-02', true],
    ['2027-06-01', true],
    ['2027-06-02', false],
    ['2020-01-01', false],
  ])('is reviewed within twelve months of the day from which it holds: %s is %s', (reviewOn, may) => {
    expect(explain({}, { explanation: explained({ reviewOn }) })).toEqual(may ? [] : ['explanation.reviewOn']);
  });

  test('belongs to EXPLAINED, and to nothing else', () => {
    expect(explain({}, { explanation: null })).toEqual(['explanation']);
    for (const status of STATUSES.filter((each) => each !== EXPLAINED)) {
      expect(fields(faultsOf(said(status, { explanation: explained() }), around()))).toEqual(['explanation']);
    }
  });
});

describe('The order of statuses', () => {
  const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));

  test.each(pairs)('from %s to %s is kept to, forwards and before what is held already', (from, to) => {
    const before = faultsOf(said(to), around({ timeline: [stretch('2025-01-01', from)] }));
    const after = faultsOf(said(from), around({ timeline: [stretch('2027-01-01', to)] }));
    for (const faults of [before, after]) {
      expect(faults.map(({ step }) => step && [step.from, step.to])).toEqual(canFollow(from, to) ? [] : [[from, to]]);
    }
  });

  test.each(pairs)('from %s to %s does not hold for a correction', (from, to) => {
    const correction = said(to, { isCorrection: true, reason: 'Verkeerd ingevuld.' });
    expect(faultsOf(correction, around({ timeline: [stretch('2025-01-01', from)] }))).toEqual([]);
  });

  test.each([INHERITED, DERIVED])('does not bind the municipality to what is %s', (origin) => {
    const timeline = [stretch('2025-01-01', APPLIED, origin), stretch('2027-01-01', PHASED_OUT, origin)];
    expect(faultsOf(said(PLANNED), around({ timeline }))).toEqual([]);
  });

  test('looks behind what is held from the same day on, which makes room', () => {
    const timeline = [stretch('2025-01-01', PLANNED), stretch(DAY, APPLIED)];
    const faults = faultsOf(said(PHASED_OUT), around({ timeline }));
    expect(faults).toMatchObject([{ field: 'status', step: { from: PLANNED, to: PHASED_OUT } }]);
    expect(faultsOf(said(PHASED_OUT, { validFrom: '2026-06-02' }), around({ timeline }))).toEqual([]);
  });

  test('says nothing against what is held from the same day on, which a correction may have put there', () => {
    const timeline = [stretch('2025-01-01', APPLIED), stretch(DAY, IMPLEMENTING), stretch('2027-01-01', PLANNED)];
    expect(faultsOf(said(IMPLEMENTING), around({ timeline }))).toEqual([]);
    expect(fields(faultsOf(said(IMPLEMENTING, { validFrom: '2026-06-02' }), around({ timeline })))).toEqual(['status']);
  });

  test('holds in every timeline that came of reports that were taken', () => {
    let state = 20261122;
    const below = (count: number) => (state = (state * 48271) % 2147483647) % count;
    let taken = 0;
    for (let run = 0; run < 300; run++) {
      let timeline: readonly Stretch[] = [];
      for (let n = 0; n < 12; n++) {
        const year = 2020 + below(5);
        const report = said(STATUSES[below(STATUSES.length)]!, { validFrom: `${year}-0${1 + below(3)}-01` });
        const whole = {
          ...report,
          plannedFor: report.status === PLANNED ? '2030-01-01' : null,
          explanation: report.status === EXPLAINED ? explained({ reviewOn: `${year}-12-01` }) : null,
        };
        if (faultsOf(whole, around({ timeline })).length > 0) continue;
        timeline = withReport(timeline, whole, REPORTED);
        taken++;
      }
      const days = timeline.map(({ from }) => from);
      expect(days).toEqual([...new Set(days)].sort());
      const steps = timeline.slice(1).map(({ status }, i) => [timeline[i]!.status, status] as const);
      expect(steps.filter(([from, to]) => !canFollow(from, to))).toEqual([]);
    }
    expect(taken).toBeGreaterThan(1000);
  });
});
