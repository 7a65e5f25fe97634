import graphql from '@graphql-eslint/eslint-plugin';

/** What has no id of its own is named here, one by one: it is part of what holds it. */
const VALUES = [
  'AdoptionComparison',
  'AdoptionPoint',
  'AdoptionStatistics',
  'Artifact',
  'Assessment',
  'AuditConsistencyProof',
  'AuditHead',
  'AuditInclusionProof',
  'Clash',
  'ComponentDependency',
  'ComponentRequirement',
  'ComponentSupport',
  'ConformanceReportFile',
  'Consultation',
  'DecisionEffect',
  'DeclarationStep',
  'Explanation',
  'Evidence',
  'EvidenceReport',
  'ExternalIdentifier',
  'Facet',
  'FacetBucket',
  'FieldChange',
  'GibitCheck',
  'Impact',
  'LifecyclePhase',
  'Money',
  'MunicipalObligation',
  'NormComparison',
  'NormResult',
  'NormSetBinding',
  'NormStandard',
  'PageInfo',
  'Period',
  'ProcurementArticle',
  'ProcurementRule',
  'ProductComparison',
  'ProjectPhase',
  'ReactionAnswer',
  'ProposalStep',
  'ProposalTransition',
  'RequirementSheet',
  'StandardRelation',
  'StandardScope',
  'Viewer',
  'Vote',
  'WayOver',
];

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: 'schema.graphql' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-relay'].rules,
      ...graphql.configs['flat/schema-recommended'].rules,
      // Pages go forward only; keyset cursors make both ways twice the work for an index.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // A connection also gives its nodes without edges, and small lists are plain lists.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          acceptedIdNames: ['id'],
          acceptedIdTypes: ['ID'],
          exceptions: { types: VALUES, suffixes: ['Connection', 'Edge', 'Error', 'Payload'] },
        },
      ],
    },
  },
];
