import { Random } from '../random';
import { Browser } from './browser';
import type { SimulationContext, Violation } from './context';
import { Database, type Person } from './database';
import { Deeds } from './deeds';
import { unsettled } from './end';
import { Goals } from './goals';
import { HintBus } from './hint-bus';
import { Hostile } from './hostile';
import { Ledger, reads } from './ledger';
import { Node } from './node';
import { Page } from './page';
import { planOf, type Plan } from './plan';
import { person, setTable, type Table } from './table';
import { Tap } from './tap';
import { Timeline } from './timeline';
import { Trace } from './trace';

/** After the last fault everybody must have the same text, and nobody anything unsaved, within this, in milliseconds (I14). */
const HEAL_MS = 15_000;

export interface Outcome {
  readonly seed: number;
  readonly violation: Violation | null;
  readonly hash: string;
  /** Commands that were carried out. */
  readonly steps: number;
  readonly committed: number;
  readonly goals: Goals;
  readonly told: readonly string[];
}

export interface SimulationOptions {
  /** Only these commands of the plan; all of them without it. */
  readonly only?: ReadonlySet<number>;
  /** Keeps the history in words. */
  readonly told?: boolean;
}

/** Carries out the history of a seed: the same seed and code give the same history, to the byte. */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<Outcome> {
  return new Simulation(seed, options).run();
}

/** Nodes that a history has at most. */
export const MAX_NODES = 3;

export class Simulation implements SimulationContext {
  readonly timeline = new Timeline();
  readonly goals = new Goals();
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly database: Database;
  readonly tap: Tap;
  readonly plan: Plan;
  readonly table: Table;
  readonly nodes: Node[] = [];
  readonly browsers: Browser[] = [];
  readonly bus: HintBus;
  readonly hostiles: Hostile[] = [];
  readonly #deeds: Deeds;
  readonly #random: Random;
  #violation: Violation | null = null;
  #ids = 1;
  #keys = 1;
  #made = 0;
  #steps = 0;

  constructor(
    readonly seed: number,
    private readonly options: SimulationOptions,
  ) {
    this.trace = new Trace(options.told ?? false, () => this.timeline.now);
    this.#random = Random.of(seed, 'simulation');
    this.ledger = new Ledger(this);
    this.database = new Database(this, this.ledger);
    this.ledger.database = this.database;
    this.plan = planOf(seed, MAX_NODES);
    this.tap = new Tap(this, this.database, this.ledger, this.plan.nodes > 1);
    this.#deeds = new Deeds(this);
    this.bus = new HintBus(this);
    if (this.plan.nodes > 1) this.goals.hit('servers beside each other');
    const newId = (): string => this.newId();
    this.table = setTable(this.plan, this, this.database, this.ledger, newId);
    for (let n = 0; n < this.plan.nodes; n += 1) this.nodes.push(this.newNode());
    for (const who of this.table.people) this.#browser(who);
    if (this.plan.groups.includes('hostile')) this.#letIn();
  }

  newId(): string {
    return `20000000-0000-4000-8000-${String(this.#ids++).padStart(12, '0')}`;
  }

  violated(invariant: string, what: string): void {
    this.trace.say(`VIOLATED ${invariant}: ${what}`);
    this.#violation ??= { invariant, what, at: this.timeline.now };
  }

