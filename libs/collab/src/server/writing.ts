import { admit } from '../admission/admit';
import {
  FRAME_LIMITS,
  TRUSTED_LIMITS,
  UnreadableUpdate,
  readUpdate,
  type ParsedUpdate,
} from '../admission/update-reader';
import { encodeServerMessage, type ClientMessage, type Refused } from '../wire/messages';
import { GUARD, send, type Attached } from './attached';
import type { GroupCommit } from './group-commit';
import type { EnginePorts, FrameToCommit, LogRow } from './ports';
import type { LeaseState, Room } from './room';

/** Beyond this a section takes no more: what everybody must load has a limit. */
const MAX_ROOM_BYTES = 20 * 1024 * 1024;
const MAX_ROOM_RUNS = 500_000;
/** Leases of one person in one section that were never written under; more are of no use to an honest client. */
const MAX_UNUSED_LEASES = 200;

/** What writing needs of the engine around it. */
export interface WritingHost {
  /** The room, if the connection is in it. */
  memberRoom(attached: Attached, sectionId: string): Room | null;
  /** Reads the rights again and applies them. */
  refresh(sectionId: string): Promise<Room | null>;
  expel(attached: Attached): void;
}

/** The way of a frame: lease, judgement, commit, acknowledgement, and only then the others. */
export class Writing {
  /** Shutting down: nothing new is taken. */
  draining = false;

  constructor(
    private readonly ports: EnginePorts,
    private readonly commits: GroupCommit,
    private readonly host: WritingHost,
  ) {}

  /** A client id for who may write: from then on all that stands under it is his. */
  async lease(attached: Attached, sectionId: string): Promise<void> {
    const room = this.host.memberRoom(attached, sectionId);
    const { actor } = attached.connection.speaker;
    const refuse = (reason: Refused): void => send(attached.connection, { type: 'lease-refused', sectionId, reason });
    if (room === null || actor.seat === null || !room.may(attached.connection, GUARD.lease)) return refuse('forbidden');
    const unused = [...room.leases.values()].filter(
      (held) => held.lease.personId === actor.personId && held.lastFrame === 0,
    );
    if (unused.length >= MAX_UNUSED_LEASES) return refuse('too-large');
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
      await this.host.refresh(sectionId);
      return refuse('retry');
    }
    room.leases.set(lease.leaseId, {
      ...lastOf(lease),
      lease,
      inFlight: null,
      seen: { seq: room.members.get(attached.key)?.joinedAt ?? 0 },
    });
    if (attached.open)
      send(attached.connection, {
        type: 'leased',
        sectionId,
        leaseId: lease.leaseId,
        clientId: lease.clientId,
        generation: lease.generation,
      });
  }

  /** Judges a frame and sends it on its way to the log; answers at once when it is refused. */
  async frame(attached: Attached, message: Extract<ClientMessage, { type: 'frame' }>): Promise<void> {
    const { sectionId, leaseId, frame, bytes } = message;
    const { connection } = attached;
    const refuse = (reason: Refused, lastFrame = 0): void =>
      send(connection, { type: 'refused', sectionId, leaseId, frame, reason, lastFrame });
    if (this.draining) return refuse('retry');
    const room = this.host.memberRoom(attached, sectionId);
    if (room === null) return refuse('resync');
    if (!room.may(connection, GUARD.frame)) return refuse('forbidden');
    if (message.generation !== room.generation) return refuse('generation');
    if (room.uncertain && !(await this.catchUp(room))) return refuse('retry');
    const state = await this.#leaseState(room, leaseId);
    if (state === 'failed') return refuse('retry');
    const { actor } = connection.speaker;
    // Bound to the person and the seat, not to the session: after signing in again the same text may still be sent.
    if (state === null || state.lease.personId !== actor.personId || state.lease.seatId !== actor.seat?.seatId)
      return refuse('forbidden');
    // Asked again after what was waited for: with new facts in the room the fence would pass what they forbid.
    if (!room.members.has(attached.key) || !room.may(connection, GUARD.frame)) return refuse('forbidden');
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
    if (room.bytes > MAX_ROOM_BYTES || room.structure.size > MAX_ROOM_RUNS) return refuse('too-large');
    if (!room.order.allows(bytes, verdict.update, state.seen)) return refuse('schema');
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
    const result = await this.commits.commit(frame);
    state.inFlight = null;
    // What is not in the log must not stay in the document by which the next frames are judged.
    if (result.outcome !== 'committed') room.order.drop();
    try {
      switch (result.outcome) {
        case 'failed':
          room.uncertain = true;
          this.ports.log.error('commit-failed', { sectionId }, result.cause);
          return refuse('retry');
        case 'fenced': {
          await this.host.refresh(sectionId);
          return refuse(room.may(connection, GUARD.frame) ? 'retry' : 'forbidden');
        }
        case 'committed':
        case 'duplicate': {
          const fresh = result.outcome === 'committed' && result.seq === room.headSeq + 1;
          if (!fresh && result.seq > room.headSeq && !(await this.catchUp(room))) return refuse('retry');
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
      this.host.expel(attached);
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
    this.ports.grown?.(room.sectionId, room.tail.length, room.tailBytes, room.snapshot?.byteLength ?? 0);
  }

  /** Reads what the log has beyond this room. False when the database does not answer. */
  async catchUp(room: Room): Promise<boolean> {
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
      const state = room.leases.get(leaseId) ?? { ...lastOf(lease), lease, inFlight: null, seen: { seq: 0 } };
      room.leases.set(leaseId, state);
      return state;
    } catch (cause) {
      this.ports.log.error('lease-unread', { sectionId: room.sectionId }, cause);
      return 'failed';
    }
  }
}

function lastOf(lease: { lastFrame: number; lastSeq: number; lastBytes: Uint8Array | null }) {
  return { lastFrame: lease.lastFrame, lastSeq: lease.lastSeq, lastBytes: lease.lastBytes };
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
