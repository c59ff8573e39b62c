import { Injectable } from '@nestjs/common';
import type { Actor, DeskItem, DeskNews } from '@samenspel/domain';

/** A room that knows of things that somebody is expected to do. */
export interface DeskSource {
  /** What is expected of the person through the seat acted through, now. Holds nothing that this seat may not see. */
  deskItems(actor: Actor): Promise<DeskItem[]>;
  /** What happened lately at the table of the seat acted through, as far as this seat may see it. */
  deskNews?(actor: Actor): Promise<DeskNews[]>;
}

/** Where rooms register what they put on a desk; the desk asks all of them. */
@Injectable()
export class DeskSources {
  readonly #sources: DeskSource[] = [];

  register(source: DeskSource): void {
    this.#sources.push(source);
  }

  /** Everything that is expected of the actor, the first term first. */
  async items(actor: Actor): Promise<DeskItem[]> {
    const lists = await Promise.all(this.#sources.map((source) => source.deskItems(actor)));
    return lists.flat().sort((one, other) => (one.before ?? '9999').localeCompare(other.before ?? '9999'));
  }
  /** What happened lately, the newest first. */
  async news(actor: Actor): Promise<DeskNews[]> {
    const lists = await Promise.all(this.#sources.map((source) => source.deskNews?.(actor) ?? []));
    return lists.flat().sort((one, other) => other.at.localeCompare(one.at));
  }
}