  async run(): Promise<Outcome> {
    for (const { pages } of this.browsers) for (const page of pages) this.openSome(page, 1);
    await this.#pass(200);
    for (const [at, command] of this.plan.commands.entries()) {
      if (this.#violation !== null) break;
      if (this.options.only !== undefined && !this.options.only.has(at)) continue;
      await this.#pass(command.wait);
      if (command.within !== null) await this.#beginEvent(command.within);
      this.trace.say(`${at} ${command.kind} ${command.kind === 'attack' ? command.attack : ''}`);
      this.#guarded(() => this.#deeds.perform(command));
      this.#steps += 1;
      await drained();
    }
    if (this.#violation === null) await this.#heal();
    return {
      seed: this.seed,
      violation: this.#violation,
      hash: this.trace.hash,
      steps: this.#steps,
      committed: this.goals.counts.get('commit committed') ?? 0,
      goals: this.goals,
      told: this.trace.lines ?? [],
    };
  }

  /** Lets virtual time pass, and everything that falls within it happen, one event after the other. */
  async #pass(ms: number): Promise<void> {
    const until = this.timeline.after(ms);
    await drained(); // what was just done belongs to this moment
    for (let event = this.timeline.take(until); event !== null; event = this.timeline.take(until)) {
      this.#guarded(event);
      await drained();
      if (this.#violation !== null) return;
    }
    this.timeline.now = until;
  }

  /** The next event happens, and what it sets going gets only so many turns: the rest comes after the command. */
  async #beginEvent(turns: number): Promise<void> {
    const event = this.timeline.take(this.timeline.now + 50);
    if (event === null) return;
    this.#guarded(event);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.violated('I11', `thrown: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  newNode(): Node {
    this.#made += 1;
    const bus = this.plan.nodes > 1 ? this.bus : null;
    const node = new Node(`node ${this.#made}`, this, this.database, bus, this.tap, () => this.#keys++);
    void node.engine.start();
    return node;
  }

  #browser(who: Person): Browser {
    const sessionId = this.database.signIn(who);
    const browser = new Browser(who, sessionId, Random.of(this.seed, `browser of ${who.name}`));
    for (const sectionId of this.table.restricted) browser.restricted.add(sectionId);
    this.browsers.push(browser);
    this.page(browser);
    return browser;
  }

  page(browser: Browser): Page {
    this.#made += 1;
    return new Page(`page ${this.#made} of ${browser.person.name}`, browser, this, this.ledger, this, () =>
      this.newId(),
    );
  }

  /** Somebody of the contractor's side with a client of his own making. */
  #letIn(): void {
    const who = person(9, 'contractor', 'Vijand', this.newId(), () => this.newId());
    this.ledger.hostile.add(who.speaker.actor.personId);
    const browser = new Browser(who, this.database.signIn(who), Random.of(this.seed, 'hostile'));
    const sections = (): string[] => [...this.table.sections, '30000000-0000-4000-8000-000000000000'];
    const leases = (sectionId: string): string[] => [
      ...(this.database.truth.sections.get(sectionId)?.leases.keys() ?? []),
    ];
    this.hostiles.push(new Hostile('hostile', browser, this, this.tap, this, sections, leases));
  }

  openSome(page: Page, share: number): void {
    for (const sectionId of this.table.sections) {
      if (this.#random.next() < share) void page.section(sectionId).prepareToWrite();
    }
  }

  /** All faults end; whoever was away comes back. Then a little time, in which everything must come right by itself. */
  async #heal(): Promise<void> {
    this.trace.say('all faults end');
    this.database.faults = { commitLost: 0, answerLost: 0, readLost: 0 };
    this.database.slowDown(4);
    this.bus.loss = 0;
    this.database.resume();
    await this.#pass(2_000); // servers that were to start have started
    for (const { process } of this.nodes) process.wake();
    for (const browser of this.browsers) {
      const { expelled } = this.ledger;
      const ended = expelled.has(browser.sessionId) || this.database.truth.endedSessions.has(browser.sessionId);
      if (!browser.person.seated || ended) this.#deeds.seat(browser);
      if (browser.alive.length === 0) this.page(browser);
      for (const page of browser.alive) {
        page.process.wake();
        page.dialer.connect(); // somebody whose session had ended has signed in
        const { line } = page.dialer;
        line?.speedUp();
        if (line?.silent) line.cut();
      }
    }
    for (const { dialer } of this.hostiles) dialer.line?.speedUp();
    const until = this.timeline.now + HEAL_MS;
    for (;;) {
      // What was closed is opened anew, as the interface does.
      for (const { alive } of this.browsers) for (const page of alive) this.#openAnew(page);
      await this.#pass(HEAL_MS / 10);
      if (this.#violation !== null) return;
      const [wrong] = unsettled(this);
      if (wrong === undefined) return;
      if (this.timeline.now >= until) return this.violated(wrong.invariant, wrong.what);
    }
  }

  #openAnew(page: Page): void {
    const { seat } = page.browser.person.speaker.actor;
    for (const sectionId of this.table.sections) {
      const opened = page.open.get(sectionId);
      // What may not be read is tried once more too, by who has not tried it yet.
      if (opened !== undefined && !reads(seat, this.database.truth.sections.get(sectionId)!.facts)) continue;
      void page.section(sectionId).prepareToWrite();
    }
    if (page.client.drafts.length > 0) this.goals.hit('draft kept');
  }
}

/** Everything that promises had set going is done. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
