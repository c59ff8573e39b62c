import type { SessionId, PersonId } from '@samenspel/domain';
import type { ClientMessage } from '@samenspel/collab/wire';

/** What may wait for a slow reader before he is dropped; he comes back and gets what he missed. */
export const MAX_WAITING_PACKETS = 2_000;
export const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** What one connection may have sent that is not decided on yet: more than all sections of a long plan, once each. */
export const MAX_UNDECIDED_BYTES = 8 * 1024 * 1024;

/** Carets that one connection shows at a time: a window has one cursor, and a page that is left may still show its last. */
const MAX_CARETS = 4;

/**
 * Live connections by person and by session, which is one browser. A browser gets three quarters of what its person does: whoever
 * has all windows open on one machine still comes in on another.
 */
export class SocketCount {
  readonly #held = new Map<PersonId | SessionId, number>();
  readonly #perSession: number;

  /** @param perPerson connections of one person at a time on this server */
  constructor(private readonly perPerson: number) {
    this.#perSession = Math.ceil(perPerson * 0.75);
  }

  hasRoom(personId: PersonId, sessionId: SessionId): boolean {
    return this.#of(personId) < this.perPerson && this.#of(sessionId) < this.#perSession;
  }

  add(personId: PersonId, sessionId: SessionId): void {
    for (const id of [personId, sessionId]) this.#held.set(id, this.#of(id) + 1);
  }

  remove(personId: PersonId, sessionId: SessionId): void {
    for (const id of [personId, sessionId]) {
      if (this.#of(id) <= 1) this.#held.delete(id);
      else this.#held.set(id, this.#of(id) - 1);
    }
  }

  #of(id: PersonId | SessionId): number {
    return this.#held.get(id) ?? 0;
  }
}

/** Which sections a connection shows a caret in. */
export class CaretCount {
  readonly #sections = new Set<string>();

  /** @returns the section whose caret must go to make room for this one, or null */
  moved({ sectionId, caret }: Extract<ClientMessage, { type: 'caret' }>): string | null {
    this.#sections.delete(sectionId);
    if (caret === null) return null;
    this.#sections.add(sectionId);
    const [oldest] = this.#sections;
    if (oldest === undefined || this.#sections.size <= MAX_CARETS) return null;
    this.#sections.delete(oldest);
    return oldest;
  }
}
