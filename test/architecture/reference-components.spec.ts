import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('A reference component', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  test('says which standards it asks for, how strongly, and by which source', async () => {
    const { body } = await on.graphql(
      `{ referenceComponents { totalCount } referenceComponent(by: { slug: "zaakregistratiecomponent" }) {
        requirements { role interfaceRole source verified standard { slug } component { slug } } identifiers { register } } }`,
    );
    expect(body.errors).toBeUndefined();
    const { referenceComponents, referenceComponent: registration } = body.data;
    expect(referenceComponents.totalCount).toBeGreaterThanOrEqual(18);
    const asked = registration.requirements.map((r: any) => r.standard.slug);
    expect(asked).toEqual(expect.arrayContaining(['zaken-api', 'zaak-en-documentservices']));
    expect(registration.requirements[0]).toMatchObject({
      role: 'MANDATORY',
      component: { slug: 'zaakregistratiecomponent' },
      verified: true,
    });
    expect(registration.identifiers).toEqual([{ register: 'GEMMA' }]);
  });

  test('is found from the standard that it is asked to speak', async () => {
    const { body } = await on.graphql(
      `{ standard(by: { slug: "zaken-api" }) { requiredBy { role component { slug } } } }`,
    );
    expect(body.data.standard.requiredBy.map((r: any) => r.component.slug)).toContain('zaakregistratiecomponent');
  });

  test('asks nothing before the register knows that it did', async () => {
    const { body } = await on.graphql(
      `{ referenceComponent(by: { slug: "zaakregistratiecomponent" }, asOf: "1960-01-01") { requirements { role } } }`,
    );
    expect(body.data.referenceComponent).toEqual({ requirements: [] });
  });
});
