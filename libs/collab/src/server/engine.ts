import { encodeServerMessage, type ClientMessage, type JoinRequest, type ServerMessage } from '../wire/messages';
import { GUARD, send, type Attached } from './attached';
import { GroupCommit } from './group-commit';
import type { Connection, EnginePorts } from './ports';
import { Presence } from './presence';
import type { Member, Room } from './room';
import { Rooms } from './rooms';
import { Writing } from './writing';

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
  readonly #writing: Writing;
  readonly #presence: Presence;

  constructor(private readonly ports: EnginePorts) {
    this.#rooms = new Rooms(ports.store, ports.facts);
    this.#commits = new GroupCommit(ports.store);
    this.#writing = new Writing(ports, this.#commits, {
      memberRoom: (attached, sectionId) => this.#memberRoom(attached, sectionId),
      refresh: (sectionId) => this.#refreshOrClose(sectionId),
      expel: (attached) => this.#expel(attached),
    });
    this.#presence = new Presence(ports.scheduler);
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

  /**
   * To be awaited after a section got another generation, before that is answered. Its room goes, and with it whatever was
   * known of the old history; who was in it is told to begin anew, or that it is gone for him.
   */
  async restarted(sectionId: string): Promise<void> {
    const members = this.#rooms.drop(sectionId);
    const facts = members.length === 0 ? undefined : await this.#factsOf(sectionId);
    for (const { key, connection } of members) {
      const attached = this.#attached.get(connection);
      if (attached === undefined || attached.key !== key) continue;
      for (const room of attached.rooms) if (room.sectionId === sectionId) attached.rooms.delete(room);
      if (facts !== undefined && mayRead(connection, facts)) send(connection, { type: 'restarted', sectionId });
      // Text of the old history may still wait in the socket: only closing it keeps that from leaving.
      else if (facts === undefined || connection.hasBacklog()) this.#expel(attached);
      else send(connection, { type: 'revoked', sectionId });
    }
    await this.#commits.drain();
    // A load that had begun before the change may have put the old history back.
    const again = await this.#rooms.refreshGeneration(sectionId);
    if (again) await this.restarted(sectionId);
  }

  /** To be awaited after the server itself added to a section's log: who is in it gets what is new. */
  async appended(sectionId: string): Promise<void> {
    const room = this.#rooms.peek(sectionId);
    if (room !== null && !(await this.#writing.catchUp(room))) room.uncertain = true;
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
    this.#writing.draining = true;
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
        return this.#writing.lease(attached, message.sectionId);
      case 'frame':
        return this.#writing.frame(attached, message);
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
      if (room?.uncertain) await this.#writing.catchUp(room);
      // Looked at again here: between loading and this moment the right may have gone. From here to `send` nothing waits.
      const gone = room === undefined || this.#rooms.peek(sectionId) !== room;
      if (!attached.open || gone || !room.may(attached.connection, GUARD.join)) {
        send(attached.connection, { type: 'join-refused', sectionId });
        continue;
      }
      const member: Member = {
        connection: attached.connection,
        key: attached.key,
        right: room.rightOf(attached.connection),
        caret: null,
        joinedAt: room.headSeq,
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

  /** Reads the rights of a room again and applies them. When they can not be read, nobody keeps what he has: fail closed. */
  async #refreshOrClose(sectionId: string): Promise<Room | null> {
    try {
      const room = await this.#rooms.refresh(sectionId);
      if (room === 'restarted') {
        await this.restarted(sectionId);
        return null;
      }
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

  /** The facts as they stand now; none when they can not be read. */
  async #factsOf(sectionId: string): Promise<Room['facts'] | undefined> {
    try {
      return (await this.ports.facts.load([sectionId])).get(sectionId);
    } catch (cause) {
      this.ports.log.error('rights-unread', { sectionId }, cause);
      return undefined;
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

function mayRead(connection: Connection, facts: Room['facts']): boolean {
  const { actor } = connection.speaker;
  return Rooms.may(actor, 'section.read', facts);
}
