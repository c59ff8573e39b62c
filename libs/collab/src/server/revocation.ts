import { mayRead, send, type Attached } from './attached';
import type { GroupCommit } from './group-commit';
import type { Connection, EnginePorts, SectionFacts } from './ports';
import type { Member, Room } from './room';
import type { Rooms } from './rooms';

/**
 * What this node does when rights, sessions or histories change (docs/spec.md C6, C12). When one of these resolves, no socket
 * of this node is handed anything that its seat may no longer have.
 */
export class Revocation {
  /** Who left a section, or let go of an old history of it, while text of it still waits in his socket. */
  readonly #leaving = new Map<string, Set<Connection>>();
  /** New histories that are being let in, by section. */
  readonly #restarts = new Map<string, Promise<void>>();

  constructor(
    private readonly ports: EnginePorts,
    private readonly rooms: Rooms,
    private readonly commits: GroupCommit,
    private readonly attached: ReadonlyMap<Connection, Attached>,
    private readonly expel: (attached: Attached) => void,
    /** False while this node does not know for certain who still speaks for a seat. */
    private readonly mayTell: () => boolean,
  ) {}

  /** Reads the rights of a room again and applies them. When they cannot be read, nobody keeps what he has: fail closed. */
  async refresh(sectionId: string): Promise<Room | null> {
    // By rights that were read a moment earlier it may still tell somebody that he may begin anew.
    await this.#restarts.get(sectionId);
    try {
      const room = await this.rooms.refresh(sectionId);
      if (room === 'restarted') {
        await this.restart(sectionId);
        return null;
      }
      if (room !== null) for (const member of [...room.members.values()]) this.#applyRight(room, member);
      await this.#applyToLeaving(sectionId);
      return room;
    } catch (cause) {
      this.#failClosed(sectionId, cause);
      return null;
    }
  }

  /** Lets go of the old history of a section: who was in it is told to begin anew, or that it is gone for him. */
  async restart(sectionId: string): Promise<void> {
    const run = (this.#restarts.get(sectionId) ?? Promise.resolve()).then(() => this.#restart(sectionId));
    this.#restarts.set(sectionId, run);
    await run;
    if (this.#restarts.get(sectionId) === run) this.#restarts.delete(sectionId);
  }

  async #restart(sectionId: string): Promise<void> {
    const old = this.rooms.peek(sectionId);
    const members = this.rooms.drop(sectionId);
    for (const { connection } of members) {
      const attached = this.attached.get(connection);
      if (attached === undefined || old === null) continue;
      attached.rooms.delete(old);
      if (attached.caretIn === old) attached.caretIn = null;
    }
    const facts = members.length === 0 ? undefined : await this.#factsOf(sectionId);
    for (const { key, connection } of members) {
      const attached = this.attached.get(connection);
      if (attached === undefined || attached.key !== key) continue;
      const known = facts !== undefined && this.mayTell();
      // Who asked for it meanwhile has the new history already: he must not be told to let go of that.
      const back = [...attached.rooms].some((room) => room.sectionId === sectionId);
      if (known && mayRead(connection, facts)) {
        if (!back) send(connection, { type: 'restarted', sectionId });
        this.left(sectionId, connection);
      }
      // Text of the old history may still wait in the socket: only closing it keeps that from leaving.
      else if (!known || back || connection.hasBacklog()) this.expel(attached);
      else send(connection, { type: 'revoked', sectionId });
    }
    await this.#applyToLeaving(sectionId);
    await this.commits.drain();
    // A load that had begun before the change may have put the old history back.
    let again: boolean;
    try {
      again = await this.rooms.refreshGeneration(sectionId);
    } catch (cause) {
      return this.#failClosed(sectionId, cause);
    }
    if (again) await this.#restart(sectionId);
  }

  /** He is in the section no more; what he was handed may not have left yet. */
  left(sectionId: string, connection: Connection): void {
    if (!connection.hasBacklog()) return;
    const leaving = this.#leaving.get(sectionId) ?? new Set();
    this.#leaving.set(sectionId, leaving.add(connection));
  }

  /** The sections of which text still waits in the sockets of who left them. */
  get leaving(): string[] {
    for (const [sectionId, connections] of this.#leaving) {
      for (const connection of connections) {
        if (!this.attached.has(connection) || !connection.hasBacklog()) connections.delete(connection);
      }
      if (connections.size === 0) this.#leaving.delete(sectionId);
    }
    return [...this.#leaving.keys()];
  }

  async #applyToLeaving(sectionId: string): Promise<void> {
    if (!this.leaving.includes(sectionId)) return;
    const facts = await this.#factsOf(sectionId);
    for (const connection of this.#leaving.get(sectionId) ?? []) {
      const attached = this.attached.get(connection);
      if (attached !== undefined && (facts === undefined || !mayRead(connection, facts))) this.expel(attached);
    }
  }

  /** What holds cannot be read: whoever is in the room comes back when it can. */
  #failClosed(sectionId: string, cause: unknown): void {
    this.ports.log.error('rights-unread', { sectionId }, cause);
    for (const { connection } of this.rooms.drop(sectionId)) {
      const attached = this.attached.get(connection);
      if (attached !== undefined) this.expel(attached);
    }
  }

  #applyRight(room: Room, member: Member): void {
    const right = room.rightOf(member.connection);
    if (right === member.right) return;
    const attached = this.attached.get(member.connection);
    if (!this.mayTell() && attached !== undefined) return this.expel(attached);
    if (right !== 'none') {
      member.right = right;
      if (right !== 'write') member.caret = null;
      return send(member.connection, { type: 'right', sectionId: room.sectionId, right });
    }
    room.members.delete(member.key);
    attached?.rooms.delete(room);
    // Text of the section may still wait in the socket: only closing it keeps that from leaving.
    if (member.connection.hasBacklog() && attached !== undefined) return this.expel(attached);
    send(member.connection, { type: 'revoked', sectionId: room.sectionId });
  }

  /** The facts as they stand now; none when they cannot be read. */
  async #factsOf(sectionId: string): Promise<SectionFacts | undefined> {
    try {
      return (await this.ports.facts.load([sectionId])).get(sectionId);
    } catch (cause) {
      this.ports.log.error('rights-unread', { sectionId }, cause);
      return undefined;
    }
  }
}
