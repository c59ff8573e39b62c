import { equalBytes } from '../server/equal-bytes';
import type {
  AddressedNews,
  Asked,
  ClusterStore,
  CommitResult,
  FactSource,
  FrameToCommit,
  Heard,
  Lease,
  LogRow,
  Moment,
  SectionFacts,
  SectionStore,
  StoredText,
  TailRow,
} from '../server/ports';

export interface StoredSection {
  facts: SectionFacts;
  rows: TailRow[];
  /** The rows of earlier generations: kept, as the log keeps them. */
  past: TailRow[];
  leases: Map<string, Lease>;
  snapshot: { bytes: Uint8Array; seq: number } | null;
}

/** How the next commits go wrong: before anything is stored, or after everything was. */
export type Fault = 'lost' | 'stored-but-lost' | null;

/** For how long news can be heard, in milliseconds. */
const NEWS_MS = 10_000;

/** The store of the engine in memory, with faults on command. The same contract as the one on PostgreSQL. */
export class MemoryStore implements SectionStore, FactSource {
  readonly #confirmed = new Map<string, Moment>();
  readonly #news: { id: string; node: string; at: Moment; news: AddressedNews }[] = [];
  #last = 0;
  readonly sections = new Map<string, StoredSection>();
  fault: () => Fault = () => null;
  /** Called within the transaction: nothing comes between what is stored and this. */
  committed: (frames: readonly FrameToCommit[], results: readonly CommitResult[]) => void = () => undefined;
  endedSessions = new Set<string>();
  /** Does this session speak for that seat now? */
  speaks: (sessionId: string, seatId: string) => boolean = (sessionId) => !this.endedSessions.has(sessionId);
  #nextClient = 1_000;
  /** A client id for a new lease; one that was never used. */
  newClientId: () => number = () => this.#nextClient++;
  #nextLease = 1;

  /** @param elapsed the clock of the database, in milliseconds */
  constructor(private readonly elapsed: () => number = () => 0) {}

  add(facts: SectionFacts, first: Uint8Array): void {
    this.sections.set(facts.sectionId, {
      facts,
      rows: [{ seq: 1, bytes: first, leaseId: '', frame: 0 }],
      past: [],
      leases: new Map(),
      snapshot: null,
    });
  }

  /** The section begins a new history with this text. */
  restart(sectionId: string, first: Uint8Array): void {
    const section = this.sections.get(sectionId);
    if (section === undefined) return;
    section.facts = { ...section.facts, generation: section.facts.generation + 1 };
    section.past.push(...section.rows);
    section.rows = [{ seq: 1, bytes: first, leaseId: '', frame: 0 }];
    section.snapshot = null;
  }

