import type { SessionId, PersonId } from '@samenspel/domain';

/** What may wait for a slow reader before he is dropped; he comes back and gets what he missed. */
export const MAX_WAITING_PACKETS = 2_000;
export const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** What one connection may have sent that is not decided on yet: more than all sections of a long plan, once each. */
export const MAX_UNDECIDED_BYTES = 8 * 1024 * 1024;

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
