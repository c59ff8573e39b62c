import { isElementName, type ElementName } from '../schema/schema';
import type { Content, DeleteRange, ItemId, ParsedUpdate, Struct } from './update-reader';

/** Where an item stands: in which type, and for an attribute under which name. */
export interface Place {
  readonly parent: Container;
  readonly sub: string | null;
}

/** A type that holds items: the root, an element, or the text of a block. */
export interface Container {
  readonly name: 'root' | ElementName | 'text';
  /** Interned children places, so that a run of typing is one entry in the index. */
  readonly places: Map<string | null, Place>;
}

/** What is about to be added: a frame under examination. */
export interface Ahead {
  placeOf(id: ItemId): Place | null | undefined;
  containerOf(id: ItemId): Container | null | undefined;
}

const NOTHING_AHEAD: Ahead = { placeOf: () => undefined, containerOf: () => undefined };

/** An item whose neighbours Yjs itself threw away: it will be thrown away too. */
const GONE = null;

interface Run {
  clock: number;
  length: number;
  place: Place | null | undefined;
  /** Kept until the place is resolved. */
  struct: Struct | null;
  container: Container | null;
}

/**
 * What admission must know of a section's text, without a Y.Doc: how far each client has written, and in which element
 * every item stands. Consecutive items in the same place are one run, so a page of typing costs a few entries.
 */
export class Structure {
  readonly #runs = new Map<number, Run[]>();
  readonly #root: Container = container('root');

  constructor(private readonly rootName: string) {}

  /** The next clock of a client: the section's vector at that client. */
  clock(client: number): number {
    const runs = this.#runs.get(client);
    const last = runs?.[runs.length - 1];
    return last === undefined ? 0 : last.clock + last.length;
  }

  has(id: ItemId): boolean {
    return id.clock < this.clock(id.client);
  }

  /** Is all of a range there? */
  covers(range: DeleteRange): boolean {
    return range.clock + range.length <= this.clock(range.client);
  }

