import { encodeServerMessage, type WireCaret, type WirePeer } from '../wire/messages';
import type { Attached } from './attached';
import type { CaretsHint } from './hints';
import type { Member, Room } from './room';
import type { Scheduler } from './ports';

/** Movements of carets within this time are told together, in milliseconds. */
const COALESCE_MS = 80;
/** Carets are told to other nodes again after this time, also when nothing moved, in milliseconds. */
const REPEAT_MS = 5_000;
/** Carets of another node that were not heard of for this long are gone with that node, in milliseconds. */
const GONE_MS = 12_000;

/**
 * Who writes where. The client sends a position only; party and name are added here, so nobody can write under another's
 * name. Told once per section and moment, encoded once per kind of receiver (own party with names, others without).
 */
export class Presence {
  readonly #dirty = new Set<Room>();
  /** Rooms in which somebody has a caret by way of this node. */
  readonly #placed = new Set<Room>();
  #cancel: (() => void) | null = null;
  /** Rooms in which other nodes have carets. */
  readonly #remote = new Set<Room>();
  #cancelRepeat: (() => void) | null = null;

  /**
   * @param node tells this node's carets from those of others
   * @param tellNodes to the other nodes; null where there are none
   * @param mayTell false while this node does not know for certain what rights are
   */
  constructor(
    private readonly scheduler: Scheduler,
    private readonly node: number,
    private readonly tellNodes: ((carets: CaretsHint) => void) | null,
    private readonly mayTell: () => boolean,
  ) {}

  /** A connection puts its caret here; the one that it had elsewhere goes. Nothing happens for who is not in the room. */
  place(attached: Attached, room: Room, caret: WireCaret | null): void {
    const member = room.members.get(attached.key);
    if (member === undefined) return;
    const { caretIn } = attached;
    if (caretIn !== null && caretIn !== room && caret !== null) this.place(attached, caretIn, null);
    if (member.caret === null && caret === null) return;
    member.caret = caret;
    attached.caretIn = caret === null ? null : room;
    this.#placed.add(room);
    this.moved(room);
  }

  moved(room: Room): void {
    this.#dirty.add(room);
    this.#cancel ??= this.scheduler.after(COALESCE_MS, () => {
      this.#cancel = null;
      const rooms = [...this.#dirty];
      this.#dirty.clear();
      for (const dirty of rooms) this.#tell(dirty, true);
    });
  }

  /** The carets of another node in a room that is open here. */
  heard(room: Room, node: number, peers: readonly WirePeer[]): void {
    if (peers.length === 0) room.remoteCarets.delete(node);
    else room.remoteCarets.set(node, { peers, at: this.scheduler.elapsed() });
    this.#remote.add(room);
    this.#repeat();
    this.#tell(room, false);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancelRepeat?.();
    this.#cancel = null;
    this.#cancelRepeat = null;
    this.#dirty.clear();
    this.#placed.clear();
    this.#remote.clear();
  }

  /** What a member that just joined must see. */
  bytesFor(room: Room, member: Member): Uint8Array {
    return encode(room, allPeers(room), member.connection.speaker.party.organisationId);
  }

  #tell(room: Room, moved: boolean): void {
    if (!this.mayTell()) return;
    if (moved) this.#tellOthers(room);
    const encoded = new Map<string, Uint8Array>();
    const peers = allPeers(room);
    const writing = new Set(peers.map(({ party }) => party.organisationId));
    for (const member of room.members.values()) {
      if (!room.may(member.connection, 'section.read')) continue;
      const own = member.connection.speaker.party.organisationId;
      const key = !room.facts.namesVisible && writing.has(own) ? own : '';
      let bytes = encoded.get(key);
      if (bytes === undefined) {
        bytes = encode(room, peers, key === '' ? own : key);
        encoded.set(key, bytes);
      }
      member.connection.sendVolatile(bytes);
    }
  }

  #tellOthers(room: Room): void {
    if (this.tellNodes === null || !this.#placed.has(room)) return;
    const { sectionId, generation } = room;
    const peers = ownPeers(room);
    this.tellNodes({ type: 'carets', node: this.node, sectionId, generation, peers });
    if (peers.length === 0) this.#placed.delete(room);
    this.#repeat();
  }

  /** Carets are told again after a while, since a hint may be lost; those of a node that went silent go. */
  #repeat(): void {
    this.#cancelRepeat ??= this.scheduler.after(REPEAT_MS, () => {
      this.#cancelRepeat = null;
      for (const room of this.#placed) this.#tellOthers(room);
      const now = this.scheduler.elapsed();
      for (const room of this.#remote) {
        const gone = [...room.remoteCarets].filter(([, { at }]) => now - at > GONE_MS);
        for (const [node] of gone) room.remoteCarets.delete(node);
        if (gone.length > 0) this.#tell(room, false);
        if (room.remoteCarets.size === 0) this.#remote.delete(room);
      }
      if (this.#remote.size > 0) this.#repeat();
    });
  }
}

/** Only who may write and is at it: reading is never shown. */
function ownPeers(room: Room): WirePeer[] {
  return [...room.members.values()].flatMap(({ key, caret, connection }) => {
    if (caret === null || !room.may(connection, 'section.write')) return [];
    const { party, personName } = connection.speaker;
    return [{ key, party, name: personName, caret }];
  });
}

function allPeers(room: Room): readonly WirePeer[] {
  return [...ownPeers(room), ...[...room.remoteCarets.values()].flatMap(({ peers }) => peers)];
}

function encode(room: Room, peers: readonly WirePeer[], forOrganisation: string): Uint8Array {
  const known = peers.map((peer) =>
    room.facts.namesVisible || peer.party.organisationId === forOrganisation ? peer : { ...peer, name: null },
  );
  return encodeServerMessage({ type: 'peers', sectionId: room.sectionId, peers: known });
}
