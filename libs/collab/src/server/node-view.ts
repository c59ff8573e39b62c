import type { Attached } from './attached';
import { speakingOf, type ClusterNode } from './cluster';
import type { Growth } from './growth';
import type { CaretsHint, Hint } from './hints';
import type { AddressedNews, Asked, Connection, Head, Heard } from './ports';
import type { Presence } from './presence';
import type { Revocation } from './revocation';
import type { Rooms } from './rooms';

interface Doing {
  expel(attached: Attached): void;
  tell(news: AddressedNews): void;
  renewed(): void;
}

/** How a node takes what the database and the other nodes say. */
export class NodeView implements ClusterNode {
  constructor(
    private readonly rooms: Rooms,
    private readonly attached: ReadonlyMap<Connection, Attached>,
    private readonly revocation: Revocation,
    private readonly growth: Growth,
    private readonly presence: Presence,
    private readonly doing: Doing,
  ) {}

  asked(): Asked {
    const sessions = new Map<string, Asked['sessions'][number]>();
    for (const { connection } of this.attached.values()) {
      const { sessionId, seat } = connection.speaker.actor;
      if (seat === null) continue;
      const one = { sessionId, seatId: seat.seatId };
      sessions.set(speakingOf(one), one);
    }
    const sections = [...new Set([...this.rooms.ids, ...this.revocation.leaving])];
    return { sections, sessions: [...sessions.values()] };
  }

  async apply(asked: Asked, heard: Heard): Promise<void> {
    const ended = new Set(heard.ended.map(speakingOf));
    for (const attached of [...this.attached.values()]) {
      const { sessionId, seat } = attached.connection.speaker.actor;
      if (seat !== null && ended.has(speakingOf({ sessionId, seatId: seat.seatId }))) this.doing.expel(attached);
    }
    await Promise.all(asked.sections.map((sectionId) => this.#applyHead(sectionId, heard.heads.get(sectionId))));
  }

  tell(news: AddressedNews): void {
    this.doing.tell(news);
  }

  grown({ sectionId, generation, seq }: Extract<Hint, { type: 'grown' }>): void {
    const room = this.rooms.peek(sectionId);
    if (room !== null && room.generation === generation && room.headSeq < seq) void this.growth.catchUp(room);
  }

  carets(hint: CaretsHint): void {
    const room = this.rooms.peek(hint.sectionId);
    if (room !== null && room.generation === hint.generation) this.presence.heard(room, hint.node, hint.peers);
  }

  lapsed(): void {
    for (const attached of [...this.attached.values()]) {
      if (attached.rooms.size > 0 && attached.connection.hasBacklog()) this.doing.expel(attached);
    }
  }

  renewed(): void {
    this.doing.renewed();
  }

  /** Rights and histories are waited for; what was only added to the text is fetched without anybody waiting. */
  async #applyHead(sectionId: string, head: Head | undefined): Promise<void> {
    const room = await this.rooms.settled(sectionId);
    if (room === null) {
      await this.revocation.refresh(sectionId);
      return;
    }
    const { facts, generation } = room;
    if (head === undefined || head.accessVersion !== facts.accessVersion || head.generation !== generation) {
      const refreshed = await this.revocation.refresh(sectionId);
      if (refreshed !== null) this.presence.moved(refreshed);
    }
    if (head !== undefined && head.generation === generation && head.headSeq > room.headSeq && !room.quarantined)
      void this.growth.catchUp(room);
  }
}