  /** How many runs are held: what the index costs in memory. */
  get size(): number {
    let size = 0;
    for (const runs of this.#runs.values()) size += runs.length;
    return size;
  }

  /**
   * Adds an update that was admitted or written by the server itself.
   * @throws Error when it does not start where this section ends: the caller's order is broken
   */
  add(update: ParsedUpdate): void {
    for (const { client, clock, structs } of update.clients) {
      const at = this.clock(client);
      if (clock > at) throw new Error('an update with a gap before it');
      const runs = this.#runs.get(client) ?? [];
      this.#runs.set(client, runs);
      for (const struct of structs) {
        if (struct.clock + struct.length <= at) continue; // held already: a snapshot and its tail may overlap
        const run = toRun(struct, Math.max(struct.clock, at));
        const last = runs[runs.length - 1];
        // Most of a text goes on where it was: joined at once, a long history stays a few runs to look in.
        if (this.#besideOrigin(run) && last !== undefined && goesOn(last, run)) last.length += run.length;
        else runs.push(run);
      }
    }
    // A second pass, since the clients of a snapshot refer to each other in any order.
    for (const { client, clock } of update.clients) this.#settle(client, clock);
  }

  /** The place of an item that exists; null where Yjs has thrown it away. */
  placeOf(id: ItemId): Place | null {
    const run = this.#run(id);
    return run === undefined ? GONE : this.#resolve(run);
  }

  isRoot(name: string): boolean {
    return name === this.rootName;
  }

  /**
   * The place that a new struct will get, by the rules of Yjs (`Item.getMissing`, `Item.integrate`).
   * @param ahead answers for items that are not in this structure yet; undefined means: look here
   */
  placeFor(struct: Struct, ahead: Ahead = NOTHING_AHEAD): Place | null {
    if (struct.content.kind === 'gc') return GONE;
    if (struct.origin !== null || struct.rightOrigin !== null) {
      const near = (id: ItemId | null): Place | null | undefined => {
        if (id === null) return undefined;
        const early = ahead.placeOf(id);
        return early === undefined ? this.placeOf(id) : early;
      };
      return near(struct.origin) ?? near(struct.rightOrigin) ?? GONE;
    }
    if (typeof struct.parent === 'string') return this.isRoot(struct.parent) ? place(this.#root, struct.sub) : GONE;
    if (struct.parent === null) return GONE;
    const early = ahead.containerOf(struct.parent);
    const parent = early === undefined ? (this.#run(struct.parent)?.container ?? null) : early;
    return parent === null ? GONE : place(parent, struct.sub);
  }

  /** The container that an item is, when it is one. */
  static containerOf(content: Content): Container | null {
    if (content.kind === 'text') return container('text');
    if (content.kind === 'element' && isElementName(content.name)) return container(content.name);
    return null;
  }

  #run(id: ItemId): Run | undefined {
    const runs = this.#runs.get(id.client);
    if (runs === undefined) return undefined;
    let low = 0;
    let high = runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = runs[middle]!;
      if (id.clock < run.clock) high = middle - 1;
      else if (id.clock >= run.clock + run.length) low = middle + 1;
      else return run;
    }
    return undefined;
  }

  /** Most text stands behind text that has its place already: then nothing else is looked at, as in `placeFor`. */
  #besideOrigin(run: Run): boolean {
    if (run.place !== undefined || !run.struct?.origin) return false;
    const place = this.#run(run.struct.origin)?.place;
    if (place === undefined || place === GONE) return false;
    run.place = place;
    run.struct = null;
    return true;
  }

  /** Without recursion: a chain of origins can be as long as the text. */
  #resolve(start: Run): Place | null {
    if (this.#besideOrigin(start)) return start.place ?? GONE;
    const stack: Run[] = [start];
    const waiting = new Set<Run>([start]);
    while (stack.length > 0) {
      const run = stack[stack.length - 1]!;
      if (run.place !== undefined) {
        stack.pop();
        continue;
      }
      const unresolved = this.#needs(run).find((other) => other.place === undefined && !waiting.has(other));
      if (unresolved !== undefined) {
        waiting.add(unresolved);
        stack.push(unresolved);
        continue;
      }
      run.place = this.#placeOfRun(run);
      run.struct = null;
      stack.pop();
    }
    return start.place ?? GONE;
  }

  #needs(run: Run): Run[] {
    const struct = run.struct;
    if (struct === null) return [];
    return [struct.origin, struct.rightOrigin]
      .map((id) => (id === null ? undefined : this.#run(id)))
      .filter((other): other is Run => other !== undefined && other !== run);
  }

  #placeOfRun(run: Run): Place | null {
    const struct = run.struct;
    if (struct === null || struct.content.kind === 'gc') return GONE;
    return this.placeFor(struct, {
      placeOf: (id) => this.#run(id)?.place ?? GONE,
      containerOf: () => undefined,
    });
  }

  /** Resolves and joins the runs of a client from `clock` on. */
  #settle(client: number, clock: number): void {
    const runs = this.#runs.get(client) ?? [];
    let from = runs.length;
    while (from > 0 && runs[from - 1]!.clock + runs[from - 1]!.length > clock) from -= 1;
    for (let at = from; at < runs.length; at += 1) this.#resolve(runs[at]!);
    const joined: Run[] = [];
    for (const run of runs.splice(Math.max(0, from - 1))) {
      const last = joined[joined.length - 1];
      if (last !== undefined && goesOn(last, run)) {
        last.length += run.length;
      } else {
        joined.push(run);
      }
    }
    for (const run of joined) runs.push(run);
  }
}

/** Does a run stand where the one before it stands, with nothing to tell them apart? */
function goesOn(last: Run, run: Run): boolean {
  return last.place === run.place && last.container === null && run.container === null;
}

function toRun(struct: Struct, clock: number): Run {
  return {
    clock,
    length: struct.clock + struct.length - clock,
    place: undefined,
    struct,
    container: Structure.containerOf(struct.content),
  };
}

function container(name: Container['name']): Container {
  return { name, places: new Map() };
}

function place(parent: Container, sub: string | null): Place {
  let known = parent.places.get(sub);
  if (known === undefined) {
    known = { parent, sub };
    parent.places.set(sub, known);
  }
  return known;
}
