import { encodeServerMessage } from '../wire/messages';
import type { Room, RoomRow } from './room';

/**
 * Up to so many authors in one bundle each get it without their own rows. With more, making a bundle for each would cost more than
 * sending them what they have.
 */
const MAX_VARIANTS = 2;

interface Bundle {
  readonly rows: readonly RoomRow[];
  readonly authors: ReadonlySet<number>;
  bytes: Uint8Array | null;
}

/**
 * Hands what the log has to everyone who has the section open and may read it at this moment: all that one transaction
 * brought in one message, after the acknowledgements, encoded once for all who need the same.
 */
export class FanOut {
  readonly #changed = new Set<Room>();
  #planned = false;

  /**
   * @param mayHandOut false while this node does not know for certain what rights are: then everything waits
   * @param handed called for each room after its new rows were handed out
   */
  constructor(
    private readonly mayHandOut: () => boolean,
    private readonly handed: (room: Room) => void,
  ) {}

  /** The room has new rows: they go out at the end of this turn, when the others of the same transaction are there too. */
  changed(room: Room): void {
    this.#changed.add(room);
    if (this.#planned) return;
    this.#planned = true;
    void Promise.resolve().then(() => {
      this.#planned = false;
      this.flush();
    });
  }

  /** Hands out what waits, unless it has to wait on. */
  flush(): void {
    if (!this.mayHandOut()) return;
    const rooms = [...this.#changed];
    this.#changed.clear();
    for (const room of rooms) {
      handOut(room);
      this.handed(room);
    }
  }
}

function handOut(room: Room): void {
  const bundles = new Map<number, Bundle>();
  for (const member of room.members.values()) {
    if (member.handedTo >= room.headSeq || !room.may(member.connection, 'section.read')) continue;
    let bundle = bundles.get(member.handedTo);
    if (bundle === undefined) {
      const rows = room.after(member.handedTo);
      bundle = { rows, authors: new Set(rows.flatMap(({ author }) => author ?? [])), bytes: null };
      bundles.set(member.handedTo, bundle);
    }
    member.handedTo = room.headSeq;
    if (bundle.authors.has(member.stay) && bundle.authors.size <= MAX_VARIANTS) {
      // He has what he wrote himself.
      const others = bundle.rows.filter(({ author }) => author !== member.stay);
      if (others.length > 0) member.connection.send(encode(room, others));
    } else {
      bundle.bytes ??= encode(room, bundle.rows);
      member.connection.send(bundle.bytes);
    }
  }
}

function encode(room: Room, rows: readonly RoomRow[]): Uint8Array {
  return encodeServerMessage({
    type: 'update',
    room: room.number,
    generation: room.generation,
    seq: room.headSeq,
    updates: rows.map(({ bytes }) => bytes),
  });
}
