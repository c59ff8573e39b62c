import { admit } from '../admission/admit';
import { FRAME_LIMITS } from '../admission/limits';
import { UnreadableUpdate, readUpdate, type ParsedUpdate } from '../admission/update-reader';
import type { ClientMessage, Refused } from '../wire/messages';
import { GUARD, send, type Attached } from './attached';
import { equalBytes } from './equal-bytes';
import type { GroupCommit } from './group-commit';
import type { Growth } from './growth';
import type { Leases, LeasesHost } from './leases';
import type { CommitResult, EnginePorts, FrameToCommit } from './ports';
import type { LeaseState, Room } from './room';

/** Beyond this a section takes no more: what everybody must load has a limit. */
const MAX_ROOM_BYTES = 20 * 1024 * 1024;
const MAX_ROOM_RUNS = 500_000;

/** What writing needs of the engine around it. */
export interface WritingHost extends LeasesHost {
  expel(attached: Attached): void;
  /** Do other nodes add to the logs too? */
  readonly amongOthers: boolean;
}

type Frame = Extract<ClientMessage, { type: 'frame' }>;

/** The way of a frame: lease, judgement, commit, acknowledgement, and only then the others. */
export class Writing {
  /** Shutting down: nothing new is taken. */
  draining = false;

  constructor(
    private readonly ports: EnginePorts,
    private readonly commits: GroupCommit,
    private readonly growth: Growth,
    private readonly leases: Leases,
    private readonly host: WritingHost,
  ) {}

