/** One operation, as it came over HTTP. */
export interface GraphqlRequest {
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
}

/** What one request knows of itself; the reader fills in what it spent. */
export interface ReadContext {
  /** Who asks; the anonymous actor is the empty object. */
  actor: object;
  /** The calendar date in Europe/Amsterdam, YYYY-MM-DD, the same for the whole request. */
  today: string;
  requestId: string;
  /** SQL statements run so far. */
  statements: number;
  /** The catalogue's revision that the answer was read at. */
  revision?: string | undefined;
  /** The price of the operation, as it stands in `extensions.cost`. */
  cost?: number | undefined;
  /**
   * Takes the price of the operation from what its caller may spend; to be called before it runs. Absent when nobody pays.
   * @throws GraphQLError when not so much is left.
   */
  charge?(cost: number): void;
}

/** The short way past Apollo, for documents that Apollo admitted before. */
export interface FastLane {
  /**
   * The whole JSON body of a complete success, or undefined: then the request goes to Apollo.
   * Throws only what must not be tried again (a statement that ran too long, a database that is away).
   */
  answer(request: GraphqlRequest, context: ReadContext): Promise<string | undefined>;
  /** The catalogue's revision as it is now. */
  revision(): Promise<string>;
}
