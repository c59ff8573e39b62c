import type { Right, SessionId } from '@samenspel/domain';
import { Random } from '../random';
import type { Browser } from './browser';
import { ServerCommands } from './commands';
import type { Person } from './database';
import type { Line } from './line';
import type { Node } from './node';
import type { Page } from './page';
import type { Command } from './plan';
import type { Simulation } from './simulation';

const RIGHTS: readonly Right[] = ['none', 'read', 'comment', 'write', 'write'];

/** Carries out the commands of a plan. */
export class Deeds {
  readonly #server: ServerCommands;
  readonly #random: Random;
  #words = 0;

  constructor(private readonly simulation: Simulation) {
    this.#server = new ServerCommands(simulation);
    this.#random = Random.of(simulation.seed, 'deeds');
  }

  perform(command: Command): void {
    const { who, where, what } = command;
    const page = choose(
      this.simulation.browsers.flatMap(({ alive }) => alive),
      who,
    );
    const sectionId = choose(this.simulation.table.sections, where * where)!;
    const someone = choose(this.simulation.table.people, who)!;
    const browser = choose(this.simulation.browsers, who)!;
    const line = choose(this.#lines(), who);
    const node = choose(
      this.simulation.nodes.filter(({ process }) => process.alive && !process.frozen),
      who,
    );
    const { database } = this.simulation;
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
        this.simulation.goals.hit('second tab');
        return this.simulation.openSome(this.simulation.page(browser), what);
      case 'sleep':
        page?.process.freeze();
        return this.simulation.goals.hit('page asleep');
      case 'wake':
        for (const { alive } of this.simulation.browsers) for (const one of alive) one.process.wake();
        return;
      case 'faults':
        database.faults = { commitLost: what * 0.4, answerLost: who * 0.4, readLost: where * 0.15 };
        return;
      case 'pause':
        this.simulation.goals.hit('database paused');
        return database.pause();
      case 'resume':
        return database.resume();
      case 'crash':
        this.simulation.goals.hit('database restarted');
        database.crash();
        this.simulation.timeline.plan(100 + what * 1_500, () => database.resume());
        return;
      case 'sluggish':
        return database.slowDown(5 + what * 120);
      case 'kill':
        if (command.within !== null) this.simulation.goals.hit('server killed within a turn');
        this.simulation.goals.hit('server killed');
        return node === undefined ? undefined : this.#replace(node, what * 1_500);
      case 'drain':
        this.simulation.goals.hit('server drained');
        void node?.engine.drain().then(() => this.#replace(node, what * 1_000));
        return;
      case 'cutOff':
        return node && this.simulation.database.cutOff(node.process, what * 4_000);
      case 'busDown':
        this.simulation.bus.loss = what < 0.5 ? 1 : what;
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
        this.simulation.goals.hit('names agreed');
        return (
          node && void this.#server.change(node, sectionId, (facts) => ({ ...facts, namesVisible: what < 0.5 }), false)
        );
      case 'unseat':
        this.simulation.goals.hit('seat removed');
        return node && this.#unseat(node, someone);
      case 'seat':
        for (const one of this.simulation.browsers) if (!one.person.seated) this.seat(one);
        return;
      case 'signOut':
        return node && this.#signOut(node, browser);
      case 'signIn':
        for (const one of this.simulation.browsers)
          if (database.truth.endedSessions.has(one.sessionId)) this.#signIn(one);
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
        return choose(this.simulation.hostiles, who)?.attack(command.attack, sectionId);
    }
  }

  #lines(): Line[] {
    const dialers = [
      ...this.simulation.browsers.flatMap(({ alive }) => alive.map(({ dialer }) => dialer)),
      ...this.simulation.hostiles.map(({ dialer }) => dialer),
    ];
    return dialers.flatMap(({ line }) => (line === null ? [] : [line]));
  }

  #freeze(node: Node, ms: number): void {
    this.simulation.goals.hit('server frozen');
    node.calm = false;
    node.process.freeze();
    this.simulation.timeline.plan(ms, () => node.process.wake());
  }

  #reload(page: Page): void {
    page.end();
    this.simulation.goals.hit('page reloaded');
    if (page.mustSurvive.size > 0) this.simulation.goals.hit('text of an earlier page');
    this.simulation.openSome(this.simulation.page(page.browser), this.#random.next());
  }

  #close(node: Node, closed: boolean): void {
    this.simulation.goals.hit('table closed');
    for (const sectionId of this.simulation.table.sections)
      void this.#server.change(node, sectionId, (facts) => ({ ...facts, access: { ...facts.access, closed } }), false);
  }

  #unseat(node: Node, who: Person): void {
    const sessions = [...this.simulation.database.sessions].flatMap(([sessionId, one]) =>
      one === who ? [sessionId as SessionId] : [],
    );
    void this.#server.leaveSeat(node, sessions, () => {
      who.seated = false;
    });
  }

  #signOut(node: Node, browser: Browser): void {
    const { sessionId } = browser;
    this.simulation.goals.hit('signed out');
    void this.#server.end(node, [sessionId], () => this.simulation.database.truth.endedSessions.add(sessionId));
  }

  #signIn(browser: Browser): void {
    this.simulation.goals.hit('signed in again');
    browser.sessionId = this.simulation.database.signIn(browser.person);
    for (const { client } of browser.alive) (client as unknown as { connect(): void }).connect();
  }

  /** Every server stops, the database goes back to an older moment under new generations, and servers start again. */
  #restoreBackup(share: number): void {
    this.simulation.goals.hit('backup restored');
    for (const node of [...this.simulation.nodes]) this.#replace(node, 300);
    this.simulation.database.crash();
    for (const [sectionId, section] of this.simulation.database.truth.sections) {
      section.rows = section.rows.slice(0, Math.max(1, Math.ceil(section.rows.length * share)));
      section.past = [];
      if (section.snapshot !== null && section.snapshot.seq > section.rows.length) section.snapshot = null;
      section.facts = { ...section.facts, generation: section.facts.generation + 1_000 };
      const rows = section.rows.map(({ bytes }) => bytes);
      this.simulation.ledger.settled(sectionId, this.simulation.ledger.begins(sectionId, rows));
    }
    this.simulation.database.resume();
  }

  #replace(node: Node, ms: number): void {
    if (!node.process.alive) return;
    node.kill();
    this.simulation.nodes.splice(this.simulation.nodes.indexOf(node), 1);
    this.simulation.timeline.plan(ms, () => this.simulation.nodes.push(this.simulation.newNode()));
  }

  seat(browser: Browser): void {
    browser.person.seated = true;
    // A session that lost only its seat speaks again.
    for (const [sessionId, who] of this.simulation.database.sessions) {
      if (who === browser.person) this.simulation.ledger.expelled.delete(sessionId);
    }
    this.#signIn(browser);
  }
}

/** The one at that share of a list: the same share chooses the same one while the list is the same. */
function choose<T>(list: readonly T[], share: number): T | undefined {
  return list[Math.floor(share * list.length)];
}
