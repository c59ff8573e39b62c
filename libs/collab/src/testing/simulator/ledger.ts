import { includes, rightOn, type ActingSeat } from '@samenspel/domain';
import * as Y from 'yjs';
import { FRAME_LIMITS } from '../../admission/limits';
import { hasUnknownContent } from '../../schema/unknown-content';
import { createTextDoc } from '../../schema/text-doc';
import type { CommitResult, FrameToCommit, SectionFacts } from '../../server/ports';
import type { SimulationContext } from './context';
import type { Database } from './database';

/** What a person typed on a page: found again in the log, in a draft, or lost. */
export const WORD = /~\d+~/g;

interface Fold {
  readonly generation: number;
  readonly doc: Y.Doc;
}

/**
 * The naive second opinion on the log: what of each section is true, by a Y.Doc that gets every row, and which rights stood
 * when. It judges every row at the moment at which it becomes true (I5, I10, I11, and the fence of I9).
 */
export class Ledger {
  /** Who sends what no honest client would. */
  readonly hostile = new Set<string>();
  /** Words of honest people that the log holds or held. */
  readonly saved = new Set<string>();
  /** Sessions whose end was answered: nothing may be taken from them and handed to them any more. */
  readonly expelled = new Set<string>();
  readonly #folds = new Map<string, Fold>();
  /** The last generations before: for who has not heard of the new one. */
  readonly #past = new Map<string, Fold[]>();
  readonly #versions = new Map<string, SectionFacts[]>();
  readonly #settled = new Map<string, number>();
  database!: Database;

  constructor(private readonly context: SimulationContext) {}

  /**
   * A section has a new beginning: it is new, its text was written anew, or a backup was put back.
   * @returns the moment, for `settled`
   */
  begins(sectionId: string, rows: readonly Uint8Array[]): number {
    const before = this.#folds.get(sectionId);
    if (before !== undefined) this.#past.set(sectionId, [...(this.#past.get(sectionId) ?? []), before]);
    const doc = createTextDoc();
    for (const bytes of rows) Y.applyUpdate(doc, bytes);
    this.#folds.set(sectionId, { generation: this.#facts(sectionId).generation, doc });
    return this.factsChanged(sectionId);
  }

