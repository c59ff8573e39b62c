import type {
  CommitResult,
  FrameToCommit,
  Lease,
  LogRow,
  SectionFacts,
  SectionStore,
  StoredText,
  FactSource,
} from '../server/ports';

interface StoredRow extends LogRow {
  readonly leaseId: string;
  readonly frame: number;
}

interface StoredSection {
  facts: SectionFacts;
  rows: StoredRow[];
  leases: Map<string, Lease>;
  snapshot: { bytes: Uint8Array; seq: number } | null;
}

/** How the next commits go wrong: before anything is stored, or after everything was. */
export type Fault = 'lost' | 'stored-but-lost' | null;

/** The store of the engine in memory, with faults on command. The same contract as the one on PostgreSQL. */
export class MemoryStore implements SectionStore, FactSource {
  readonly sections = new Map<string, StoredSection>();
  fault: () => Fault = () => null;
  endedSessions = new Set<string>();
  #nextClient = 1_000;
  #nextLease = 1;

  add(facts: SectionFacts, first: Uint8Array): void {
    this.sections.set(facts.sectionId, {
      facts,
      rows: [{ seq: 1, bytes: first, leaseId: '', frame: 0 }],
      leases: new Map(),
      snapshot: null,
    });
  }

  change(sectionId: string, change: (facts: SectionFacts) => SectionFacts): void {
    const section = this.sections.get(sectionId);
    if (section !== undefined)
      section.facts = { ...change(section.facts), accessVersion: section.facts.accessVersion + 1 };
  }

  load(ids: readonly string[]): Promise<Map<string, SectionFacts & StoredText>> {
    const found = new Map<string, SectionFacts & StoredText>();
    for (const id of ids) {
      const section = this.sections.get(id);
      if (section === undefined) continue;
      const from = section.snapshot?.seq ?? 0;
      found.set(id, {
        ...section.facts,
        snapshot: section.snapshot?.bytes ?? null,
        snapshotSeq: from,
        tail: section.rows.filter(({ seq }) => seq > from),
      });
    }
    return Promise.resolve(found);
  }

  tail(sectionId: string, _generation: number, afterSeq: number): Promise<LogRow[]> {
    return Promise.resolve(this.sections.get(sectionId)?.rows.filter(({ seq }) => seq > afterSeq) ?? []);
  }

  commit(frames: readonly FrameToCommit[]): Promise<CommitResult[]> {
    const fault = this.fault();
    if (fault === 'lost') return Promise.reject(new Error('the database is away'));
    const results = frames.map((frame) => this.#commitOne(frame));
    return fault === 'stored-but-lost' ? Promise.reject(new Error('the connection broke')) : Promise.resolve(results);
  }

  #commitOne(frame: FrameToCommit): CommitResult {
    const section = this.sections.get(frame.sectionId);
    if (section === undefined) return { outcome: 'fenced' };
    const { facts, rows } = section;
    const held = rows.find((row) => row.leaseId === frame.leaseId && row.frame === frame.frame);
    if (held !== undefined) return { outcome: 'duplicate', seq: held.seq };
    if (facts.generation !== frame.generation || facts.accessVersion !== frame.accessVersion)
      return { outcome: 'fenced' };
    if (this.endedSessions.has(frame.sessionId)) return { outcome: 'fenced' };
    const seq = rows.length + 1;
    rows.push({ seq, bytes: frame.bytes.slice(), leaseId: frame.leaseId, frame: frame.frame });
    return { outcome: 'committed', seq };
  }

  createLease(request: Parameters<SectionStore['createLease']>[0]): Promise<Lease | null> {
    const section = this.sections.get(request.sectionId);
    if (section === undefined || section.facts.accessVersion !== request.accessVersion) return Promise.resolve(null);
    const lease: Lease = {
      leaseId: `00000000-0000-4000-8000-${String(this.#nextLease++).padStart(12, '0')}`,
      sectionId: request.sectionId,
      generation: request.generation,
      clientId: this.#nextClient++,
      personId: request.personId,
      seatId: request.seatId,
      lastFrame: 0,
      lastSeq: 0,
      lastBytes: null,
    };
    section.leases.set(lease.leaseId, lease);
    return Promise.resolve(lease);
  }

  findLease(sectionId: string, leaseId: string): Promise<Lease | null> {
    const section = this.sections.get(sectionId);
    const lease = section?.leases.get(leaseId);
    if (section === undefined || lease === undefined) return Promise.resolve(null);
    const last = section.rows.filter((row) => row.leaseId === leaseId).at(-1);
    return Promise.resolve({
      ...lease,
      lastFrame: last?.frame ?? 0,
      lastSeq: last?.seq ?? 0,
      lastBytes: last?.bytes ?? null,
    });
  }
}
