/** What root fields cost that are answered by a resolver; what is read has its price from its declaration. */
const prices = new Map<string, number>();

/** On the method of a resolver: what its root field adds to the price of an operation. */
export const Costs =
  (cost: number): MethodDecorator =>
  (_target, name) =>
    void prices.set(String(name), cost);

export const priceOfRoots = (roots: readonly string[]): number =>
  roots.reduce((sum, name) => sum + (prices.get(name) ?? 0), 0);
