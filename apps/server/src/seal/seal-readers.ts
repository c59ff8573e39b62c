import { Injectable } from '@nestjs/common';
import type { Actor, SealedKind } from '@samenspel/domain';

/** Of these records of one kind, at the table of the acting seat, those that the actor may read. */
export type MayRead = (actor: Actor, recordIds: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Of records that the actor may read, the names of fields that he does not get: what a page of the room would not tell him
 * either. A record that is not answered is given whole.
 */
export type Withheld = (actor: Actor, recordIds: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

/** What of the log an actor gets: records, and of these the fields that he does not get. */
export interface Readable {
  readonly records: ReadonlySet<string>;
  readonly withheld: ReadonlyMap<string, readonly string[]>;
}

/**
 * Where each room says which of its sealed records an actor may read. A kind that no room answers for is read by nobody:
 * its records are leaves and no more.
 */
@Injectable()
export class SealReaders {
  readonly #asked = new Map<SealedKind, { readonly mayRead: MayRead; readonly withheld: Withheld }>();

  /** @throws Error when a kind is registered twice */
  register(kind: SealedKind, mayRead: MayRead, withheld: Withheld = () => Promise.resolve(new Map())): void {
    if (this.#asked.has(kind)) throw new Error(`Two rooms say who reads ${kind}.`);
    this.#asked.set(kind, { mayRead, withheld });
  }

  /** Those of the records that the actor may read, and what of them he does not get. */
  async readable(
    actor: Actor,
    records: readonly { readonly kind: string; readonly record: string }[],
  ): Promise<Readable> {
    const answers = await Promise.all(
      [...this.#asked].map(async ([kind, { mayRead, withheld }]) => {
        const asked = new Set(records.filter((one) => one.kind === kind).map(({ record }) => record));
        if (asked.size === 0) return { records: [], withheld: [] };
        // An answer about what was not asked would open a record of another kind or table.
        const found = [...(await mayRead(actor, [...asked]))].filter((record) => asked.has(record));
        return { records: found, withheld: found.length === 0 ? [] : [...(await withheld(actor, found))] };
      }),
    );
    return {
      records: new Set(answers.flatMap((answer) => answer.records)),
      withheld: new Map(answers.flatMap((answer) => answer.withheld)),
    };
  }
}
