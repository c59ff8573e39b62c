import { can } from '@samenspel/domain';
import { encodeServerMessage, type ClientMessage, type JoinRequest } from '../wire/messages';
import { GUARD, mayRead, send, type Attached } from './attached';
import type { WireCaret } from '../wire/peers';
import { isCaret } from '../wire/places';
import { Cluster } from './cluster';
import { FanOut } from './fan-out';
import { GroupCommit } from './group-commit';
import { Growth } from './growth';
import type { CaretsHint } from './hints';
import { Leases } from './leases';
import { NodeView } from './node-view';
import type { AddressedNews, Connection, EnginePorts } from './ports';
import { Presence } from './presence';
import { Revocation } from './revocation';
import type { Member, Room } from './room';
import { Rooms } from './rooms';
import { Writing } from './writing';

/** Messages of one connection that may wait; more means that it does not listen to refusals. */
const MAX_QUEUED = 1_000;

/**
 * The live text on one node (docs/spec.md C1 to C29): joins, leases, frames, fan-out, presence and revocation, over ports for
 * store, facts, time, transport and the other nodes. It keeps one promise above all: what anybody sees is in the log.
 */
export class SectionEngine {
  readonly #attached = new Map<Connection, Attached>();
  readonly #rooms: Rooms;
  readonly #commits: GroupCommit;
  readonly #fanOut: FanOut;
  readonly #growth: Growth;
  readonly #leases: Leases;
  readonly #writing: Writing;
  readonly #presence: Presence;
  readonly #revocation: Revocation;
  readonly #cluster: Cluster;
  readonly #untold: AddressedNews[] = [];
  #stays = 0;

