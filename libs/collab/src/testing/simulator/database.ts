import type { Actor, SeatId, SessionId } from '@samenspel/domain';
import { id } from '@samenspel/domain';
import type { ClusterStore, FactSource, SectionStore, Speaker } from '../../server/ports';
import { MemoryStore } from '../memory-store';
import { Random } from '../random';
import type { Ledger } from './ledger';
import type { Process } from './process';
import type { SimulationContext } from './context';

/** What a fault of the simulation throws: anything else that fails is a defect. */
export class SimulatedFault extends Error {}

/** A person at the table, as the database knows him. */
export interface Person {
  readonly name: string;
  readonly speaker: Speaker;
  seated: boolean;
}

type Fate = 'good' | 'lost' | 'answer-lost';

/** Shares of the calls that go wrong, by seed. */
export interface DatabaseFaults {
  commitLost: number;
  answerLost: number;
  readLost: number;
}

/**
 * PostgreSQL as the engine meets it: every call takes effect at one moment and is answered at a later one; it may be lost
 * before or after its effect, wait while the database is stopped, and break when it restarts. What took effect stays.
 */
export class Database {
  readonly truth: MemoryStore;
  readonly sessions = new Map<string, Person>();
  faults: DatabaseFaults = { commitLost: 0, answerLost: 0, readLost: 0 };
  /** Milliseconds that a call takes each way, at most. */
  #latency = 4;
  /** How often it was in trouble: what took long meanwhile has an excuse. */
  troubles = 0;
  #paused = false;
  #down = false;
  readonly #waiting: (() => void)[] = [];
  readonly #cutOff = new Set<Process>();
  readonly #breakable = new Set<() => void>();
  readonly #random: Random;
  #sessions = 0;

  constructor(
    private readonly context: SimulationContext,
    ledger: Ledger,
  ) {
    this.#random = Random.of(context.seed, 'database');
    this.truth = new MemoryStore(() => context.timeline.now);
    this.truth.speaks = (sessionId, seatId) => {
      const speaker = this.speakerOf(id<SessionId>(sessionId));
      return speaker?.actor.seat?.seatId === seatId;
    };
    this.truth.committed = (frames, results) => ledger.committed(frames, results);
    const clients = Random.of(context.seed, 'clients');
    this.truth.newClientId = () => 1 + clients.below(2 ** 32 - 1);
  }

  /** What one server process has of the database. */
  link(process: Process, name: string): SectionStore & FactSource & ClusterStore {
    const { truth } = this;
    const cluster = truth.forNode(name);
    return {
      load: (ids) => this.call(process, 'load', () => truth.load(ids)),
      loadWhole: (sectionId) => this.call(process, 'loadWhole', () => truth.loadWhole(sectionId)),
      tail: (...of) => this.call(process, 'tail', () => truth.tail(...of)),
      commit: (frames) => this.call(process, 'commit', () => truth.commit(frames)),
      createLease: (request) =>
        this.call(process, 'createLease', async () => {
          const lease = await truth.createLease(request);
          if (lease === null) this.context.goals.hit('lease fenced');
          return lease;
        }),
      findFrame: (...of) => this.call(process, 'findFrame', () => truth.findFrame(...of)),
      findLease: (...of) => this.call(process, 'findLease', () => truth.findLease(...of)),
      hear: (asked) => this.call(process, 'hear', () => cluster.hear(asked)),
      confirm: (asOf) => this.call(process, 'confirm', () => cluster.confirm(asOf)),
      behind: (...of) => this.call(process, 'behind', () => cluster.behind(...of)),
      announce: (news) => this.call(process, 'announce', () => cluster.announce(news)),
    };
  }

