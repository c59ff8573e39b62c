import { readablePart } from './readable-part';
import type { EngineLog, FactSource, SectionFacts, SectionStore, StoredText } from './ports';
import { Room, type Member } from './room';

/** Bytes of text that rooms without members may keep for the next join. */
const IDLE_BYTES = 64 * 1024 * 1024;

/** The rooms of a node: loaded once however many ask, dropped when nobody needs them and memory is wanted. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();
  /** The numbers of these rooms. */
  readonly #numbers = new Set<number>();
  readonly #loading = new Map<string, Promise<void>>();
  #use = 0;

  constructor(
    private readonly store: SectionStore,
    private readonly facts: FactSource,
    private readonly log: EngineLog,
  ) {}

  get size(): number {
    return this.#rooms.size;
  }

  get quarantined(): number {
    return [...this.#rooms.values()].filter((room) => room.quarantined).length;
  }

  /** The sections that are open or about to be. */
  get ids(): string[] {
    return [...new Set([...this.#rooms.keys(), ...this.#loading.keys()])];
  }

  [Symbol.iterator](): Iterator<Room> {
    return this.#rooms.values();
  }

  /** The room, once no load of it is under way. */
  async settled(sectionId: string): Promise<Room | null> {
    await this.#loading.get(sectionId);
    return this.#rooms.get(sectionId) ?? null;
  }

  peek(sectionId: string): Room | null {
    const room = this.#rooms.get(sectionId) ?? null;
    if (room !== null) room.lastUsed = this.#use++;
    return room;
  }

  /**
   * The rooms of those sections that exist and that `wanted` wants by their facts. Two queries more for all of them that are
   * not here yet; a text is only read from the database for somebody who may read it.
   */
  async ensure(sectionIds: readonly string[], wanted: (facts: SectionFacts) => boolean): Promise<Map<string, Room>> {
    const readable = await this.#wanted(sectionIds, wanted);
    // A load that is under way for somebody else is waited for; what it did not bring is loaded after it.
    await Promise.all(readable.map((id) => this.#loading.get(id)));
    const missing = readable.filter((id) => !this.#rooms.has(id));
    if (missing.length > 0) {
      const load = this.#load(missing, wanted);
      const settled = load.then(
        () => undefined,
        () => undefined, // who asked gets the error; who waits tries for himself
      );
      for (const id of missing) this.#loading.set(id, settled);
      try {
        await load;
      } finally {
        for (const id of missing) if (this.#loading.get(id) === settled) this.#loading.delete(id);
      }
    }
    const found = new Map<string, Room>();
    for (const id of readable) {
      const room = this.peek(id);
      if (room !== null) found.set(id, room);
    }
    return found;
  }

  /**
   * Those of them that are wanted. Asked before anything that differs with what is open here: what somebody may not read is one
   * and the same question, whether others have it open, are opening it, or it does not exist (docs/spec.md R16).
   */
  async #wanted(sectionIds: readonly string[], wanted: (facts: SectionFacts) => boolean): Promise<string[]> {
    const isWanted = (facts: SectionFacts | undefined): boolean => facts !== undefined && wanted(facts);
    const here = new Set(sectionIds.filter((id) => isWanted(this.#rooms.get(id)?.facts)));
    const others = sectionIds.filter((id) => !here.has(id));
    if (others.length === 0) return [...sectionIds];
    const facts = await this.facts.load(others);
    return sectionIds.filter((id) => here.has(id) || isWanted(facts.get(id)));
  }

  async #load(sectionIds: readonly string[], wanted: (facts: SectionFacts) => boolean): Promise<void> {
    const facts = await this.facts.load(sectionIds);
    const ids = [...facts.values()].filter(wanted).map(({ sectionId }) => sectionId);
    if (ids.length === 0) return;
    const texts = await this.store.load(ids);
    const restarted: string[] = [];
    for (const id of ids) {
      const fact = facts.get(id);
      const text = texts.get(id);
      if (fact === undefined || text === undefined || this.#rooms.has(id)) continue;
      if (fact.generation !== text.generation) {
        restarted.push(id);
        continue;
      }
      const room = await this.#open(id, fact, text);
      if (this.#rooms.has(id)) continue;
      room.lastUsed = this.#use++;
      room.number = this.#numberFor(id);
      this.#rooms.set(id, room);
      this.#numbers.add(room.number);
    }
    // Between the two questions a new history began: the rights of the old one must not open it.
    if (restarted.length > 0) await this.#load(restarted, wanted);
  }

  /**
   * One section that cannot be read keeps no other from being opened. A damaged snapshot is passed over, since the log holds
   * all that it holds; of a damaged log the part before the damage is shown.
   */
  async #open(sectionId: string, facts: SectionFacts, text: StoredText): Promise<Room> {
    try {
      return new Room(sectionId, facts, text);
    } catch (cause) {
      this.log.error('section-unreadable', { sectionId, snapshotSeq: text.snapshotSeq }, cause);
    }
    const whole = text.snapshot === null ? text : ((await this.store.loadWhole(sectionId)) ?? text);
    const parts = [whole, text].map(readablePart);
    const best = parts.reduce((one, other) => (other.end > one.end ? other : one));
    const room = new Room(sectionId, facts, best.text);
    room.quarantined = best.damaged;
    if (best.damaged) this.log.error('section-quarantined', { sectionId, seq: best.end });
    return room;
  }

  /** Is the section open here with another generation than the database has? */
  async refreshGeneration(sectionId: string): Promise<boolean> {
    await this.#loading.get(sectionId);
    const room = this.#rooms.get(sectionId);
    if (room === undefined) return false;
    return (await this.facts.load([sectionId])).get(sectionId)?.generation !== room.generation;
  }

  /**
   * Reads the facts of a room anew. Null when it is not open here; `restarted` when the database has another history: new
   * readers must not be let in to the old one, which the room still holds.
   */
  async refresh(sectionId: string): Promise<Room | 'restarted' | null> {
    await this.#loading.get(sectionId);
    const room = this.#rooms.get(sectionId);
    if (room === undefined) return null;
    const facts = (await this.facts.load([sectionId])).get(sectionId);
    // Of two answers that overtook each other, the older one must not give back what was withdrawn.
    if (facts !== undefined && facts.accessVersion < room.facts.accessVersion) return room;
    if (facts !== undefined && facts.generation !== room.generation) return 'restarted';
    room.facts = facts ?? { ...room.facts, access: { ...room.facts.access, grants: [], owners: [] } };
    return room;
  }

  /** Forgets a room; returns who was in it. A commit that still comes back to it has nobody left to tell. */
  drop(sectionId: string): Member[] {
    const room = this.#rooms.get(sectionId);
    const members = [...(room?.members.values() ?? [])];
    room?.members.clear();
    this.#forget(sectionId);
    return members;
  }

  #forget(sectionId: string): void {
    const room = this.#rooms.get(sectionId);
    if (room !== undefined) this.#numbers.delete(room.number);
    this.#rooms.delete(sectionId);
  }

  /** Of the section's id, so that it says nothing of what else is open; the next one where that is taken. */
  #numberFor(sectionId: string): number {
    let number = Number.parseInt(sectionId.slice(0, 7), 16);
    while (this.#numbers.has(number)) number += 1;
    return number;
  }

  /** Drops the rooms that were used longest ago and have nobody in them, when they hold too much. */
  evict(): void {
    const idle = [...this.#rooms.values()].filter((room) => room.members.size === 0 && !busy(room));
    let bytes = idle.reduce((sum, room) => sum + room.bytes, 0);
    for (const room of idle.sort((one, other) => one.lastUsed - other.lastUsed)) {
      if (bytes <= IDLE_BYTES) return;
      bytes -= room.bytes;
      this.#forget(room.sectionId);
    }
  }
}

function busy(room: Room): boolean {
  return [...room.leases.values()].some((state) => state.inFlight);
}
