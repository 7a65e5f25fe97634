/** What an operation costs: counted while it is compiled, priced for each request in well under a microsecond. */
import { type Read, type Run } from './sql.js';

export type Cost = number | { readonly times: Read; readonly of: Cost; readonly plus: Cost };

/** Adds up, constants at once. */
export function sum(costs: readonly Cost[]): Cost {
  let fixed = 0;
  let rest: Cost = 0;
  for (const cost of costs) {
    if (typeof cost === 'number') fixed += cost;
    else rest = rest === 0 ? cost : { ...cost, plus: sum([cost.plus, rest]) };
  }
  if (typeof rest === 'number') return rest + fixed;
  return fixed === 0 ? rest : { ...rest, plus: sum([rest.plus, fixed]) };
}

export const multiply = (times: number | Read, of: Cost): Cost => {
  if (typeof times === 'function') return { times, of, plus: 0 };
  return typeof of === 'number' ? times * of : { times: () => times, of, plus: 0 };
};

export function price(cost: Cost, run: Run): number {
  if (typeof cost === 'number') return cost;
  return (cost.times(run) as number) * price(cost.of, run) + price(cost.plus, run);
}
