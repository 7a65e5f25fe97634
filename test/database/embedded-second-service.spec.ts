import { afterEach, describe, expect, test } from '@jest/globals';
import { cleanUp, dataFolder, EmbeddedService, rows } from '../support/embedded.js';

afterEach(cleanUp);

describe('two services on one data folder', () => {
  test('the second says so, names the first and the setting to change, and leaves the first alone', async () => {
    const folder = dataFolder();
    const first = EmbeddedService.start(folder);
    const { url } = await first.ready();
    const refusal = await EmbeddedService.start(folder).refusal();
    expect(refusal).toContain(folder);
    expect(refusal).toContain(`process ${first.child.pid}`);
    expect(refusal).toContain('DATA_DIR');
    expect(await rows(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('of several that start at once on an empty folder exactly one gets it', async () => {
    const folder = dataFolder();
    const services = Array.from({ length: 4 }, () => EmbeddedService.start(folder));
    const outcomes = await Promise.all(
      services.map((service) => service.until((lines) => lines.find((line) => line.url ?? line.refused))),
    );
    expect(outcomes.filter(({ url }) => url !== undefined)).toHaveLength(1);
    expect(outcomes.filter(({ refused }) => refused?.includes('in use by another service'))).toHaveLength(3);
  });
});