  /** Rights or the like changed. @returns the moment, for `settled` */
  factsChanged(sectionId: string): number {
    const versions = this.#versions.get(sectionId) ?? [];
    this.#versions.set(sectionId, versions);
    return versions.push(this.#facts(sectionId)) - 1;
  }

  /** A change was answered: what stood before that moment is no excuse any more. */
  settled(sectionId: string, moment: number): void {
    this.#settled.set(sectionId, Math.max(moment, this.#settled.get(sectionId) ?? 0));
  }

  /** Did `holds` hold at any moment since the last change of rights that was answered? With `ever`: at any moment at all? */
  stood(sectionId: string, holds: (facts: SectionFacts) => boolean, ever = false): boolean {
    const floor = ever ? 0 : (this.#settled.get(sectionId) ?? 0);
    return (this.#versions.get(sectionId) ?? []).some((facts, moment) => moment >= floor && holds(facts));
  }

  /** The text of a section as the log tells it, for the generation that is asked for. */
  text(sectionId: string, generation: number): Y.Doc | null {
    const fold = this.#folds.get(sectionId);
    if (fold?.generation === generation) return fold.doc;
    return this.#past.get(sectionId)?.findLast((past) => past.generation === generation)?.doc ?? null;
  }

  clock(sectionId: string, generation: number, client: number): number {
    const doc = this.text(sectionId, generation);
    return doc === null ? 0 : Y.getState(doc.store, client);
  }

  /** The server itself added a row. */
  appended(sectionId: string, bytes: Uint8Array): void {
    const fold = this.#folds.get(sectionId);
    if (fold !== undefined) Y.applyUpdate(fold.doc, bytes);
  }

  /** Rows that have just become true. */
  committed(frames: readonly FrameToCommit[], results: readonly CommitResult[]): void {
    frames.forEach((frame, at) => {
      const result = results[at];
      if (result === undefined) return;
      this.context.goals.hit(`commit ${result.outcome}` as const);
      this.context.trace.say(`log: ${result.outcome} ${JSON.stringify(short(frame))}`);
      if (result.outcome === 'committed') this.#judge(frame, result.seq);
    });
  }

  #judge(frame: FrameToCommit, seq: number): void {
    const { sectionId, leaseId } = frame;
    const section = this.database.truth.sections.get(sectionId);
    const fold = this.#folds.get(sectionId);
    const lease = section?.leases.get(leaseId);
    const wrong = (invariant: string, what: string): void =>
      this.context.violated(invariant, `${what}: row ${seq} of ${sectionId}`);
    if (section === undefined || fold === undefined || lease === undefined) return wrong('I10', 'no such lease');
    if (section.rows[seq - 1]?.seq !== seq) wrong('I5', 'a gap in the log');
    const frames = section.rows.filter((row) => row.leaseId === leaseId && row.seq <= seq).map((row) => row.frame);
    if (frames.some((number, at) => number !== at + 1)) wrong('I5', `frames ${frames.join(',')} of one lease`);
    const holder = this.database.seatOf(frame.sessionId);
    if (holder?.personId !== lease.personId || holder.seatId !== lease.seatId) wrong('I10', "somebody else's lease");
    if (lease.generation !== section.facts.generation) wrong('I10', 'a lease of another history');
    if (this.database.truth.endedSessions.has(frame.sessionId)) wrong('I9', 'a session that has ended');
    if (this.expelled.has(frame.sessionId)) wrong('I9', 'a session that was expelled');
    const seat = this.database.sessions.get(frame.sessionId)?.speaker.actor.seat;
    if (!seat || !includes(rightOn(seat, section.facts.access), 'write')) wrong('I9', 'no right to write');
    if (frame.bytes.byteLength > FRAME_LIMITS.bytes) wrong('I11', 'larger than a frame may be');
    this.#take(frame, fold.doc, lease.clientId, lease.personId, wrong);
  }

  #take(
    frame: FrameToCommit,
    doc: Y.Doc,
    client: number,
    personId: string,
    wrong: (invariant: string, what: string) => void,
  ): void {
    const { structs, ds } = Y.decodeUpdate(frame.bytes);
    const own = structs.filter((struct) => struct.id.client === client);
    if (own.length !== structs.length) wrong('I10', 'structs of another');
    if (own.length > 0 && own[0]!.id.clock !== Y.getState(doc.store, client)) wrong('I11', 'not where the lease ended');
    const ends = new Map(own.map((struct) => [client, struct.id.clock + struct.length]));
    for (const [of, ranges] of ds.clients) {
      const known = ends.get(of) ?? Y.getState(doc.store, of);
      if (ranges.some(({ clock, len }) => clock + len > known)) wrong('I11', 'deletes what does not exist');
    }
    Y.applyUpdate(doc, frame.bytes);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) wrong('I11', 'left something pending');
    if (this.hostile.has(personId)) {
      this.context.goals.hit('hostile frame admitted');
      if (hasUnknownContent(doc)) wrong('I11', 'content that the schema does not have');
      return;
    }
    for (const word of wordsIn(frame.bytes)) {
      if (this.saved.has(word)) wrong('I1', `${word} stored twice`);
      this.saved.add(word);
    }
  }

  #facts(sectionId: string): SectionFacts {
    const facts = this.database.truth.sections.get(sectionId)?.facts;
    if (facts === undefined) throw new Error(`no section ${sectionId}`);
    return facts;
  }
}

/** The words that an update brings. */
export function wordsIn(bytes: Uint8Array): string[] {
  return Y.decodeUpdate(bytes).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? (struct.content.str.match(WORD) ?? []) : [],
  );
}

export function reads(seat: ActingSeat | null, facts: SectionFacts): boolean {
  return seat !== null && includes(rightOn(seat, facts.access), 'read');
}

function short({ sectionId, leaseId, frame, bytes }: FrameToCommit): unknown {
  return [sectionId.slice(-2), leaseId.slice(-3), frame, bytes.byteLength];
}
