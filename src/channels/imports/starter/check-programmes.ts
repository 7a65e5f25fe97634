import { type Catalogue } from './catalogue.schema.js';
import { type Found, inFile, twice, unknownTo } from './checking.js';
import { type Fault } from './faults.js';
import { type ProgrammeRecord, type ProjectRecord } from './programmes.schema.js';

type Known = Record<'decisions' | 'standards' | 'components', ReadonlySet<string>>;
const slugsOf = (records: readonly { slug: string }[]) => new Set(records.map(({ slug }) => slug));

/** What programmes and projects say of each other, and of standards, components and decisions. */
export function checkProgrammes({ programmes, decisions, standards, commonGround }: Catalogue): Fault[] {
  const known: Known = {
    decisions: slugsOf(decisions),
    standards: slugsOf(standards),
    components: slugsOf(commonGround),
  };
  const projects = programmes.flatMap((programme) => programme.projects);
  return inFile('programmes.yaml', [
    ...twice(programmes.map(({ slug }) => slug)),
    ...twice(projects.map(({ slug }) => slug)),
    ...programmes.flatMap((programme, i) => programmeItself(programme, programmes.slice(0, i), known)),
    ...projects.flatMap((project) => projectItself(project, known)),
  ]);
}

/** A programme stands after the one that it works out: it is then in the register already. */
function programmeItself(
  { slug, from, to, partOf, decision }: ProgrammeRecord,
  before: readonly ProgrammeRecord[],
  { decisions }: Known,
): Found[] {
  return [
    ...(to !== undefined && to <= from ? [{ record: slug, field: 'to', message: 'is not after from' }] : []),
    ...(partOf !== undefined && !slugsOf(before).has(partOf)
      ? [{ record: slug, field: 'partOf', message: `${partOf} is no programme that stands before it` }]
      : []),
    ...(decision === undefined ? [] : unknownTo(decisions, decision, slug, 'decision')),
  ];
}

function projectItself(project: ProjectRecord, known: Known): Found[] {
  const { slug, years } = project;
  const isRising = years.every((year, i) => i === 0 || year > (years[i - 1] ?? year));
  return [
    ...(isRising ? [] : [{ record: slug, field: 'years', message: 'do not rise' }]),
    ...(['standards', 'components', 'decisions'] as const).flatMap((field) => [
      ...twice(project[field].map((other) => `${slug}, ${field} ${other}`)),
      ...project[field].flatMap((other) => unknownTo(known[field], other, slug, field)),
    ]),
  ];
}