  /** A call of a process. Its effect happens although the process dies; the answer then reaches nobody. */
  call<T>(process: Process, kind: string, effect: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!process.alive) return;
      if (this.#cutOff.has(process)) {
        // It hangs until the driver gives up, which tells nothing.
        process.after(1_000, () => reject(new SimulatedFault(`${kind}: not reached`)));
        return;
      }
      const fate = this.#fate(kind);
      const answer = this.#delay();
      let done = false;
      const settle = (end: () => void): void => {
        if (done) return;
        done = true;
        this.#breakable.delete(broken);
        process.enter(end);
      };
      const broken = (): void => settle(() => reject(new SimulatedFault(`${kind} broken off`)));
      this.#breakable.add(broken);
      this.context.timeline.plan(this.#delay(), () =>
        this.#whenUp(() => {
          if (done) return; // broken off before it began
          if (this.#down || fate === 'lost') return settle(() => reject(new SimulatedFault(`${kind} lost`)));
          void Promise.resolve()
            .then(effect)
            .then(
              (value) =>
                this.context.timeline.plan(answer, () =>
                  settle(() => (fate === 'good' ? resolve(value) : reject(new SimulatedFault(`${kind}: no answer`)))),
                ),
              (cause: unknown) => settle(() => reject(cause as Error)),
            );
        }),
      );
    });
  }

  /** One server does not reach the database for a while; the others do. */
  cutOff(process: Process, ms: number): void {
    this.troubles += 1;
    this.context.goals.hit('server cut off');
    this.#cutOff.add(process);
    this.context.timeline.plan(ms, () => this.#cutOff.delete(process));
  }

  /** Nothing takes effect until `resume`. */
  pause(): void {
    this.troubles += 1;
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#down = false;
    // One after the other: each is a transaction of its own.
    for (const effect of this.#waiting.splice(0)) this.context.timeline.plan(0, () => this.#whenUp(effect));
  }

  /** Calls take up to so many milliseconds each way from now on. */
  slowDown(latency: number): void {
    this.troubles += 1;
    this.#latency = latency;
  }

  /** Every call under way breaks: those that had taken effect have, the others never will. */
  crash(): void {
    this.troubles += 1;
    this.#down = true;
    for (const broken of [...this.#breakable]) broken();
  }

  // Sessions.

  signIn(person: Person): SessionId {
    this.#sessions += 1;
    const sessionId = id<SessionId>(`40000000-0000-4000-8000-${String(this.#sessions).padStart(12, '0')}`);
    this.sessions.set(sessionId, person);
    return sessionId;
  }

  /** Who a session speaks for now; null when it ended or has no seat. */
  speakerOf(sessionId: SessionId): Speaker | null {
    const person = this.sessions.get(sessionId);
    if (person === undefined || !person.seated || this.truth.endedSessions.has(sessionId)) return null;
    const actor: Actor = { ...person.speaker.actor, sessionId };
    return { ...person.speaker, actor };
  }

  seatOf(sessionId: string): { readonly personId: string; readonly seatId: SeatId } | null {
    const actor = this.sessions.get(sessionId)?.speaker.actor;
    return actor?.seat ? { personId: actor.personId, seatId: actor.seat.seatId } : null;
  }

  #whenUp(effect: () => void): void {
    if (this.#paused) this.#waiting.push(effect);
    else effect();
  }

  #delay(): number {
    return this.#random.next() * this.#latency;
  }

  #fate(kind: string): Fate {
    const dice = this.#random.next();
    const { faults } = this;
    if (kind === 'commit') {
      if (dice < faults.commitLost) return this.#struck('commit lost', 'lost');
      if (dice < faults.commitLost + faults.answerLost)
        return this.#struck('commit stored, answer lost', 'answer-lost');
    } else if (dice < faults.readLost) {
      return this.#struck('read failed', kind === 'createLease' && dice < faults.readLost / 2 ? 'answer-lost' : 'lost');
    }
    return 'good';
  }

  /** Does it answer within the time in which a change of rights must be effective? */
  get prompt(): boolean {
    return this.#latency <= 20 && !this.#paused && !this.#down;
  }

  #struck(goal: 'commit lost' | 'commit stored, answer lost' | 'read failed', fate: Fate): Fate {
    this.troubles += 1;
    this.context.goals.hit(goal);
    return fate;
  }
}
