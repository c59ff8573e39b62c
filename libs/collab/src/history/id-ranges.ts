/** Things that one client placed: from `from` up to, and without, `until`. */
export interface IdRange {
  readonly client: number;
  readonly from: number;
  readonly until: number;
}

/** A set of numbers of things that clients placed. */
export class IdRanges {
  /** Per client apart from each other and in order. */
  readonly #byClient = new Map<number, IdRange[]>();

  constructor(ranges: Iterable<IdRange> = []) {
    for (const { client, from, until } of ranges) this.add(client, from, until);
  }

  add(client: number, from: number, until: number): void {
    if (until <= from) return;
    const ranges = this.#byClient.get(client) ?? [];
    const apart = ranges.filter((range) => range.until < from || range.from > until);
    const joined = ranges.filter((range) => range.until >= from && range.from <= until);
    const grown = {
      client,
      from: Math.min(from, ...joined.map((range) => range.from)),
      until: Math.max(until, ...joined.map((range) => range.until)),
    };
    const behind = apart.findIndex((range) => range.from > from);
    apart.splice(behind < 0 ? apart.length : behind, 0, grown);
    this.#byClient.set(client, apart);
  }

  addAll(other: IdRanges): void {
    for (const { client, from, until } of other.list()) this.add(client, from, until);
  }

  /** Does the set hold any of these? */
  touches(client: number, from: number, until: number): boolean {
    return (this.#byClient.get(client) ?? []).some((range) => range.from < until && from < range.until);
  }

  /** Is all of this in the other? */
  isWithin(other: IdRanges): boolean {
    return this.list().every((own) =>
      (other.#byClient.get(own.client) ?? []).some(({ from, until }) => from <= own.from && own.until <= until),
    );
  }

  /** All of it, by client and in order. */
  list(): IdRange[] {
    return [...this.#byClient.values()].flat();
  }
}
