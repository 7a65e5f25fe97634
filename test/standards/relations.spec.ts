import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('What replaces what', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const relations = async (slug: string) =>
    (
      await on.graphql(
        `query ($slug: String!) { standard(by: { slug: $slug }) { relations { kind outgoing standard { slug } version { label } period { from isFromKnown } verified } } }`,
        { slug },
      )
    ).body.data.standard.relations as { kind: string; outgoing: boolean; standard: { slug: string } }[];

  test('is seen from the one that replaces', async () => {
    const replaced = (await relations('zgw-apis')).filter(
      ({ kind, outgoing }) => kind.startsWith('REPLACES') && outgoing,
    );
    expect(replaced.map(({ standard }) => standard.slug).sort()).toEqual(['stuf-zkn', 'zaak-en-documentservices']);
  });

  test('is seen from the one that is replaced', async () => {
    const replacing = (await relations('zaak-en-documentservices')).filter(
      ({ kind, outgoing }) => kind.startsWith('REPLACES') && !outgoing,
    );
    expect(replacing.map(({ standard }) => standard.slug)).toEqual(['zgw-apis']);
  });

  test('comes with what belongs to what', async () => {
    const parts = (await relations('zgw-apis')).filter(({ kind, outgoing }) => kind === 'PART_OF' && !outgoing);
    expect(parts.map(({ standard }) => standard.slug)).toEqual(
      expect.arrayContaining(['zaken-api', 'documenten-api', 'catalogi-api']),
    );
  });
});
