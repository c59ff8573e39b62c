import type { Right, SectionAccess, SessionId } from '@samenspel/domain';
import * as Y from 'yjs';
import { compact, type CompactionInput } from '../../compaction/compact';
import { appendBlocks, copyBlocks } from '../../schema/copy-blocks';
import { createTextDoc } from '../../schema/text-doc';
import type { SectionFacts } from '../../server/ports';
import { randomEdit } from '../edits';
import { Random } from '../random';
import type { Person } from './database';
import { reads } from './ledger';
import type { Node } from './node';
import type { Simulation } from './simulation';

/** A change of rights is answered within this, in milliseconds, while the database answers. */
const REVOCATION_MS = 1_000;
/** The same when a server or the bus is in trouble: then a silent server's lease has to end first. */
const TROUBLED_MS = 2_000;

/** What the server does by command: an HTTP request that changes the database, and then tells the engine. */
export class ServerCommands {
  readonly #random: Random;

  constructor(private readonly simulation: Simulation) {
    this.#random = Random.of(simulation.seed, 'server commands');
  }

  /** Rights of a section change; with `rewrite` it begins a new history, as whenever other people read it from now on. */
  async change(
    node: Node,
    sectionId: string,
    next: (facts: SectionFacts) => SectionFacts,
    rewrite: boolean,
  ): Promise<void> {
    const { database, ledger, timeline } = this.simulation;
    const started = timeline.now;
    const troubles = database.prompt ? database.troubles : NaN;
    const moment = await this.#transaction(node, () => {
      database.truth.change(sectionId, next);
      return rewrite ? this.#rewritten(sectionId) : ledger.factsChanged(sectionId);
    });
    if (moment === null) return;
    if (rewrite) await node.engine.restarted([sectionId]);
    await node.engine.rightsChanged(sectionId);
    if (!node.process.alive) return;
    ledger.settled(sectionId, moment);
    const took = timeline.now - started;
    const { groups } = this.simulation.plan;
    const calm = !groups.includes('nodes') && !groups.includes('generations');
    // A new history is waited for, and then the rights on it.
    const bound = (calm ? REVOCATION_MS : TROUBLED_MS) * (rewrite ? 2 : 1);
    if (took > bound && troubles === database.troubles && node.calm)
      this.simulation.violated('I9', `a change of rights took ${took.toFixed(0)} ms`);
  }

  right(person: Person, right: Right): (facts: SectionFacts) => SectionFacts {
    const { seatId } = person.speaker.actor.seat!;
    return (facts) => {
      const others = facts.access.grants.filter(({ grantee }) => grantee.kind !== 'seat' || grantee.seatId !== seatId);
      const access: SectionAccess = {
        ...facts.access,
        grants: [...others, { grantee: { kind: 'seat', seatId }, right }],
      };
      const before = reads(person.speaker.actor.seat, facts);
      const after = reads(person.speaker.actor.seat, { ...facts, access });
      const { goals } = this.simulation;
      goals.hit(
        before && !after ? 'right withdrawn' : right === 'write' || !before ? 'right granted' : 'right lowered',
      );
      return { ...facts, access };
    };
  }

  /** The text is written anew without what was struck, under a new generation. */
  async rewrite(node: Node, sectionId: string): Promise<void> {
    const moment = await this.#transaction(node, () => this.#rewritten(sectionId));
    if (moment === null) return;
    await node.engine.restarted([sectionId]);
    if (node.process.alive) this.simulation.ledger.settled(sectionId, moment);
  }

  /** Sessions end, or lose their seat: `end` is what changes in the database. */
  async end(node: Node, sessionIds: readonly SessionId[], end: () => void): Promise<void> {
    const done = await this.#transaction(node, end);
    if (done === null) return;
    await node.engine.sessionsEnded(new Set(sessionIds));
    if (!node.process.alive) return;
    // Unless they got a seat again meanwhile.
    for (const sessionId of sessionIds) {
      if (this.simulation.database.speakerOf(sessionId) === null) this.simulation.ledger.expelled.add(sessionId);
    }
  }

  /** Somebody leaves his seat: in the same transaction every section is fenced, as `seating.service.ts` of the product does it. */
  async leaveSeat(node: Node, sessionIds: readonly SessionId[], leave: () => void): Promise<void> {
    const { database, ledger, table } = this.simulation;
    await this.end(node, sessionIds, () => {
      leave();
      for (const sectionId of table.sections) {
        database.truth.change(sectionId, (facts) => facts);
        ledger.factsChanged(sectionId);
      }
    });
    if (node.process.alive) await Promise.all(table.sections.map((sectionId) => node.engine.rightsChanged(sectionId)));
  }

  async edit(node: Node, sectionId: string): Promise<void> {
    const { database, ledger, goals } = this.simulation;
    const done = await this.#transaction(node, () => {
      const section = database.truth.sections.get(sectionId)!;
      const doc = createTextDoc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(ledger.text(sectionId, section.facts.generation)!));
      doc.clientID = database.truth.newClientId();
      const made: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => made.push(update));
      randomEdit(doc, this.#random, 'server');
      if (made.length === 0) return;
      const bytes = Y.mergeUpdates(made);
      database.truth.append(sectionId, bytes);
      ledger.appended(sectionId, bytes);
      goals.hit('server edit');
    });
    if (done !== null) await node.engine.appended(sectionId);
  }

  /** As the product's compaction: reads, computes, writes, and tells the node; anything may happen in between. */
  async compact(node: Node, sectionId: string, withGap: boolean): Promise<void> {
    const { database, goals } = this.simulation;
    const read = await this.#transaction(node, () => {
      const { facts, rows, snapshot } = database.truth.sections.get(sectionId)!;
      const from = snapshot?.seq ?? 0;
      const input: CompactionInput = {
        snapshot: snapshot?.bytes ?? null,
        snapshotSeq: from,
        rows: rows.filter(({ seq }) => seq > from),
      };
      return { input, generation: facts.generation };
    });
    if (read === null || read.input.rows.length < (withGap ? 3 : 2)) return;
    if (withGap) return this.#mustRefuse({ ...read.input, rows: read.input.rows.filter((_, at) => at !== 1) });
    const output = compact(read.input);
    const written = await this.#transaction(node, () => {
      const section = database.truth.sections.get(sectionId)!;
      if (section.facts.generation === read.generation) section.snapshot = { bytes: output.snapshot, seq: output.seq };
      goals.hit('compacted');
    });
    if (written !== null) node.engine.compacted(sectionId, read.generation, output.snapshot, output.seq);
  }

  #mustRefuse(input: CompactionInput): void {
    try {
      compact(input);
    } catch {
      return this.simulation.goals.hit('gap refused by compaction');
    }
    this.simulation.violated('I3', 'compaction goes across a gap');
  }

  #rewritten(sectionId: string): number {
    const { database, ledger, goals } = this.simulation;
    const { facts } = database.truth.sections.get(sectionId)!;
    const doc = createTextDoc();
    doc.clientID = database.truth.newClientId();
    appendBlocks(doc, copyBlocks(ledger.text(sectionId, facts.generation)!));
    const bytes = Y.encodeStateAsUpdate(doc);
    database.truth.restart(sectionId, bytes);
    goals.hit('history rewritten');
    return ledger.begins(sectionId, [bytes]);
  }

  /** Null when it failed, or when the process died meanwhile and nobody was told. */
  async #transaction<T>(node: Node, work: () => T): Promise<T | null> {
    try {
      return await this.simulation.database.call(node.process, 'transaction', work);
    } catch {
      return null; // the request is answered with an error: who asked asks again
    }
  }
}