  constructor(private readonly ports: EnginePorts) {
    this.#rooms = new Rooms(ports.store, ports.facts, ports.log);
    this.#commits = new GroupCommit(ports.store, () => this.#cluster.fresh, ports.mayWait);
    const expel = (attached: Attached): void => this.#expel(attached);
    this.#revocation = new Revocation(
      ports,
      this.#rooms,
      this.#commits,
      this.#attached,
      expel,
      () => this.#cluster.fresh,
    );
    this.#fanOut = new FanOut(
      () => this.#cluster.fresh,
      ({ sectionId, generation, headSeq: seq }) => this.#cluster.hint({ type: 'grown', sectionId, generation, seq }),
    );
    this.#growth = new Growth(ports, this.#fanOut, (room) => this.#quarantine(room));
    const host = {
      memberRoom: (attached: Attached, sectionId: string) => this.#memberRoom(attached, sectionId),
      refresh: (sectionId: string) => this.#revocation.refresh(sectionId),
      expel,
      mayTell: () => this.#cluster.fresh,
      amongOthers: ports.bus !== undefined,
    };
    this.#leases = new Leases(ports, host);
    this.#writing = new Writing(ports, this.#commits, this.#growth, this.#leases, host);
    const node = ports.newKey();
    const tellNodes = ports.bus === undefined ? null : (carets: CaretsHint): void => this.#cluster.hint(carets);
    this.#presence = new Presence(ports.scheduler, node, tellNodes, () => this.#cluster.fresh);
    this.#cluster = new Cluster(
      ports,
      new NodeView(this.#rooms, this.#attached, this.#revocation, this.#growth, this.#presence, {
        expel,
        tell: (news) => this.#tellHere(news),
        renewed: () => {
          this.#fanOut.flush();
          for (const news of this.#untold.splice(0)) this.#tellHere(news);
        },
      }),
    );
  }

  /** Begins to ask the database what other nodes and operators change. Before it, a node among others hands out nothing. */
  start(): Promise<void> {
    return this.#cluster.start();
  }

  attach(connection: Connection): void {
    const key = this.ports.newKey();
    this.#attached.set(connection, {
      connection,
      key,
      rooms: new Set(),
      open: true,
      turn: Promise.resolve(),
      queued: 0,
      caretIn: null,
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
   * no socket of any node is handed anything that its seat may no longer have, and no frame under the old rights can still
   * get in.
   */
  async rightsChanged(sectionId: string): Promise<void> {
    const room = await this.#revocation.refresh(sectionId);
    if (room !== null) this.#presence.moved(room);
    await this.#commits.drain();
    await this.#cluster.everywhere();
  }

  /**
   * To be awaited after sections got another generation, before that is answered. Their rooms go, and with them whatever was
   * known of the old histories; who was in one is told to begin anew, or that it is gone for him.
   */
  async restarted(sectionIds: readonly string[]): Promise<void> {
    await Promise.all(sectionIds.map((sectionId) => this.#revocation.restart(sectionId)));
    await this.#cluster.everywhere();
  }

  /**
   * Resolves when every node acts on what was committed before this was called. To be awaited before somebody gets in by what
   * another command committed: that one may still be telling the nodes, or have ended before it did.
   */
  async everybodyKnows(): Promise<void> {
    await this.#cluster.look();
    await this.#cluster.everywhere();
  }

  /** To be awaited after the server itself added to a section's log: who is in it gets what is new. */
  async appended(sectionId: string): Promise<void> {
    const room = this.#rooms.peek(sectionId);
    if (room !== null && !(await this.#growth.catchUp(room))) room.uncertain = true;
    if (!this.#cluster.alone) this.#cluster.hint({ type: 'look' });
  }

  /** To be awaited after sessions ended, or a session's seat changed: their connections are closed. */
  async sessionsEnded(sessionIds: ReadonlySet<string>): Promise<void> {
    for (const attached of [...this.#attached.values()]) {
      if (sessionIds.has(attached.connection.speaker.actor.sessionId)) this.#expel(attached);
    }
    await this.#commits.drain();
    await this.#cluster.everywhere();
  }

  /** Tells who is connected to any node, and concerned, that facts changed. */
  tell(news: AddressedNews): void {
    this.#tellHere(news);
    this.#cluster.announce(news);
  }

  /** A newer snapshot of this history is in the database. */
  compacted(sectionId: string, generation: number, snapshot: Uint8Array, seq: number): void {
    const room = this.#rooms.peek(sectionId);
    // Another history may have begun while the work was done.
    if (room?.generation === generation) room.compacted(snapshot, seq);
  }

  /** Refuses new frames, waits for those in flight, then closes every connection. */
  async drain(): Promise<void> {
    this.#writing.draining = true;
    await Promise.all([...this.#attached.values()].map(({ turn }) => turn));
    await this.#commits.drain();
    this.#presence.stop();
    this.#cluster.stop();
    for (const attached of [...this.#attached.values()]) this.#expel(attached);
  }

  /** Figures for an operator, without content. */
  get figures(): { connections: number; rooms: number; waiting: number; quarantined: number } {
    return {
      connections: this.#attached.size,
      rooms: this.#rooms.size,
      waiting: this.#commits.waiting,
      quarantined: this.#rooms.quarantined,
    };
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
        return this.#leases.grant(attached, message.sectionId);
      case 'frame':
        return this.#writing.frame(attached, message);
      case 'caret': {
        const room = this.#rooms.peek(message.sectionId);
        if (room !== null && room.may(attached.connection, GUARD.caret))
          this.#presence.place(attached, room, caretOf(message));
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
      // What the log holds and this room does not know must not be missing from the text that somebody begins with, nor what
      // he has from another node.
      if (room !== undefined && (room.uncertain || isBehind(room, known))) await this.#growth.catchUp(room);
      // Looked at again here: between loading and this moment the right may have gone. From here to `send` nothing waits.
      const gone = room === undefined || this.#rooms.peek(sectionId) !== room;
      if (!attached.open || gone || !room.may(attached.connection, GUARD.join)) {
        send(attached.connection, { type: 'join-refused', sectionId });
        continue;
      }
      // A node that does not know what rights are now shows nothing; the client finds another, or this one again later.
      if (!this.#cluster.fresh) return this.#expel(attached);
      const right = room.rightOf(attached.connection);
      const { key, connection } = attached;
      const member: Member = {
        connection,
        key,
        stay: this.#stays++,
        right,
        caret: null,
        joinedAt: room.headSeq,
        handedTo: room.headSeq,
        seesCarets: false,
      };
      room.members.set(key, member);
      attached.rooms.add(room);
      connection.send(room.joined(right, known));
      connection.sendVolatile(this.#presence.bytesFor(room, member));
    }
  }

  #leave(attached: Attached, room: Room): void {
    if (attached.caretIn === room) this.#presence.place(attached, room, null);
    room.members.delete(attached.key);
    attached.rooms.delete(room);
    if (attached.open) this.#revocation.left(room.sectionId, attached.connection);
    if (room.members.size === 0) room.forgetNewcomers();
    this.#rooms.evict();
  }

  #tellHere(news: AddressedNews): void {
    // Who still sits at the table is not known now: told when it is.
    if (!this.#cluster.fresh) return void this.#untold.push(news);
    const { kind, id, to } = news;
    const bytes = encodeServerMessage({ type: 'news', kind, id });
    for (const { connection } of this.#attached.values()) {
      const { actor } = connection.speaker;
      const concerned =
        'tableId' in to
          ? actor.seat?.tableId === to.tableId
          : to.readersOf.some((access) => can(actor, 'section.read', { kind: 'section', access }));
      if (concerned) connection.send(bytes);
    }
  }

  /** Everyone in the room keeps what he was handed, for reading only, and is told why. */
  #quarantine(room: Room): void {
    room.quarantined = true;
    // What was made for the next newcomer says that the text is whole.
    room.forgetNewcomers();
    for (const member of [...room.members.values()]) {
      const attached = this.#attached.get(member.connection);
      // Rows from before the damage are handed over with it, which takes knowing what rights are.
      if (!this.#cluster.fresh && attached !== undefined) {
        this.#expel(attached);
        continue;
      }
      member.right = room.rightOf(member.connection);
      member.caret = null;
      if (member.right !== 'none')
        member.connection.send(room.joined(member.right, { generation: room.generation, seq: member.handedTo }));
      member.handedTo = room.headSeq;
    }
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

/** Bytes that are no place in a text are told to nobody (docs/spec.md R18): whoever sends them has no caret. */
function caretOf({ caret }: Extract<ClientMessage, { type: 'caret' }>): WireCaret | null {
  return caret !== null && isCaret(caret) ? caret : null;
}

function isBehind(room: Room, known: JoinRequest['known']): boolean {
  return known !== null && known.generation === room.generation && known.seq > room.headSeq;
}
