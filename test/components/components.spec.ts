import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('A component of Common Ground', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const data = async (document: string, variables?: Record<string, unknown>) => {
    const { body } = await on.graphql(document, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  test('is told by its layer, its licence, who keeps it and how far it is', async () => {
    const { component } = await data(
      `{ component(by: { slug: "open-zaak" }) { name layer repositoryUrl licence licenceText maintainer maturity latestVersion latestReleasedOn
         nl: summary en: summary(language: EN) verified provenance } }`,
    );
    expect(component).toEqual({
      name: 'Open Zaak',
      layer: 'SERVICES',
      repositoryUrl: 'https://github.com/open-zaak/open-zaak',
      licence: 'EUPL-1.2',
      licenceText: null,
      maintainer: 'Maykin / Dimpact (Open Zaak community)',
      maturity: 'stable',
      latestVersion: '1.30.0',
      latestReleasedOn: '2026-08-20',
      nl: expect.stringMatching(/^Productierijpe/),
      en: expect.stringMatching(/^Production-grade/),
      verified: true,
      provenance: expect.stringContaining('publiccode.yaml'),
    });
  });

  test('has no licence that the register made up where no source names one', async () => {
    const { bptl, openstad } = await data(
      `{ bptl: component(by: { slug: "bptl" }) { licence licenceText } openstad: component(by: { slug: "openstad" }) { licence licenceText } }`,
    );
    expect(bptl).toEqual({ licence: 'NOASSERTION', licenceText: 'niet vermeld in repository' });
    expect(openstad).toEqual({ licence: 'MIT', licenceText: expect.stringContaining('permissive') });
  });

  test('names the versions it speaks, each with how sure that is', async () => {
    const { component } = await data(
      `{ component(by: { slug: "open-zaak" }) { supports { standard { slug } version { label } role verified provenance period { from to isFromKnown } } } }`,
    );
    const spoken = Object.fromEntries(component.supports.map((each: any) => [each.standard.slug, each]));
    expect(spoken['zaken-api']).toMatchObject({ version: { label: '1.5.1' }, role: 'UNSPECIFIED', verified: true });
    expect(spoken['zaken-api'].period).toMatchObject({ to: null, isFromKnown: false });
    expect(spoken['zgw-apis']).toMatchObject({ version: { label: '1.5' }, verified: false });
  });

  test('has no source for what is only remembered, and says so', async () => {
    const { component } = await data(
      `{ component(by: { slug: "open-formulieren" }) { verified supports { standard { slug } version { label } verified provenance } } }`,
    );
    expect(component.verified).toBe(true);
    const digid = component.supports.find((each: any) => each.standard.slug === 'digid');
    expect(digid).toMatchObject({ version: null, verified: false, provenance: null });
  });

  test('speaks no version before that version was published', async () => {
    const speaking = async (asOf: string) => {
      const { component } = await data(
        `query ($asOf: Date) { component(by: { slug: "brp-api-personen" }, asOf: $asOf) { supports { version { label } } } }`,
        { asOf },
      );
      return component.supports;
    };
    expect(await speaking('2025-09-08')).toEqual([]);
    expect(await speaking('2025-09-09')).toEqual([{ version: { label: '2.7.0' } }]);
  });

  test('is found from the standard that it speaks, and by it in the list', async () => {
    const { standard } = await data(
      '{ standard(by: { slug: "stuf-zkn" }) { id components { totalCount nodes { slug } } } }',
    );
    expect(standard.components).toEqual({ totalCount: 1, nodes: [{ slug: 'zaakbrug' }] });
    const { components } = await data(
      'query ($id: ID) { components(supportsStandardId: $id) { totalCount nodes { slug } } }',
      { id: standard.id },
    );
    expect(components).toEqual(standard.components);
  });

  test('tells what it is delivered with, both ways round', async () => {
    const { podiumd, kiss } = await data(
      `{ podiumd: component(by: { slug: "podiumd" }) { parts { slug } partOf { slug } } kiss: component(by: { slug: "kiss" }) { parts { slug } partOf { slug } } }`,
    );
    expect(podiumd.parts).toHaveLength(17);
    expect(podiumd.parts).toContainEqual({ slug: 'kiss' });
    expect(podiumd.partOf).toEqual([]);
    expect(kiss).toEqual({ parts: [], partOf: [{ slug: 'podiumd' }] });
  });

  test('is one by one list, by layer or all, a page at a time', async () => {
    const layers = await data(
      `{ all: components { totalCount } some: components(layers: [DATA, SERVICES], first: 100) { totalCount nodes { layer } } none: components(layers: []) { totalCount } }`,
    );
    expect(layers.all.totalCount).toBe(49);
    expect(layers.some.totalCount).toBe(11);
    expect(new Set(layers.some.nodes.map((each: any) => each.layer))).toEqual(new Set(['DATA', 'SERVICES']));
    expect(layers.none.totalCount).toBe(0);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { components }: any = await data(
        'query ($after: String) { components(first: 20, after: $after) { nodes { slug } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      seen.push(...components.nodes.map((each: any) => each.slug));
      ({ endCursor: after, hasNextPage: more } = components.pageInfo);
    }
    expect(new Set(seen).size).toBe(49);
    expect(seen).toHaveLength(49);
  });

  test('has, all 49 of them, a layer, a licence, who keeps it, and what it speaks with how sure that is', async () => {
    const { components } = await data(
      `{ components(first: 100) { nodes { slug layer licence licenceText maintainer supports { standard { slug } version { label } verified provenance } } } }`,
    );
    expect(components.nodes).toHaveLength(49);
    for (const { slug, layer, licence, licenceText, maintainer } of components.nodes) {
      expect([slug, layer, licence, maintainer]).toEqual([
        slug,
        expect.any(String),
        expect.any(String),
        expect.any(String),
      ]);
      expect([slug, licence === 'NOASSERTION']).toEqual([slug, licenceText !== null && licence === 'NOASSERTION']);
    }
    const supports = components.nodes.flatMap((each: any) => each.supports);
    expect(supports).toHaveLength(93);
    // What was seen has a source; what is only remembered has none.
    for (const { verified, provenance } of supports) if (verified) expect(provenance).toEqual(expect.any(String));
    expect(supports.filter(({ verified }: any) => verified).length).toBeLessThan(supports.length);
    expect(supports.filter(({ version }: any) => version !== null).length).toBeGreaterThan(10);
  });

  test('says what it needs only where its makers publish that', async () => {
    const { component, referenceComponent } = await data(
      `{ component(by: { slug: "open-zaak" }) { dependsOn { name } referenceComponents { slug } }
         referenceComponent(by: { slug: "zaakregistratiecomponent" }) { components { slug } } }`,
    );
    expect(component).toEqual({ dependsOn: [], referenceComponents: [] });
    expect(referenceComponent.components).toEqual([]);
  });

  test('keeps its id, and is found by it', async () => {
    const { component } = await data('{ component(by: { slug: "signalen" }) { id } }');
    expect(component.id).toMatch(/^cmp_/);
    const { node, again } = await data(
      'query ($id: ID!) { node(id: $id) { ... on Component { slug } } again: component(by: { id: $id }) { slug } }',
      { id: component.id },
    );
    expect([node, again]).toEqual([{ slug: 'signalen' }, { slug: 'signalen' }]);
  });

  test('is not there before the register knew of it', async () => {
    const { component, components } = await data(
      '{ component(by: { slug: "signalen" }, knownAt: "2020-01-01T00:00:00Z") { slug } components(knownAt: "2020-01-01T00:00:00Z") { totalCount } }',
    );
    expect(component).toBeNull();
    expect(components.totalCount).toBe(0);
  });

  test('is found by its name, its makers and its layer', async () => {
    const { search } = await data(
      `{ search(text: "open zaak", filter: { kinds: [COMPONENT] }) { nodes { __typename ... on Component { slug } }
         facets(fields: [LAYER]) { buckets { value label count } } } }`,
    );
    expect(search.nodes[0]).toEqual({ __typename: 'Component', slug: 'open-zaak' });
    expect(search.facets[0].buckets).toContainEqual({ value: 'SERVICES', label: 'Services', count: 1 });
    const { made } = await data(
      '{ made: search(text: "maykin", filter: { layers: [PROCESS] }) { nodes { ... on Component { slug layer } } } }',
    );
    expect(made.nodes.length).toBeGreaterThan(0);
    expect(made.nodes.every((each: any) => each.layer === 'PROCESS')).toBe(true);
  });
});
