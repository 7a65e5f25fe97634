import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking } from '../support/persona.js';
import { type Register, startingRegister } from '../support/register.js';

let on: Register;
let ask: Asking;
beforeAll(async () => {
  on = await startingRegister();
  ask = asking(on);
});

const project = async (slug: string, fields: string, moments = '') =>
  (await ask(`{ project(slug: "${slug}"${moments}) { ${fields} } }`)).project;

describe('The programmes of joint execution', () => {
  const ours = async (fields: string) => {
    const { programmes } = await ask(`{ programmes(first: 100) { nodes { slug ${fields} } } }`);
    return programmes.nodes.filter(({ slug }: { slug: string }) => !slug.startsWith('test-'));
  };

  test('are told from the newest to the oldest, each with its days', async () => {
    const told = await ours('kind period { from to } verified');
    expect(told.map((each: any) => [each.kind, each.period.from, each.period.to, each.verified])).toEqual([
      ['MULTI_YEAR_PROGRAMME', '2025-01-01', '2029-01-01', true],
      ['MULTI_YEAR_PROGRAMME', '2020-01-01', '2025-01-01', true],
      ['YEAR_PLAN', '2020-01-01', '2021-01-01', true],
      ['YEAR_PLAN', '2018-01-01', '2019-01-01', true],
    ]);
  });

  test('rest on what was decided of them, with how sure that is, and on nothing where no day is known', async () => {
    const told = await ours('decision { body outcome decidedOn verified }');
    expect(Object.fromEntries(told.map(({ slug, decision }: any) => [slug, decision]))).toEqual({
      'kadernota-ggu-2025-2028': null,
      'meerjarenprogramma-ggu-2020-2024': {
        ...{ body: 'ALV', outcome: 'ADOPTED', decidedOn: '2019-06-05', verified: true },
      },
      'ggu-plan-2020': { body: 'BALV', outcome: 'NOTED', decidedOn: '2019-11-29', verified: true },
      'ggu-plan-2018': { body: 'ALV', outcome: 'ADOPTED', decidedOn: '2017-06-14', verified: false },
    });
  });

  test('are worked out in plans of a year', async () => {
    const told = await ours('partOf { slug } parts { slug }');
    const of = (slug: string) => told.find((each: any) => each.slug === slug);
    expect(of('meerjarenprogramma-ggu-2020-2024').parts).toEqual([{ slug: 'ggu-plan-2020' }]);
    expect(of('ggu-plan-2020').partOf).toEqual({ slug: 'meerjarenprogramma-ggu-2020-2024' });
  });

  test('hold seventeen projects, and can be asked for those that came as far', async () => {
    const told = await ours('all: projects { totalCount } ideas: projects(stages: [IDEA, STOPPED]) { nodes { slug } }');
    expect(told.map((each: any) => each.all.totalCount)).toEqual([5, 11, 0, 1]);
    expect(told[0].ideas.nodes.map(({ slug }: { slug: string }) => slug)).toEqual([
      ...['asiel-en-migratie', 'lokale-agenda-bestaanszekerheid', 'platform-sociaal-domein', 'wetgevingsfunctie'],
    ]);
  });
});

describe('A project of joint execution', () => {
  test('is told with its years, its programme, its standards and its components', async () => {
    expect(
      await project(
        'haal-centraal',
        'name summary(language: EN) activity years period { from to isFromKnown } programme { slug } standards { slug } components { slug } verified',
      ),
    ).toEqual({
      name: 'Haal Centraal',
      summary: 'Asking the national base registries for data directly, instead of copying them.',
      activity: 'PROJECT',
      years: [2019, 2020],
      period: { from: '2019-01-01', to: '2021-01-01', isFromKnown: false },
      programme: { slug: 'meerjarenprogramma-ggu-2020-2024' },
      standards: expect.arrayContaining([{ slug: 'brp-personen-bevragen-api' }, { slug: 'woz-bevragen-api' }]),
      components: [{ slug: 'brp-api-personen' }],
      verified: false,
    });
  });

  test('is found from its standards and components', async () => {
    const { standard, component } = await ask(
      '{ standard(by: { slug: "bio" }) { projects { slug } } component(by: { slug: "open-zaak" }) { projects { slug } } }',
    );
    expect([standard.projects, component.projects]).toEqual([[{ slug: 'ibd' }], [{ slug: 'zgw' }]]);
  });

  test('is told with what was decided of it', async () => {
    expect(await project('ibd', 'decisions { slug }')).toEqual({
      decisions: [{ slug: 'meerjarenprogramma-ggu-2020-2024' }],
    });
  });

  test('is never said to have come as far as no source says: its stage is not verified, and tells what it follows from', async () => {
    const slugs = await on.sql<{ slug: string }>(`select slug from project where slug not like 'test-%'`);
    const fields = 'slug isStageVerified phases { stage verified provenance period { isFromKnown } }';
    const projects = await Promise.all(slugs.map(({ slug }) => project(slug, fields)));
    expect(projects).toHaveLength(17);
    for (const { slug, isStageVerified, phases } of projects) {
      expect({ slug, isStageVerified, phases }).toEqual({
        slug,
        isStageVerified: false,
        phases: [
          {
            stage: expect.any(String),
            verified: false,
            provenance: expect.any(String),
            period: { isFromKnown: false },
          },
        ],
      });
    }
  });

  test('was no more than an idea on a day of which nothing is held', async () => {
    const fields = 'stage isStageVerified';
    expect(await project('ibd', fields)).toEqual({ stage: 'SCALED_UP', isStageVerified: false });
    expect(await project('ibd', fields, ', asOf: "2016-01-01"')).toEqual({ stage: 'IDEA', isStageVerified: false });
  });

  test('was not in the register before it came there', async () => {
    expect(await project('ibd', 'slug', ', knownAt: "2020-01-01T00:00:00Z"')).toBeNull();
    expect(await project('bestaat-niet', 'slug')).toBeNull();
  });
});
