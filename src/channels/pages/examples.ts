/** A question to begin with; the explorer opens with one tab for each, and a test asks all of them. */
export interface Example {
  readonly title: string;
  readonly query: string;
  readonly variables?: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    title: 'Een standaard',
    query: `# Welkom bij het Standaardenregister. Stel hier vragen in GraphQL; Ctrl+Enter voert uit.
# Welcome to the register of standards. Ask in GraphQL here; Ctrl+Enter runs it. The next tabs are in English.
#
# Welke versies van de Zaken API waren er op 1 januari 2021, en hoe bindend was de standaard?
query EenStandaard($peildatum: Date = "2021-01-01") {
  standard(by: { slug: "zaken-api" }, asOf: $peildatum) {
    name
    summary
    uri
    lifecycle
    bindingLevel
    currentVersion { label publishedOn }
    versions(first: 50) {
      totalCount
      nodes { label kind lifecycle inUseFrom endOfSupportOn }
    }
  }
}
`,
    variables: '{ "peildatum": "2021-01-01" }',
  },
  {
    title: 'Zoeken',
    query: `# Zoeken zoals mensen typen: met een tikfout, een afkorting of een deel van een woord.
query Zoeken($tekst: String!) {
  search(text: $tekst, first: 10) {
    totalCount
    suggestion
    facets(fields: [KIND, BINDING_LEVEL]) { field buckets { value label count } }
    edges {
      snippet
      node {
        __typename
        ... on Standard { name uri bindingLevel }
        ... on ReferenceComponent { name }
        ... on Municipality { name code }
      }
    }
  }
}
`,
    variables: '{ "tekst": "zaakgericht werkn" }',
  },
  {
    title: 'Adoptie',
    query: `# Wat bindt Amsterdam, wat is daarvan gemeld, en hoe staan gemeenten van die omvang ervoor?
# Wie zich aanmeldt, meldt met reportAdoptions; zie docs/adoption.md.
query Adoptie($gemeente: String = "GM0363") {
  municipality(by: { code: $gemeente }) {
    name
    obligations(levels: [COMPLY_OR_EXPLAIN], open: true) {
      state
      obligation { source standard { name } }
      adoption { status since confirmBy }
    }
    comparison { standard { name } own { status } municipalities applied share }
  }
  adoptionStatistics(from: "2026-01", to: "2026-12") {
    points { month municipalities standards applied planned explained unknown stale share shareOfKnown }
  }
}
`,
    variables: '{ "gemeente": "GM0363" }',
  },
  {
    title: 'What must be applied or explained',
    query: `# The standards that municipalities apply, or else explain why not, with the decision behind each.
query ComplyOrExplain {
  standards(filter: { bindingLevels: [COMPLY_OR_EXPLAIN] }, first: 10) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      name(language: EN)
      kind
      steward { name }
      obligations { level source period { from } decision { title decidedOn body } }
    }
  }
}
`,
  },
  {
    title: 'What a component must speak',
    query: `# What the reference architecture asks of its components, and in which role.
query Requirements {
  referenceComponents(first: 5) {
    nodes {
      name
      requirements { role interfaceRole standard { name(language: EN) currentVersion { label } } }
    }
  }
}
`,
  },
  {
    title: 'A municipality through time',
    query: `# Voorne aan Zee followed three municipalities in 2023. Before that day it was not there yet.
query Merger {
  municipality(by: { code: "GM1992" }) {
    name
    province
    population
    existence { from to }
    predecessors { name code existence { to } }
  }
  municipalities(asOf: "2022-01-01", provinces: [ZUID_HOLLAND], first: 3) {
    totalCount
    nodes { name }
  }
}
`,
  },
  {
    title: 'What was proposed and decided',
    query: `# What municipalities work on together, what was proposed out of it, what was decided, and what Leiden paid for it.
query Decisions {
  project(slug: "common-ground") {
    name(language: EN)
    stage
    standards { name(language: EN) bindingLevel }
    proposals(first: 5) { nodes { number title state impact { municipalitiesToAct } transitions { to missing } } }
  }
  decisions(bodies: [VNG_BOARD, ALV], first: 5) {
    nodes { title body decidedOn outcome obligations { level standard { name(language: EN) } } }
  }
  municipality(by: { code: "GM0546" }) {
    participations { nodes { role project { name(language: EN) } } }
    contributions(years: [2020]) { inhabitants populationYear isEstimated amount { cents includesVat } }
  }
}
`,
  },
];
