import { Injectable } from '@nestjs/common';
import type { Actor, SealedKind } from '@samenspel/domain';

/** Of these records of one kind, at the table of the acting seat, those that the actor may read. */
export type MayRead = (actor: Actor, recordIds: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Where each room says which of its sealed records an actor may read. A kind that no room answers for is read by nobody:
 * its records are leaves and no more.
 */
@Injectable()
export class SealReaders {
  readonly #asked = new Map<SealedKind, MayRead>();

  /** @throws Error when a kind is registered twice */
  register(kind: SealedKind, mayRead: MayRead): void {
    if (this.#asked.has(kind)) throw new Error(`Two rooms say who reads ${kind}.`);
    this.#asked.set(kind, mayRead);
  }

  /** Those of the records that the actor may read. */
  async readable(
    actor: Actor,
    records: readonly { readonly kind: string; readonly record: string }[],
  ): Promise<Set<string>> {
    const answers = await Promise.all(
      [...this.#asked].map(async ([kind, mayRead]) => {
        const asked = new Set(records.filter((one) => one.kind === kind).map(({ record }) => record));
        if (asked.size === 0) return [];
        // An answer about what was not asked would open a record of another kind or table.
        return [...(await mayRead(actor, [...asked]))].filter((record) => asked.has(record));
      }),
    );
    return new Set(answers.flat());
  }
}
