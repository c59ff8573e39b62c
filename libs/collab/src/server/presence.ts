import { encodeServerMessage, type WirePeer } from '../wire/messages';
import type { Member, Room } from './room';
import type { Scheduler } from './ports';

/** Movements of carets within this time are told together, in milliseconds. */
const COALESCE_MS = 80;

/**
 * Who writes where. The client sends a position only; party and name are added here, so nobody can write under another's
 * name. Told once per section and moment, encoded once per kind of receiver (own party with names, others without).
 */
export class Presence {
  readonly #dirty = new Set<Room>();
  #cancel: (() => void) | null = null;

  constructor(private readonly scheduler: Scheduler) {}

  moved(room: Room): void {
    this.#dirty.add(room);
    this.#cancel ??= this.scheduler.after(COALESCE_MS, () => {
      this.#cancel = null;
      const rooms = [...this.#dirty];
      this.#dirty.clear();
      for (const dirty of rooms) this.#tell(dirty);
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#dirty.clear();
  }

  /** What a member that just joined must see. */
  bytesFor(room: Room, member: Member): Uint8Array {
    return encodePeers(room, member.connection.speaker.party.organisationId);
  }

  #tell(room: Room): void {
    const encoded = new Map<string, Uint8Array>();
    const writing = new Set(writers(room).map(({ connection }) => connection.speaker.party.organisationId));
    for (const member of room.members.values()) {
      if (!room.may(member.connection, 'section.read')) continue;
      const own = member.connection.speaker.party.organisationId;
      const key = !room.facts.namesVisible && writing.has(own) ? own : '';
      let bytes = encoded.get(key);
      if (bytes === undefined) {
        bytes = encodePeers(room, key === '' ? own : key);
        encoded.set(key, bytes);
      }
      member.connection.sendVolatile(bytes);
    }
  }
}

/** Only who may write and is at it: reading is never shown. */
function writers(room: Room): (Member & { caret: NonNullable<Member['caret']> })[] {
  return [...room.members.values()].filter(
    (member): member is Member & { caret: NonNullable<Member['caret']> } =>
      member.caret !== null && room.may(member.connection, 'section.write'),
  );
}

function encodePeers(room: Room, forOrganisation: string): Uint8Array {
  const peers: WirePeer[] = writers(room).map(({ key, caret, connection }) => {
    const { party, personName } = connection.speaker;
    const named = room.facts.namesVisible || party.organisationId === forOrganisation;
    return { key, party, name: named ? personName : null, caret };
  });
  return encodeServerMessage({ type: 'peers', sectionId: room.sectionId, peers });
}
