import type { Right, SessionId } from '@samenspel/domain';
import { Random } from '../random';
import { Browser } from './browser';
import { ServerCommands } from './commands';
import type { SimulationContext, Violation } from './context';
import { Database, type Person } from './database';
import { unsettled } from './end';
import { Goals } from './goals';
import { HintBus } from './hint-bus';
import { Hostile } from './hostile';
import { Ledger, reads } from './ledger';
import type { Line } from './line';
import { Node } from './node';
import { Page } from './page';
import { planOf, type Command, type Plan } from './plan';
import { person, setTable, type Table } from './table';
import { Tap } from './tap';
import { Timeline } from './timeline';
import { Trace } from './trace';

/** After the last fault everybody must have the same text, and nobody anything unsaved, within this, in milliseconds (I14). */
const HEAL_MS = 15_000;
const RIGHTS: readonly Right[] = ['none', 'read', 'comment', 'write', 'write'];

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
  readonly #server: ServerCommands;
  readonly #random: Random;
  #violation: Violation | null = null;
  #ids = 1;
  #keys = 1;
  #words = 0;
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
    this.#server = new ServerCommands(this);
    this.bus = new HintBus(this);
    if (this.plan.nodes > 1) this.goals.hit('servers beside each other');
    const newId = (): string => this.newId();
    this.table = setTable(this.plan, this, this.database, this.ledger, newId);
    for (let n = 0; n < this.plan.nodes; n += 1) this.nodes.push(this.#newNode());
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
    for (const { pages } of this.browsers) for (const page of pages) this.#openSome(page, 1);
    await this.#pass(200);
    for (const [at, command] of this.plan.commands.entries()) {
      if (this.#violation !== null) break;
      if (this.options.only !== undefined && !this.options.only.has(at)) continue;
      await this.#pass(command.wait);
      if (command.within !== null) await this.#beginEvent(command.within);
      this.trace.say(`${at} ${command.kind} ${command.kind === 'attack' ? command.attack : ''}`);
      this.#guarded(() => this.#perform(command));
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

  #perform(command: Command): void {
    const { who, where, what } = command;
    const page = choose(
      this.browsers.flatMap(({ alive }) => alive),
      who,
    );
    const sectionId = choose(this.table.sections, where * where)!;
    const someone = choose(this.table.people, who)!;
    const browser = choose(this.browsers, who)!;
    const line = choose(this.#lines(), who);
    const node = choose(
      this.nodes.filter(({ process }) => process.alive && !process.frozen),
      who,
    );
    const { database } = this;
    switch (command.kind) {
      case 'type':
        this.#words += 1;
        return page?.process.frozen ? undefined : page?.type(sectionId, `~${this.#words}~`);
      case 'edit':
        return page?.process.frozen ? undefined : page?.edit(sectionId);
      case 'open':
        return void page?.section(sectionId);
      case 'close':
        return page?.close(sectionId);
      case 'caret':
        return page?.caret(sectionId);
      case 'news':
        return node?.engine.tell({
          kind: 'comments-changed',
          id: sectionId,
          to: { readersOf: [database.truth.sections.get(sectionId)!.facts.access] },
        });
      case 'cut':
        return line?.cut();
      case 'silent':
        return line?.fallSilent();
      case 'slow':
        return line?.slowDown();
      case 'fast':
        for (const one of this.#lines()) one.speedUp();
        return;
      case 'leave':
        return page?.dialer.leave();
      case 'laggy':
        if (line !== undefined) line.latency = 50 + what * 400;
        return;
      case 'reload':
        return page === undefined ? undefined : this.#reload(page);
      case 'tab':
        if (browser.alive.length > 2) return;
        this.goals.hit('second tab');
        return this.#openSome(this.#page(browser), what);
      case 'sleep':
        page?.process.freeze();
        return this.goals.hit('page asleep');
      case 'wake':
        for (const { alive } of this.browsers) for (const one of alive) one.process.wake();
        return;
      case 'faults':
        database.faults = { commitLost: what * 0.4, answerLost: who * 0.4, readLost: where * 0.15 };
        return;
      case 'pause':
        this.goals.hit('database paused');
        return database.pause();
      case 'resume':
        return database.resume();
      case 'crash':
        this.goals.hit('database restarted');
        database.crash();
        this.timeline.plan(100 + what * 1_500, () => database.resume());
        return;
      case 'sluggish':
        return database.slowDown(5 + what * 120);
      case 'kill':
        if (command.within !== null) this.goals.hit('server killed within a turn');
        this.goals.hit('server killed');
        return node === undefined ? undefined : this.#replace(node, what * 1_500);
      case 'drain':
        this.goals.hit('server drained');
        void node?.engine.drain().then(() => this.#replace(node, what * 1_000));
        return;
      case 'cutOff':
        return node && this.database.cutOff(node.process, what * 4_000);
      case 'busDown':
        this.bus.loss = what < 0.5 ? 1 : what;
        return;
      case 'freeze':
        return node === undefined ? undefined : this.#freeze(node, what * 4_000);
      case 'right': {
        const right = choose(RIGHTS, what)!;
        const next = this.#server.right(someone, right);
        return node && void this.#server.change(node, sectionId, next, command.attack.length % 2 === 0);
      }
      case 'withdraw': {
        const next = this.#server.right(someone, 'none');
        return node && void this.#server.change(node, sectionId, next, what < 0.3);
      }
      case 'closing':
        return node && this.#close(node, what < 0.5);
      case 'names':
        this.goals.hit('names agreed');
        return (
          node && void this.#server.change(node, sectionId, (facts) => ({ ...facts, namesVisible: what < 0.5 }), false)
        );
      case 'unseat':
        this.goals.hit('seat removed');
        return node && this.#unseat(node, someone);
      case 'seat':
        for (const one of this.browsers) if (!one.person.seated) this.#seat(one);
        return;
      case 'signOut':
        return node && this.#signOut(node, browser);
      case 'signIn':
        for (const one of this.browsers) if (database.truth.endedSessions.has(one.sessionId)) this.#signIn(one);
        return;
      case 'serverEdit':
        return node && void this.#server.edit(node, sectionId);
      case 'compact':
        return node && void this.#server.compact(node, sectionId, false);
      case 'gap':
        return node && void this.#server.compact(node, sectionId, true);
      case 'rewrite':
        return node && void this.#server.rewrite(node, sectionId);
      case 'backup':
        return this.#restoreBackup(what);
      case 'attack':
        return choose(this.hostiles, who)?.attack(command.attack, sectionId);
    }
  }

  #lines(): Line[] {
    const dialers = [
      ...this.browsers.flatMap(({ alive }) => alive.map(({ dialer }) => dialer)),
      ...this.hostiles.map(({ dialer }) => dialer),
    ];
    return dialers.flatMap(({ line }) => (line === null ? [] : [line]));
  }

  #newNode(): Node {
    this.#made += 1;
    const bus = this.plan.nodes > 1 ? this.bus : null;
    const node = new Node(`node ${this.#made}`, this, this.database, bus, this.tap, () => this.#keys++);
    void node.engine.start();
    return node;
  }

  #replace(node: Node, ms: number): void {
    if (!node.process.alive) return;
    node.kill();
    this.nodes.splice(this.nodes.indexOf(node), 1);
    this.timeline.plan(ms, () => this.nodes.push(this.#newNode()));
  }

  #freeze(node: Node, ms: number): void {
    this.goals.hit('server frozen');
    node.calm = false;
    node.process.freeze();
    this.timeline.plan(ms, () => node.process.wake());
  }

  #browser(who: Person): Browser {
    const sessionId = this.database.signIn(who);
    const browser = new Browser(who, sessionId, Random.of(this.seed, `browser of ${who.name}`));
    for (const sectionId of this.table.restricted) browser.restricted.add(sectionId);
    this.browsers.push(browser);
    this.#page(browser);
    return browser;
  }

  #page(browser: Browser): Page {
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

  #openSome(page: Page, share: number): void {
    for (const sectionId of this.table.sections) {
      if (this.#random.next() < share) void page.section(sectionId).prepareToWrite();
    }
  }

  #reload(page: Page): void {
    page.end();
    this.goals.hit('page reloaded');
    if (page.mustSurvive.size > 0) this.goals.hit('text of an earlier page');
    this.#openSome(this.#page(page.browser), this.#random.next());
  }

  #close(node: Node, closed: boolean): void {
    this.goals.hit('table closed');
    for (const sectionId of this.table.sections)
      void this.#server.change(node, sectionId, (facts) => ({ ...facts, access: { ...facts.access, closed } }), false);
  }

  #unseat(node: Node, who: Person): void {
    const sessions = [...this.database.sessions].flatMap(([sessionId, one]) =>
      one === who ? [sessionId as SessionId] : [],
    );
    void this.#server.end(node, sessions, () => {
      who.seated = false;
      // As the product does it: what is being written through the seat at another server fails at the fence.
      for (const sectionId of this.database.truth.sections.keys())
        this.database.truth.change(sectionId, (facts) => facts);
    });
  }

  #seat(browser: Browser): void {
    browser.person.seated = true;
    // A session that lost only its seat speaks again.
    for (const [sessionId, who] of this.database.sessions) {
      if (who === browser.person) this.ledger.expelled.delete(sessionId);
    }
    this.#signIn(browser);
  }

  #signOut(node: Node, browser: Browser): void {
    const { sessionId } = browser;
    this.goals.hit('signed out');
    void this.#server.end(node, [sessionId], () => this.database.truth.endedSessions.add(sessionId));
  }

  #signIn(browser: Browser): void {
    this.goals.hit('signed in again');
    browser.sessionId = this.database.signIn(browser.person);
    for (const { client } of browser.alive) (client as unknown as { connect(): void }).connect();
  }

  /** Every server stops, the database goes back to an older moment under new generations, and servers start again. */
  #restoreBackup(share: number): void {
    this.goals.hit('backup restored');
    for (const node of [...this.nodes]) this.#replace(node, 300);
    this.database.crash();
    for (const [sectionId, section] of this.database.truth.sections) {
      section.rows = section.rows.slice(0, Math.max(1, Math.ceil(section.rows.length * share)));
      section.past = [];
      if (section.snapshot !== null && section.snapshot.seq > section.rows.length) section.snapshot = null;
      section.facts = { ...section.facts, generation: section.facts.generation + 1_000 };
      const rows = section.rows.map(({ bytes }) => bytes);
      this.ledger.settled(sectionId, this.ledger.begins(sectionId, rows));
    }
    this.database.resume();
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
      if (!browser.person.seated || ended) this.#seat(browser);
      if (browser.alive.length === 0) this.#page(browser);
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

/** The one at that share of a list: the same share chooses the same one while the list is the same. */
function choose<T>(list: readonly T[], share: number): T | undefined {
  return list[Math.floor(share * list.length)];
}

/** Everything that promises had set going is done. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
