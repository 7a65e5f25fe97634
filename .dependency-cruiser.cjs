// The direction of docs/architecture.md: a folder imports only from what stands left of it.
const platform = [
  ['config'],
  ['workbooks'],
  ['database'],
  ['graphql'],
  ['http'],
  ['reading'],
  ['temporal'],
  ['auth'],
  ['audit'],
  ['jobs'],
  ['outbox'],
];
const domain = [
  ['organisations'],
  ['decisions'],
  ['standards'],
  ['architecture'],
  ['procurement', 'components'],
  ['suppliers'],
  ['adoptions', 'programmes'],
  ['conformance', 'governance'],
  ['impact', 'statistics', 'search'],
];
const channels = [['imports', 'exports', 'rest', 'pages'], ['cli']];

/** One rule for each folder: it may not import from a folder to its right, nor from one beside it. */
const ordered = (root, ranks) =>
  ranks.flatMap((rank, i) =>
    rank.flatMap((folder) => {
      const beside = rank.filter((other) => other !== folder);
      const right = ranks.slice(i + 1).flat();
      const forbidden = [...beside, ...right];
      return forbidden.length
        ? [
            {
              name: `${root}-${folder}`,
              severity: 'error',
              from: { path: `^src/${root}/${folder}/` },
              to: { path: `^src/${root}/(${forbidden.join('|')})/` },
            },
          ]
        : [];
    }),
  );

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(domain|channels)/' },
    },
    {
      name: 'domain-knows-no-channel',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^src/channels/' },
    },
    {
      name: 'nothing-imports-the-app',
      severity: 'error',
      from: { pathNot: '^src/(main|app\\.module)', path: '^src/(platform|domain)/' },
      to: { path: '^src/(main|app\\.module)' },
    },
    {
      name: 'no-orphan-domain-folder',
      severity: 'error',
      from: { path: '^src/(platform|domain|channels)/[^/]+\\.ts$' },
      to: {},
    },
    ...ordered('platform', platform),
    ...ordered('domain', domain),
    ...ordered('channels', channels),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
