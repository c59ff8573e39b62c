import type { Action } from '@samenspel/domain';
import { admit } from '../admission/admit';
import {
  FRAME_LIMITS,
  TRUSTED_LIMITS,
  UnreadableUpdate,
  readUpdate,
  type ParsedUpdate,
} from '../admission/update-reader';
import {
  encodeServerMessage,
  type ClientMessage,
  type JoinRequest,
  type Refused,
  type ServerMessage,
} from '../wire/messages';
import { GroupCommit } from './group-commit';
import type { Connection, EngineLog, FactSource, FrameToCommit, LogRow, Scheduler, SectionStore } from './ports';
import { Presence } from './presence';
import type { LeaseState, Member, Room } from './room';
import { Rooms } from './rooms';

export interface EnginePorts {
  readonly store: SectionStore;
  readonly facts: FactSource;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** Called after rows were added to a section's log on this node. */
  readonly grown?: (sectionId: string, rows: number, bytes: number) => void;
}

/** A connection as the engine holds it. */
interface Attached {
  readonly connection: Connection;
  readonly key: number;
  readonly rooms: Set<Room>;
  open: boolean;
  /** Messages of one connection are handled one after the other: what it sent first is decided first. */
  turn: Promise<void>;
  queued: number;
}

/**
 * The right that each kind of message needs on its section, looked up again for every message. A kind without an entry does
 * not compile. `join` decides per section, `leave` needs none: who is not in a room can not leave it.
 */
const GUARD = {
  join: 'section.read',
  leave: null,
  lease: 'section.write',
  frame: 'section.write',
  caret: 'section.write',
} as const satisfies Record<ClientMessage['type'], Action | null>;

/** Messages of one connection that may wait; more means that it does not listen to refusals. */
const MAX_QUEUED = 1_000;

/**
 * The live text on one node (docs/spec.md C1 to C9): joins, leases, frames, fan-out, presence and revocation, over ports for
 * store, facts, time and transport. It keeps one promise above all: what anybody sees is in the log.
 */
export class SectionEngine {
  readonly #attached = new Map<Connection, Attached>();
  readonly #rooms: Rooms;
  readonly #commits: GroupCommit;
  readonly #presence: Presence;
  #nextKey = 1;
  #draining = false;

  constructor(private readonly ports: EnginePorts) {
    this.#rooms = new Rooms(ports.store, ports.facts);
    this.#commits = new GroupCommit(ports.store);
    this.#presence = new Presence(ports.scheduler);
  }

