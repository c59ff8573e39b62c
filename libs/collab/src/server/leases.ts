import type { Refused } from '../wire/messages';
import { GUARD, send, type Attached } from './attached';
import type { EnginePorts, Lease } from './ports';
import type { LeaseState, Room } from './room';

/** Leases of one person in one section that were never written under; more are of no use to an honest client. */
const MAX_UNUSED_LEASES = 200;

/** What giving a lease needs of the engine around it. */
export interface LeasesHost {
  /** The room, if the connection is in it. */
  memberRoom(attached: Attached, sectionId: string): Room | null;
  /** Reads the rights again and applies them. */
  refresh(sectionId: string): Promise<Room | null>;
  /** False while this node does not know for certain who still speaks for a seat. */
  mayTell(): boolean;
}

/** Gives client ids to who may write, and knows whose each one is. */
export class Leases {
  constructor(
    private readonly ports: Pick<EnginePorts, 'store' | 'log'>,
    private readonly host: LeasesHost,
  ) {}

  /** A client id for who may write: from then on all that stands under it is his. */
  async grant(attached: Attached, sectionId: string): Promise<void> {
    const room = this.host.memberRoom(attached, sectionId);
    const { actor } = attached.connection.speaker;
    const refuse = (reason: Refused): void => send(attached.connection, { type: 'lease-refused', sectionId, reason });
    if (room?.quarantined) return refuse('quarantined');
    if (room === null || actor.seat === null || !room.may(attached.connection, GUARD.lease)) return refuse('forbidden');
    const unused = [...room.leases.values()].filter(
      (held) => held.lease.personId === actor.personId && held.lastFrame === 0,
    );
    if (unused.length >= MAX_UNUSED_LEASES) return refuse('too-large');
    // Each one that is made counts, also one that could not be told.
    if (!this.host.mayTell()) return refuse('retry');
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
      inFlight: false,
      sent: null,
      seen: { seq: room.members.get(attached.key)?.joinedAt ?? 0, own: ownOf(room, lease) },
    });
    if (!attached.open) return;
    // It was given before his session ended, perhaps, and would be told after that was answered.
    if (!this.host.mayTell()) return refuse('retry');
    send(attached.connection, {
      type: 'leased',
      sectionId,
      leaseId: lease.leaseId,
      clientId: lease.clientId,
      generation: lease.generation,
    });
  }

  /** Were leases given to the holder of this one that were not known here: by another server, or before this one began? */
  async tellsMore(room: Room, { lease, seen }: LeaseState): Promise<boolean> {
    const before = seen.own.size;
    const found = await this.find(room, lease.leaseId, true);
    return found !== null && found !== 'failed' && seen.own.size > before;
  }

  /**
   * A lease of a section, null when there is none of that id.
   * @param anew reads it although it is known: another node may have gone on with it
   */
  async find(room: Room, leaseId: string, anew = false): Promise<LeaseState | null | 'failed'> {
    const held = room.leases.get(leaseId);
    if (held !== undefined && !anew) return held;
    try {
      const lease = await this.ports.store.findLease(room.sectionId, leaseId);
      if (lease === null) return null;
      // Another message may have read it meanwhile: there must be one state only.
      const own = ownOf(room, lease);
      const known = room.leases.get(leaseId);
      if (known !== undefined) {
        if (!known.inFlight && lease.lastFrame > known.lastFrame) wentOn(known, lastOf(lease));
        return known;
      }
      const state = { ...lastOf(lease), lease, inFlight: false, sent: null, seen: { seq: 0, own } };
      room.leases.set(leaseId, state);
      return state;
    } catch (cause) {
      this.ports.log.error('lease-unread', { sectionId: room.sectionId }, cause);
      return 'failed';
    }
  }
}

/** The client ids of a lease's holder in this room, one set for all of his leases, with those that this one tells of. */
function ownOf(room: Room, { personId, personClients }: Lease): Set<number> {
  const own = room.clientsOf.get(personId) ?? new Set();
  room.clientsOf.set(personId, own);
  for (const client of personClients) own.add(client);
  return own;
}

function lastOf(lease: { lastFrame: number; lastSeq: number; lastBytes: Uint8Array | null }) {
  return { lastFrame: lease.lastFrame, lastSeq: lease.lastSeq, lastBytes: lease.lastBytes };
}

/** Frames of a lease were taken elsewhere: what its holder has seen is to be looked at anew. */
export function wentOn(state: LeaseState, last: Pick<LeaseState, 'lastFrame' | 'lastSeq' | 'lastBytes'>): void {
  Object.assign(state, last, { seen: { ...state.seen } });
}
