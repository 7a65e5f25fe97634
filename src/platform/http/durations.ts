import { type Way } from '../graphql/operation-events.js';

/** Upper bounds of the buckets. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, Number.POSITIVE_INFINITY];

interface Series {
  /** How many fell into each bucket, and into none before it. */
  readonly counts: number[];
  sum: number;
}
interface Value {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * A histogram by way of answering, as prom-client tells one. Its own names the labels anew at each observation, which
 * takes longer than to find the plan of an operation.
 */
export class Durations {
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  private readonly series = new Map<Way, Series>();

  constructor(
    readonly name: string,
    readonly help: string,
  ) {}

  observe(way: Way, seconds: number): void {
    const series = this.of(way);
    const bucket = SECONDS.findIndex((bound) => seconds <= bound);
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.sum += seconds;
  }
  private of(way: Way): Series {
    const found = this.series.get(way);
    if (found !== undefined) return found;
    const made: Series = { counts: SECONDS.map(() => 0), sum: 0 };
    this.series.set(way, made);
    return made;
  }

  get(): Promise<Pick<this, 'name' | 'help' | 'type' | 'aggregator'> & { values: Value[] }> {
    const { name, help, type, aggregator } = this;
    const values = [...this.series].flatMap(([way, { counts, sum }]): Value[] => {
      let count = 0;
      const buckets = SECONDS.map((bound, i): Value => {
        count += counts[i] ?? 0;
        const le = Number.isFinite(bound) ? String(bound) : '+Inf';
        return { metricName: `${name}_bucket`, labels: { le, way }, value: count };
      });
      const total = { metricName: `${name}_count`, labels: { way }, value: count };
      return [...buckets, { metricName: `${name}_sum`, labels: { way }, value: sum }, total];
    });
    return Promise.resolve({ name, help, type, aggregator, values });
  }
}