  attach(connection: Connection): void {
    const key = this.#nextKey++;
    this.#attached.set(connection, {
      connection,
      key,
      rooms: new Set(),
      open: true,
      turn: Promise.resolve(),
      queued: 0,
    });
    send(connection, { type: 'hello', key });
  }

  detach(connection: Connection): void {
    const attached = this.#attached.get(connection);
    if (attached === undefined) return;
    attached.open = false;
    this.#attached.delete(connection);
    for (const room of attached.rooms) this.#leave(attached, room);
  }

  /** Handles a message in its turn. The promise is for tests and for shutdown; it never rejects. */
  receive(connection: Connection, message: ClientMessage): Promise<void> {
    const attached = this.#attached.get(connection);
    if (attached === undefined) return Promise.resolve();
    attached.queued += 1;
    if (attached.queued > MAX_QUEUED) {
      this.#expel(attached);
      return Promise.resolve();
    }
    attached.turn = attached.turn
      .then(() => (attached.open ? this.#handle(attached, message) : undefined))
      .catch((cause: unknown) => {
        // Whatever went wrong is ours, not the client's: it joins again and sends what was not acknowledged.
        this.ports.log.error('message-failed', { type: message.type }, cause);
        this.#expel(attached);
      })
      .finally(() => {
        attached.queued -= 1;
      });
    return attached.turn;
  }

  /**
   * To be awaited after the rights of a section changed in the database, before the change is answered. When it resolves,
   * no socket is handed anything that its seat may no longer have, and no frame under the old rights can still get in.
   */
  async rightsChanged(sectionId: string): Promise<void> {
    const room = await this.#refreshOrClose(sectionId);
    if (room !== null) this.#presence.moved(room);
    await this.#commits.drain();
  }

  /** To be awaited after sessions ended, or a session's seat changed: their connections are closed. */
  async sessionsEnded(sessionIds: ReadonlySet<string>): Promise<void> {
    for (const attached of [...this.#attached.values()]) {
      if (sessionIds.has(attached.connection.speaker.actor.sessionId)) this.#expel(attached);
    }
    await this.#commits.drain();
  }

  /** Tells who is connected and `concerned` that facts changed. */
  tell(news: Extract<ServerMessage, { type: 'news' }>, concerned: (connection: Connection) => boolean): void {
    const bytes = encodeServerMessage(news);
    for (const { connection } of this.#attached.values()) if (concerned(connection)) connection.send(bytes);
  }

  /** A newer snapshot is in the database. */
  compacted(sectionId: string, snapshot: Uint8Array, seq: number): void {
    this.#rooms.peek(sectionId)?.compacted(snapshot, seq);
  }

  /** Refuses new frames, waits for those in flight, then closes every connection. */
  async drain(): Promise<void> {
    this.#draining = true;
    await Promise.all([...this.#attached.values()].map(({ turn }) => turn));
    await this.#commits.drain();
    this.#presence.stop();
    for (const attached of [...this.#attached.values()]) this.#expel(attached);
  }

  /** Figures for an operator, without content. */
  get figures(): { connections: number; rooms: number; waiting: number } {
    return { connections: this.#attached.size, rooms: this.#rooms.size, waiting: this.#commits.waiting };
  }

  async #handle(attached: Attached, message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'join':
        return this.#join(attached, message.sections);
      case 'leave': {
        const room = this.#rooms.peek(message.sectionId);
        if (room !== null && attached.rooms.has(room)) this.#leave(attached, room);
        return;
      }
      case 'lease':
        return this.#lease(attached, message.sectionId);
      case 'frame':
        return this.#frame(attached, message);
      case 'caret': {
        const room = this.#rooms.peek(message.sectionId);
        const member = room?.members.get(attached.key);
        if (room === null || member === undefined || !room.may(attached.connection, GUARD.caret)) return;
        member.caret = message.caret;
        this.#presence.moved(room);
        return;
      }
    }
  }

  async #join(attached: Attached, sections: readonly JoinRequest[]): Promise<void> {
    const rooms = await this.#rooms.ensure(
      sections.map(({ sectionId }) => sectionId),
      (facts) => mayRead(attached.connection, facts),
    );
    for (const { sectionId, known } of sections) {
      const room = rooms.get(sectionId);
      // What the log holds and this room does not know must not be missing from the text that somebody begins with.
      if (room?.uncertain) await this.#catchUp(room);
      // Looked at again here: between loading and this moment the right may have gone. From here to `send` nothing waits.
      if (!attached.open || room === undefined || !room.may(attached.connection, GUARD.join)) {
        send(attached.connection, { type: 'join-refused', sectionId });
        continue;
      }
      const member: Member = {
        connection: attached.connection,
        key: attached.key,
        right: room.rightOf(attached.connection),
        caret: null,
      };
      room.members.set(attached.key, member);
      attached.rooms.add(room);
      send(attached.connection, {
        type: 'joined',
        sectionId,
        generation: room.generation,
        seq: room.headSeq,
        right: member.right,
        ...room.since(known),
      });
      attached.connection.sendVolatile(this.#presence.bytesFor(room, member));
    }
  }

  #leave(attached: Attached, room: Room): void {
    const member = room.members.get(attached.key);
    room.members.delete(attached.key);
    attached.rooms.delete(room);
    if (member?.caret) this.#presence.moved(room);
    this.#rooms.evict();
  }

  async #lease(attached: Attached, sectionId: string): Promise<void> {
    const room = this.#memberRoom(attached, sectionId);
    const { actor } = attached.connection.speaker;
    const refuse = (reason: Refused): void => send(attached.connection, { type: 'lease-refused', sectionId, reason });
    if (room === null || actor.seat === null || !room.may(attached.connection, GUARD.lease)) return refuse('forbidden');
    let lease;
    try {
      lease = await this.ports.store.createLease({
        sectionId,
        generation: room.generation,
        accessVersion: room.facts.accessVersion,
        personId: actor.personId,
        seatId: actor.seat.seatId,
        sessionId: actor.sessionId,
      });
    } catch (cause) {
      this.ports.log.error('lease-failed', { sectionId }, cause);
      return refuse('retry');
    }
    if (lease === null) {
      await this.#refreshOrClose(sectionId);
      return refuse('retry');
    }
    room.leases.set(lease.leaseId, { ...lastOf(lease), lease, inFlight: null });
    if (attached.open)
      send(attached.connection, {
        type: 'leased',
        sectionId,
        leaseId: lease.leaseId,
        clientId: lease.clientId,
        generation: lease.generation,
      });
  }

  async #frame(attached: Attached, message: Extract<ClientMessage, { type: 'frame' }>): Promise<void> {
    const { sectionId, leaseId, frame, bytes } = message;
    const { connection } = attached;
    const refuse = (reason: Refused, lastFrame = 0): void =>
      send(connection, { type: 'refused', sectionId, leaseId, frame, reason, lastFrame });
    if (this.#draining) return refuse('retry');
    const room = this.#memberRoom(attached, sectionId);
    if (room === null) return refuse('resync');
    if (!room.may(connection, GUARD.frame)) return refuse('forbidden');
    if (message.generation !== room.generation) return refuse('generation');
    if (room.uncertain && !(await this.#catchUp(room))) return refuse('retry');
    const state = await this.#leaseState(room, leaseId);
    if (state === 'failed') return refuse('retry');
    const { actor } = connection.speaker;
    // Bound to the person and the seat, not to the session: after signing in again the same text may still be sent.
    if (state === null || state.lease.personId !== actor.personId || state.lease.seatId !== actor.seat?.seatId)
      return refuse('forbidden');
    if (state.lease.generation !== room.generation) return refuse('generation');
    if (state.inFlight !== null) return refuse('retry');
    if (frame <= state.lastFrame) {
      // Acknowledged again only if the log really holds it: a client that counts wrong must not believe that it is saved.
      const same =
        frame === state.lastFrame && state.lastBytes !== null ? equal(bytes, state.lastBytes) : isHeld(bytes, room);
      if (!same) return refuse('lease', state.lastFrame);
      return send(connection, { type: 'ack', sectionId, leaseId, frame, seq: state.lastSeq });
    }
    if (frame !== state.lastFrame + 1) return refuse('resync');
    const verdict = admit(bytes, state.lease.clientId, room.structure);
    if (!verdict.admitted) return refuse(verdict.reason);
    state.inFlight = { frame, bytes };
    // Not awaited: the next message of this connection may be a frame of another section, for the same transaction.
    void this.#commit(attached, room, state, verdict.update, {
      sectionId,
      generation: room.generation,
      accessVersion: room.facts.accessVersion,
      leaseId,
      frame,
      bytes,
      sessionId: actor.sessionId,
    });
  }

  async #commit(
    attached: Attached,
    room: Room,
    state: LeaseState,
    update: ParsedUpdate,
    frame: FrameToCommit,
  ): Promise<void> {
    const { connection } = attached;
    const { sectionId, leaseId } = frame;
    const refuse = (reason: Refused): void => {
      if (attached.open)
        send(connection, { type: 'refused', sectionId, leaseId, frame: frame.frame, reason, lastFrame: 0 });
    };
    const result = await this.#commits.commit(frame);
    state.inFlight = null;
    try {
      switch (result.outcome) {
        case 'failed':
          room.uncertain = true;
          this.ports.log.error('commit-failed', { sectionId }, result.cause);
          return refuse('retry');
        case 'fenced': {
          await this.#refreshOrClose(sectionId);
          return refuse(room.may(connection, GUARD.frame) ? 'retry' : 'forbidden');
        }
        case 'committed':
        case 'duplicate': {
          const fresh = result.outcome === 'committed' && result.seq === room.headSeq + 1;
          if (!fresh && result.seq > room.headSeq && !(await this.#catchUp(room))) return refuse('retry');
          if (result.seq > state.lastSeq)
            Object.assign(state, { lastFrame: frame.frame, lastSeq: result.seq, lastBytes: frame.bytes });
          if (attached.open) send(connection, { type: 'ack', sectionId, leaseId, frame: frame.frame, seq: result.seq });
          if (fresh) this.#publish(room, { seq: result.seq, bytes: frame.bytes }, update, attached.key);
          return;
        }
      }
    } catch (cause) {
      room.uncertain = true;
      this.ports.log.error('commit-unapplied', { sectionId }, cause);
      this.#expel(attached);
    }
  }

  /** Takes a committed row into the room and hands it to everyone who may read it at this moment, but not to its author. */
  #publish(room: Room, row: LogRow, update: ParsedUpdate, authorKey: number | null): void {
    room.append(row, update);
    const bytes = encodeServerMessage({
      type: 'update',
      sectionId: room.sectionId,
      generation: room.generation,
      seq: row.seq,
      bytes: row.bytes,
    });
    for (const member of room.members.values()) {
      if (member.key !== authorKey && room.may(member.connection, 'section.read')) member.connection.send(bytes);
    }
    this.ports.grown?.(room.sectionId, room.tail.length, room.bytes);
  }

  /** Reads what the log has beyond this room. False when the database does not answer. */
  async #catchUp(room: Room): Promise<boolean> {
    let rows: LogRow[];
    try {
      rows = await this.ports.store.tail(room.sectionId, room.generation, room.headSeq);
    } catch (cause) {
      this.ports.log.error('catch-up-failed', { sectionId: room.sectionId }, cause);
      return false;
    }
    for (const row of rows) {
      if (row.seq === room.headSeq + 1) this.#publish(room, row, readUpdate(row.bytes, TRUSTED_LIMITS), null);
    }
    // A lease's last frame may be among the rows: read it again before the next one is judged.
    for (const [leaseId, state] of room.leases) if (state.inFlight === null) room.leases.delete(leaseId);
    room.uncertain = false;
    return true;
  }

  async #leaseState(room: Room, leaseId: string): Promise<LeaseState | null | 'failed'> {
    const held = room.leases.get(leaseId);
    if (held !== undefined) return held;
    try {
      const lease = await this.ports.store.findLease(room.sectionId, leaseId);
      if (lease === null) return null;
      // Another message may have read it meanwhile: there must be one state only.
      const state = room.leases.get(leaseId) ?? { ...lastOf(lease), lease, inFlight: null };
      room.leases.set(leaseId, state);
      return state;
    } catch (cause) {
      this.ports.log.error('lease-unread', { sectionId: room.sectionId }, cause);
      return 'failed';
    }
  }

  /** Reads the rights of a room again and applies them. When they can not be read, nobody keeps what he has: fail closed. */
  async #refreshOrClose(sectionId: string): Promise<Room | null> {
    try {
      const room = await this.#rooms.refresh(sectionId);
      if (room !== null) for (const member of [...room.members.values()]) this.#applyRight(room, member);
      return room;
    } catch (cause) {
      this.ports.log.error('rights-unread', { sectionId }, cause);
      for (const { connection } of this.#rooms.drop(sectionId)) {
        const attached = this.#attached.get(connection);
        if (attached !== undefined) this.#expel(attached);
      }
      return null;
    }
  }

  #applyRight(room: Room, member: Member): void {
    const right = room.rightOf(member.connection);
    if (right === member.right) return;
    const attached = this.#attached.get(member.connection);
    if (right !== 'none') {
      member.right = right;
      if (right !== 'write') member.caret = null;
      return send(member.connection, { type: 'right', sectionId: room.sectionId, right });
    }
    room.members.delete(member.key);
    attached?.rooms.delete(room);
    // Text of the section may still wait in the socket: only closing it keeps that from leaving.
    if (member.connection.hasBacklog() && attached !== undefined) return this.#expel(attached);
    send(member.connection, { type: 'revoked', sectionId: room.sectionId });
  }

  #expel(attached: Attached): void {
    this.detach(attached.connection);
    attached.connection.close();
  }

  #memberRoom(attached: Attached, sectionId: string): Room | null {
    const room = this.#rooms.peek(sectionId);
    return room !== null && room.members.has(attached.key) ? room : null;
  }
}

function mayRead(connection: Connection, facts: Room['facts']): boolean {
  const { actor } = connection.speaker;
  return Rooms.may(actor, 'section.read', facts);
}

function lastOf(lease: { lastFrame: number; lastSeq: number; lastBytes: Uint8Array | null }) {
  return { lastFrame: lease.lastFrame, lastSeq: lease.lastSeq, lastBytes: lease.lastBytes };
}

function send(connection: Connection, message: ServerMessage): void {
  connection.send(encodeServerMessage(message));
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, at) => byte === other[at]);
}

/** Does the section hold all that this frame would add? */
function isHeld(bytes: Uint8Array, room: Room): boolean {
  try {
    const { clients } = readUpdate(bytes, FRAME_LIMITS);
    return clients.every(({ client, clock, structs }) => {
      const end = structs.reduce((sum, { length }) => sum + length, clock);
      return end <= room.structure.clock(client);
    });
  } catch (error) {
    if (error instanceof UnreadableUpdate) return false;
    throw error;
  }
}