  /** Judges a frame and sends it on its way to the log; answers at once when it is refused. */
  async frame(attached: Attached, message: Frame): Promise<void> {
    const { sectionId, leaseId, frame, bytes } = message;
    const { connection } = attached;
    const refuse = (reason: Refused, lastFrame = 0): void =>
      send(connection, { type: 'refused', sectionId, leaseId, frame, reason, lastFrame });
    if (this.draining) return refuse('retry');
    const room = this.host.memberRoom(attached, sectionId);
    if (room === null) return refuse('resync');
    const found = await this.#leaseFor(attached, room, message);
    if ('refused' in found) return refuse(found.refused);
    const { state } = found;
    if (frame <= state.lastFrame) {
      // Acknowledged again only if the log really holds it: a client that counts wrong must not believe that it is saved.
      const same =
        frame === state.lastFrame && state.lastBytes !== null
          ? equalBytes(bytes, state.lastBytes)
          : isHeld(bytes, room);
      if (!same) return refuse('lease', state.lastFrame);
      return send(connection, { type: 'ack', sectionId, leaseId, frame, seq: state.lastSeq });
    }
    if (frame !== state.lastFrame + 1) return refuse('resync');
    // A queue without an end would only be a way to lose more at once.
    if (this.commits.full) return refuse('retry');
    const verdict = admit(bytes, state.lease.clientId, room.structure);
    if (!verdict.admitted) return refuse(verdict.reason);
    if (room.bytes > MAX_ROOM_BYTES || room.structure.size > MAX_ROOM_RUNS) return refuse('too-large');
    const { seq: seen } = state.seen;
    if (!room.order.allows(bytes, verdict.update, state.seen)) {
      // What he had before others is judged wrong as long as it is not known to be his.
      return (await this.leases.tellsMore(room, state)) ? this.frame(attached, message) : refuse('schema');
    }
    state.inFlight = true;
    state.sent = { frame, by: room.members.get(attached.key)?.stay ?? null, seen };
    // Not awaited: the next message of this connection may be a frame of another section, for the same transaction.
    void this.#commit(attached, room, state, verdict.update, {
      sectionId,
      generation: room.generation,
      accessVersion: room.facts.accessVersion,
      leaseId,
      frame,
      bytes,
      sessionId: connection.speaker.actor.sessionId,
    });
  }

  /**
   * The lease of a frame that may be judged now, or why it may not. What is waited for here may change anything: every fact is
   * asked for after the last wait.
   */
  async #leaseFor(
    attached: Attached,
    room: Room,
    message: Frame,
  ): Promise<{ readonly state: LeaseState } | { readonly refused: Refused }> {
    const { connection } = attached;
    const forbidden = (): Refused | null => {
      if (room.quarantined) return 'quarantined';
      if (!room.members.has(attached.key) || !room.may(connection, GUARD.frame)) return 'forbidden';
      return message.generation === room.generation ? null : 'generation';
    };
    const early = forbidden();
    if (early !== null) return { refused: early };
    if (room.uncertain && !(await this.growth.catchUp(room))) return { refused: 'retry' };
    let state = await this.leases.find(room, message.leaseId);
    // Another node may have taken frames of this lease, or given rows that this frame refers to: asked for once.
    if (this.host.amongOthers && isLease(state) && !state.inFlight && isAhead(message, state, room)) {
      if (!(await this.growth.catchUp(room))) return { refused: 'retry' };
      state = await this.leases.find(room, message.leaseId, true);
    }
    if (state === 'failed') return { refused: 'retry' };
    const { actor } = connection.speaker;
    // Bound to the person and the seat, not to the session: after signing in again the same text may still be sent.
    if (state === null || state.lease.personId !== actor.personId || state.lease.seatId !== actor.seat?.seatId)
      return { refused: 'forbidden' };
    // With new facts in the room the fence would pass what they forbid.
    const late = forbidden();
    if (late !== null) return { refused: late };
    if (state.lease.generation !== room.generation) return { refused: 'generation' };
    // Its last frame stands in the log beyond what this room knows: judged without it, the next would go under clocks that are taken.
    if (state.inFlight || state.lastSeq > room.headSeq) return { refused: 'retry' };
    return { state };
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
    const refuse = (reason: Refused, lastFrame = 0): void => {
      if (attached.open)
        send(connection, { type: 'refused', sectionId, leaseId, frame: frame.frame, reason, lastFrame });
    };
    const result = await this.commits.commit(frame);
    state.inFlight = false;
    if (result.outcome !== 'committed') {
      // What is not in the log must not stay in the document by which the next frames are judged, nor count as seen by who
      // sends the same again: what he wrote first in it he wrote before he saw what he refers to later in it.
      room.order.drop();
      state.seen = { ...state.seen, seq: state.sent?.seen ?? 0 };
    }
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
        case 'taken':
          // The room learns what the log holds under this number; the client counts anew.
          room.leases.delete(leaseId);
          await this.growth.catchUp(room);
          return refuse('lease', frame.frame);
        case 'committed':
        case 'duplicate':
          return await this.#committed(attached, room, state, update, frame, result);
      }
    } catch (cause) {
      room.uncertain = true;
      this.ports.log.error('commit-unapplied', { sectionId }, cause);
      this.host.expel(attached);
    }
  }

  /** The frame is in the log: says so to its author, then to the others. */
  async #committed(
    attached: Attached,
    room: Room,
    state: LeaseState,
    update: ParsedUpdate,
    { sectionId, leaseId, frame, bytes }: FrameToCommit,
    { outcome, seq }: Extract<CommitResult, { seq: number }>,
  ): Promise<void> {
    const fresh = outcome === 'committed' && seq === room.headSeq + 1;
    if (seq > state.lastSeq) Object.assign(state, { lastFrame: frame, lastSeq: seq, lastBytes: bytes });
    if (attached.open) send(attached.connection, { type: 'ack', sectionId, leaseId, frame, seq });
    if (fresh) this.growth.take(room, { seq, bytes, author: state.sent?.by ?? null }, update);
    // What others added before it comes first.
    else if (seq > room.headSeq && !(await this.growth.catchUp(room))) room.uncertain = true;
  }
}

function isLease(state: LeaseState | null | 'failed'): state is LeaseState {
  return state !== null && state !== 'failed';
}

/** Does this frame suppose more than the room knows? */
function isAhead({ frame, bytes }: Frame, state: LeaseState, room: Room): boolean {
  if (frame > state.lastFrame + 1 || state.lastSeq > room.headSeq) return true;
  const verdict = admit(bytes, state.lease.clientId, room.structure);
  return !verdict.admitted && verdict.reason === 'resync';
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