  /** The server itself adds to the log. */
  append(sectionId: string, bytes: Uint8Array, leaseId = ''): void {
    const section = this.sections.get(sectionId);
    section?.rows.push({ seq: section.rows.length + 1, bytes, leaseId, frame: 1 });
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

  loadWhole(sectionId: string): Promise<StoredText | null> {
    const section = this.sections.get(sectionId);
    if (section === undefined) return Promise.resolve(null);
    const { facts, rows } = section;
    return Promise.resolve({ generation: facts.generation, snapshot: null, snapshotSeq: 0, tail: [...rows] });
  }

  tail(sectionId: string, generation: number, afterSeq: number): Promise<TailRow[]> {
    const section = this.sections.get(sectionId);
    if (section?.facts.generation !== generation) return Promise.resolve([]);
    return Promise.resolve(section.rows.filter(({ seq }) => seq > afterSeq));
  }

  findFrame(sectionId: string, leaseId: string, frame: number): Promise<LogRow | null> {
    const section = this.sections.get(sectionId);
    const same = (row: TailRow): boolean => row.leaseId === leaseId && row.frame === frame;
    return Promise.resolve(section?.rows.findLast(same) ?? section?.past.findLast(same) ?? null);
  }

  commit(frames: readonly FrameToCommit[]): Promise<CommitResult[]> {
    const fault = this.fault();
    if (fault === 'lost') return Promise.reject(new Error('the database is away'));
    const results = frames.map((frame) => this.#commitOne(frame));
    this.committed(frames, results);
    return fault === 'stored-but-lost' ? Promise.reject(new Error('the connection broke')) : Promise.resolve(results);
  }

  #commitOne(frame: FrameToCommit): CommitResult {
    const section = this.sections.get(frame.sectionId);
    if (section === undefined) return { outcome: 'fenced' };
    const { facts, rows } = section;
    const same = (row: TailRow): boolean => row.leaseId === frame.leaseId && row.frame === frame.frame;
    const held = rows.findLast(same) ?? section.past.findLast(same);
    if (held !== undefined)
      return { outcome: equalBytes(held.bytes, frame.bytes) ? 'duplicate' : 'taken', seq: held.seq };
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
    if (section.facts.generation !== request.generation || this.endedSessions.has(request.sessionId))
      return Promise.resolve(null);
    const lease: Lease = {
      leaseId: `00000000-0000-4000-8000-${String(this.#nextLease++).padStart(12, '0')}`,
      sectionId: request.sectionId,
      generation: request.generation,
      clientId: this.newClientId(),
      personId: request.personId,
      seatId: request.seatId,
      personClients: [],
      lastFrame: 0,
      lastSeq: 0,
      lastBytes: null,
    };
    section.leases.set(lease.leaseId, lease);
    return Promise.resolve({ ...lease, personClients: clientsOf(section, lease) });
  }

  findLease(sectionId: string, leaseId: string): Promise<Lease | null> {
    const section = this.sections.get(sectionId);
    const lease = section?.leases.get(leaseId);
    if (section === undefined || lease === undefined) return Promise.resolve(null);
    const last = [...section.past, ...section.rows].findLast((row) => row.leaseId === leaseId);
    return Promise.resolve({
      ...lease,
      lastFrame: last?.frame ?? 0,
      lastSeq: last?.seq ?? 0,
      lastBytes: last?.bytes ?? null,
      personClients: clientsOf(section, lease),
    });
  }

  /** What one node asks of all nodes' database. `node` tells its confirmations from those of others. */
  forNode(node: string): ClusterStore {
    return {
      hear: (asked) => Promise.resolve(this.#hear(asked, node)),
      confirm: (asOf) => {
        this.#confirmed.set(node, asOf);
        return Promise.resolve();
      },
      behind: (since, leaseMs) => {
        const now = this.#moment();
        const behind = [...this.#confirmed].filter(
          ([other, at]) => other !== node && at < (since ?? now) && at >= now - leaseMs * 1_000,
        );
        return Promise.resolve({ since: since ?? now, nodes: behind.length });
      },
      announce: (news) => {
        this.#news.push({ id: String(this.#news.length), node, at: this.#moment(), news });
        return Promise.resolve();
      },
    };
  }

  #hear(asked: Asked, node: string): Heard {
    const asOf = this.#moment();
    const heads = new Map(
      asked.sections.flatMap((sectionId) => {
        const section = this.sections.get(sectionId);
        if (section === undefined) return [];
        const { generation, accessVersion } = section.facts;
        return [[sectionId, { generation, accessVersion, headSeq: section.rows.length }] as const];
      }),
    );
    return {
      asOf,
      heads,
      ended: asked.sessions.filter(({ sessionId, seatId }) => !this.speaks(sessionId, seatId)),
      news: this.#news.filter((one) => one.node !== node && one.at > asOf - NEWS_MS * 1_000),
    };
  }

  /** In microseconds, each later than the one before. */
  #moment(): Moment {
    this.#last = Math.max(this.#last + 1, this.elapsed() * 1_000);
    return this.#last;
  }
}

function clientsOf(section: StoredSection, { personId }: Lease): number[] {
  return [...section.leases.values()].filter((lease) => lease.personId === personId).map(({ clientId }) => clientId);
}
