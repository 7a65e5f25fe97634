import { expect, test } from '@jest/globals';
import { Histogram, Registry } from 'prom-client';
import { Durations } from './durations.js';

test('Durations are told as prom-client tells a histogram', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const [name, help] = ['took_seconds', 'How long it took.'];
  const durations = new Durations(name, help);
  ours.registerMetric(durations as unknown as Histogram);
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
  const histogram = new Histogram({ name, help, buckets, labelNames: ['way'], registers: [theirs] });
  expect(await ours.metrics()).toBe(await theirs.metrics());
  for (const way of ['fast lane', 'apollo', 'fast lane'] as const) {
    for (const seconds of [0, 0.0004, 0.001, 0.0011, 0.3, 5, 5.1, 4_000]) {
      durations.observe(way, seconds);
      histogram.observe({ way }, seconds);
    }
  }
  expect(await ours.metrics()).toBe(await theirs.metrics());
});
