/** What may be said of a thing: by the name of each field in the API, the column that keeps it. */
export class Words<T extends object> {
  readonly columns: string;
  /** The same, for a query that gives them their names in the API. */
  readonly named: string;
  private readonly entries: readonly (readonly [keyof T & string, string])[];

  constructor(columnOf: Readonly<Record<keyof T & string, string>>) {
    this.entries = Object.entries(columnOf) as [keyof T & string, string][];
    this.columns = this.entries.map(([, column]) => column).join(', ');
    this.named = this.entries.map(([name, column]) => `${column} as "${name}"`).join(', ');
  }

  /** What is said, in one order whoever says it, and nothing of what is left out. Whether it may be null was checked before. */
  in(source: T): T;
  in(source: { readonly [K in keyof T]?: unknown }): Partial<T>;
  in(source: { readonly [K in keyof T]?: unknown }): Partial<T> {
    const said = this.entries.flatMap(([name]) => (source[name] === undefined ? [] : [[name, source[name]]]));
    return Object.fromEntries(said) as Partial<T>;
  }

  /** For `jsonb_populate_record`: every column, with nothing where nothing is said. */
  rowOf(said: Partial<T>): string {
    return JSON.stringify(Object.fromEntries(this.entries.map(([name, column]) => [column, said[name] ?? null])));
  }
}
