import { TRUSTED_LIMITS, readUpdate, type ParsedUpdate } from '../admission/update-reader';
import type { FanOut } from './fan-out';
import { wentOn } from './leases';
import type { EnginePorts, TailRow } from './ports';
import type { Room, RoomRow } from './room';

/** How a room grows: by rows that this node committed, and by those that it finds in the log. */
export class Growth {
  /** @param quarantine the log holds what cannot be read: everyone in the room keeps what he has, for reading only */
  constructor(
    private readonly ports: Pick<EnginePorts, 'store' | 'log' | 'grown'>,
    private readonly fanOut: FanOut,
    private readonly quarantine: (room: Room) => void,
  ) {}

  /** Takes a row of the log into the room, for everyone in it who may read it. */
  take(room: Room, row: RoomRow, update: ParsedUpdate): void {
    room.append(row, update);
    this.fanOut.changed(room);
    this.ports.grown?.(room.sectionId, room.tail.length, room.tailBytes, room.snapshot?.byteLength ?? 0);
  }

  /**
   * Reads what the log has beyond this room. False when the database does not answer. What cannot be read puts the section
   * in quarantine: nothing may be added behind it.
   */
  async catchUp(room: Room): Promise<boolean> {
    let rows: TailRow[];
    try {
      rows = await this.ports.store.tail(room.sectionId, room.generation, room.headSeq);
    } catch (cause) {
      this.ports.log.error('catch-up-failed', { sectionId: room.sectionId }, cause);
      return false;
    }
    for (const { seq, bytes, leaseId, frame } of rows) {
      if (room.quarantined || seq <= room.headSeq) continue;
      // Frames of leases that this node knows may be among the rows: taken by another node, or by a commit that was thought lost.
      const state = room.leases.get(leaseId);
      if (state !== undefined && frame > state.lastFrame)
        wentOn(state, { lastFrame: frame, lastSeq: seq, lastBytes: bytes });
      const author = state?.sent?.frame === frame ? state.sent.by : null;
      try {
        this.take(room, { seq, bytes, author }, readUpdate(bytes, TRUSTED_LIMITS));
      } catch (cause) {
        this.ports.log.error('section-quarantined', { sectionId: room.sectionId, seq: room.headSeq }, cause);
        this.quarantine(room);
      }
    }
    room.uncertain = false;
    return true;
  }
}
