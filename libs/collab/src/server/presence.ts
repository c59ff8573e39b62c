import { encodeServerMessage } from '../wire/messages';
import type { MovedCaret, WireCaret, WirePeer } from '../wire/peers';
import type { Attached } from './attached';
import type { CaretsHint } from './hints';
import type { Member, Room } from './room';
import { equalBytes } from './equal-bytes';
import type { Scheduler } from './ports';

/**
 * Movements of carets within this time are told together, in milliseconds; in a section that many have open within a longer
 * one, so that telling them costs a server the same however many they are.
 */
const COALESCE_MS = { least: 80, perMember: 2, most: 1_000 };
/** Carets are told to other nodes again after this time, also when nothing moved, in milliseconds. */
const REPEAT_MS = 5_000;
/** Carets of another node that were not heard of for this long are gone with that node, in milliseconds. */
const GONE_MS = 12_000;

/**
 * Who writes where. The client sends a position only; party and name are added here, so nobody can write under another's
 * name. Told once per section and moment: who moved to all alike, and everyone, with party and name, when somebody is new;
 * encoded once per kind of receiver (own party with names, others without).
 */
export class Presence {
  /** Rooms in which somebody moved, with what cancels telling it. */
  readonly #dirty = new Map<Room, () => void>();
  /** Rooms in which somebody has a caret by way of this node. */
  readonly #placed = new Set<Room>();
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
    if (this.#dirty.has(room)) return;
    const { least, perMember, most } = COALESCE_MS;
    const wait = Math.min(most, Math.max(least, perMember * room.members.size));
    const cancel = this.scheduler.after(wait, () => {
      this.#dirty.delete(room);
      this.#tellOthers(room);
      this.#tell(room);
    });
    this.#dirty.set(room, cancel);
  }

  /** The carets of another node in a room that is open here. */
  heard(room: Room, node: number, peers: readonly WirePeer[]): void {
    if (peers.length === 0) room.remoteCarets.delete(node);
    else room.remoteCarets.set(node, { peers, at: this.scheduler.elapsed() });
    this.#remote.add(room);
    this.#repeat();
    this.#tell(room);
  }

  stop(): void {
    for (const cancel of this.#dirty.values()) cancel();
    this.#cancelRepeat?.();
    this.#cancelRepeat = null;
    this.#dirty.clear();
    this.#placed.clear();
    this.#remote.clear();
  }

  /** What a member that just joined must see. */
  bytesFor(room: Room, member: Member): Uint8Array {
    return encode(room, allPeers(room), member.connection.speaker.party.organisationId);
  }

  #tell(room: Room): void {
    if (!this.mayTell()) return;
    const before = room.toldCarets;
    const now = new Map(allPeers(room).map((peer) => [peer.key, peer]));
    room.toldCarets = now;
    const moved = changes(before, now);
    const encoded = new Map<string, Uint8Array>();
    const once = (key: string, make: () => Uint8Array): Uint8Array => {
      const bytes = encoded.get(key) ?? make();
      encoded.set(key, bytes);
      return bytes;
    };
    const writing = new Set([...now.values()].map(({ party }) => party.organisationId));
    for (const member of room.members.values()) {
      const { connection } = member;
      if (!room.may(connection, 'section.read')) continue;
      if (member.seesCarets && moved !== null) {
        if (moved.length === 0) continue;
        const { sectionId } = room;
        member.seesCarets = connection.sendVolatile(
          once('moved', () => encodeServerMessage({ type: 'carets', sectionId, carets: moved })),
        );
        continue;
      }
      const own = connection.speaker.party.organisationId;
      const kind = !room.facts.namesVisible && writing.has(own) ? own : '';
      member.seesCarets = connection.sendVolatile(once(kind, () => encode(room, [...now.values()], own)));
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
        if (gone.length > 0) this.#tell(room);
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

/** Who moved or left; null when somebody is new: of him more must be told. A key is one connection, so one person, for good. */
function changes(before: ReadonlyMap<number, WirePeer>, now: ReadonlyMap<number, WirePeer>): MovedCaret[] | null {
  const moved: MovedCaret[] = [];
  for (const [key, { caret }] of now) {
    const earlier = before.get(key);
    if (earlier === undefined) return null;
    if (!same(earlier.caret, caret)) moved.push({ key, caret });
  }
  for (const key of before.keys()) if (!now.has(key)) moved.push({ key, caret: null });
  return moved;
}

function same(one: WireCaret, other: WireCaret): boolean {
  return one === other || (equalBytes(one.anchor, other.anchor) && equalBytes(one.head, other.head));
}

function encode(room: Room, peers: readonly WirePeer[], forOrganisation: string): Uint8Array {
  const known = peers.map((peer) =>
    room.facts.namesVisible || peer.party.organisationId === forOrganisation ? peer : { ...peer, name: null },
  );
  return encodeServerMessage({ type: 'peers', sectionId: room.sectionId, peers: known });
}
