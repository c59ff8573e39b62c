import { Inject, Injectable } from '@nestjs/common';
import { inOrderOfTerm, isOverdue, type Actor, type DeskEntry, type DeskItem, type DeskNews } from '@samenspel/domain';
import { CLOCK, type Clock } from '../platform/clock';

/** What happened longer ago is no news any more, in milliseconds. */
export const NEWS_MS = 31 * 24 * 3_600_000;

/** A room that knows of things that somebody is expected to do. */
export interface DeskSource {
  /** What is expected of the person through the seat acted through, now. Holds nothing that this seat may not see. */
  deskItems(actor: Actor): Promise<DeskEntry[]>;
  /** What happened lately at the table of the seat acted through, as far as this seat may see it. */
  deskNews?(actor: Actor): Promise<DeskNews[]>;
}

/** Where rooms register what they put on a desk; the desk asks all of them. */
@Injectable()
export class DeskSources {
  readonly #sources: DeskSource[] = [];

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  register(source: DeskSource): void {
    this.#sources.push(source);
  }

  /** Everything that is expected of the actor: what is overdue first, then the first term, then what has none. */
  async items(actor: Actor): Promise<DeskItem[]> {
    const lists = await Promise.all(this.#sources.map((source) => source.deskItems(actor)));
    const now = this.clock.now();
    return inOrderOfTerm(lists.flat()).map((entry) => ({
      ...entry,
      overdue: isOverdue(entry, now),
      request: entry.request ?? null,
    }));
  }
  /** What happened lately, the newest first. */
  async news(actor: Actor): Promise<DeskNews[]> {
    const lists = await Promise.all(this.#sources.map((source) => source.deskNews?.(actor) ?? []));
    return lists.flat().sort((one, other) => other.at.localeCompare(one.at));
  }
}
