import { describe, expect, it } from 'vitest';
import { plainText } from '../schema/blocks';
import { MemoryOutbox, Tab, World, stored, typeAt, writer } from '../testing';
import type { OutboxRecord } from './ports';

const HOURS = 8 * 3_600_000;

/** Lets what was begun come to an end, without anything being delivered. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

/** Seconds pass, and everything that is sent arrives. */
async function seconds(world: World, count: number): Promise<void> {
  for (let second = 0; second < count; second += 1) {
    world.time.advance(1_000);
    await world.settle();
  }
}

describe('[C74] text that is not saved is told within two seconds, whatever the reason', () => {
  it('on a line that only seems to be up: no answer comes, and nothing says that it is broken', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const section = await writer(world, tab, sectionId);
    typeAt(section, 0, 'waarheen ');
    world.time.advance(1_999);
    expect(section.save).toEqual({ kind: 'saving' });
    world.time.advance(1);
    expect(section.save).toEqual({ kind: 'unsaved', reason: 'server-cannot-save' });
    // It stays so while more is typed, until the line is known to be dead and there is another.
    typeAt(section, 0, 'en meer ');
    expect(section.save.kind).toBe('unsaved');
    tab.cut();
    expect(section.save.kind).toBe('unsaved');
    tab.connect();
    await world.settle();
    expect(section.save).toEqual({ kind: 'saved' });
    expect(stored(world, sectionId)).toBe('en meer waarheen Begin');
  });

  it('and when a message was lost on a line that lives, it is sent again on that line', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const section = await writer(world, tab, sectionId);
    typeAt(section, 0, 'verdwenen ');
    tab.loseSent();
    await seconds(world, 9);
    expect(section.save.kind).toBe('unsaved');
    await seconds(world, 3);
    expect(section.save).toEqual({ kind: 'saved' });
    expect(stored(world, sectionId)).toBe('verdwenen Begin');
  });

  it('after a short break, when the server does not let anybody in again', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const section = await writer(world, tab, sectionId);
    tab.cut();
    typeAt(section, 0, 'ertussen ');
    world.time.advance(500);
    tab.connect(); // the line is there, the answer to joining never comes
    world.time.runSoon();
    world.time.advance(1_500);
    expect(section.save).toEqual({ kind: 'unsaved', reason: 'server-cannot-save' });
    await world.settle();
    expect(section.save).toEqual({ kind: 'saved' });
  });

  it('and nothing is sent before the server has let the returning connection in, and then once', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const section = await writer(world, tab, sectionId);
    tab.cut();
    typeAt(section, 0, 'los ');
    const sent: string[] = [];
    const { engine } = world;
    const receive = engine.receive.bind(engine);
    engine.receive = (connection, message) => {
      sent.push(message.type);
      return receive(connection, message);
    };
    tab.connect();
    world.time.runSoon();
    typeAt(section, 0, 'en vast ');
    await world.settle();
    expect(sent).toEqual(['join', 'frame']);
    expect(section.save).toEqual({ kind: 'saved' });
  });

  it('when acknowledgements come, but not of all that was typed', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const section = await writer(world, tab, sectionId);
    for (let word = 0; word < 5; word += 1) {
      typeAt(section, 0, `woord${word} `);
      world.time.advance(1_000);
      await tab.toServer();
      await turns();
      typeAt(section, 0, `nog${word} `);
      tab.toClient(); // acknowledges the first of the two; the second goes on its way
      expect(section.save).toEqual({ kind: 'saving' });
    }
    world.time.advance(2_000);
    expect(section.save.kind).toBe('unsaved');
    await world.settle();
    expect(section.save).toEqual({ kind: 'saved' });
  });

  it('when a laptop wakes after hours: never as saved, and everything arrives', async () => {
    for (const asleep of ['while sent', 'while acknowledged', 'offline'] as const) {
      const world = new World();
      const sectionId = world.section({ kind: 'wholeTable' });
      const tab = world.tab(world.speaker('commissioner'));
      const section = await writer(world, tab, sectionId);
      if (asleep === 'offline') tab.cut();
      typeAt(section, 0, 'voor het slapen ');
      if (asleep === 'while acknowledged') await tab.toServer();
      await turns();
      // Timers do not run in sleep: at the first moment awake none of them has fired.
      world.time.sleep(HOURS);
      expect(section.save.kind).toBe('saving');
      world.time.advance(0);
      expect(section.save.kind).toBe('unsaved');
      typeAt(section, 0, 'na het slapen ');
      tab.cut();
      expect(section.save.kind).toBe('unsaved');
      tab.connect();
      await seconds(world, 10);
      expect(section.save).toEqual({ kind: 'saved' });
      expect(stored(world, sectionId)).toBe('na het slapen voor het slapen Begin');
      expect(tab.client.drafts).toEqual([]);
    }
  });
});

describe('[C51] a database that answers again', () => {
  it('is noticed, and what waited is saved, within two seconds, however long it was away', async () => {
    for (const away of [1, 5, 60]) {
      const world = new World();
      const sectionId = world.section({ kind: 'wholeTable' });
      const tab = world.tab(world.speaker('commissioner'));
      const section = await writer(world, tab, sectionId);
      world.store.fault = () => 'lost';
      typeAt(section, 0, 'bewaard ');
      await seconds(world, away);
      expect(section.save.kind).not.toBe('saved');
      world.store.fault = () => null;
      const from = world.time.elapsed();
      await seconds(world, 1);
      if (section.save.kind !== 'saved') await seconds(world, 1);
      expect(section.save).toEqual({ kind: 'saved' });
      expect(world.time.elapsed() - from, `away for ${away} seconds`).toBeLessThanOrEqual(2_000);
      expect(stored(world, sectionId)).toBe('bewaard Begin');
    }
  });
});

describe('[C75] a browser that keeps nothing', () => {
  /** Refuses to write while `full`, as IndexedDB does in a private window or on a full disk. */
  class FullOutbox extends MemoryOutbox {
    full = true;
    override replace(remove: readonly string[], put: readonly OutboxRecord[]): Promise<void> {
      return this.full ? Promise.reject(new Error('QuotaExceededError')) : super.replace(remove, put);
    }
    override keepDraft(...given: Parameters<MemoryOutbox['keepDraft']>): Promise<void> {
      return this.full ? Promise.reject(new Error('QuotaExceededError')) : super.keepDraft(...given);
    }
    override all(owner: string): Promise<OutboxRecord[]> {
      return this.full ? Promise.reject(new Error('InvalidStateError')) : super.all(owner);
    }
    override drafts(owner: string): ReturnType<MemoryOutbox['drafts']> {
      return this.full ? Promise.reject(new Error('InvalidStateError')) : super.drafts(owner);
    }
  }

  async function start(outbox: MemoryOutbox | null) {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const warned: string[] = [];
    const speaker = world.speaker('commissioner');
    const tab = new Tab(world, speaker, outbox, undefined, (event) => warned.push(event));
    tab.connect();
    return { world, sectionId, tab, warned, speaker, section: await writer(world, tab, sectionId) };
  }

  it('is written in like every other, and says that what is not saved would go with the page', async () => {
    for (const outbox of [new FullOutbox(), null]) {
      const { world, tab, section, sectionId, warned } = await start(outbox);
      expect(tab.client.onlyHere).toBe(false);
      tab.cut();
      typeAt(section, 0, 'alleen hier ');
      typeAt(section, 0, 'en hier ');
      await turns();
      expect(tab.client.onlyHere).toBe(true);
      tab.connect();
      await world.settle();
      expect(tab.client.onlyHere).toBe(false);
      expect(stored(world, sectionId)).toBe('en hier alleen hier Begin');
      // Once, not with every letter.
      expect(warned.filter((event) => event === 'outbox-failed').length).toBeLessThanOrEqual(2);
    }
  });

  it('keeps all of it as soon as it can: a later word without an earlier one could never be sent', async () => {
    const outbox = new FullOutbox();
    const { world, tab, section, sectionId, speaker } = await start(outbox);
    tab.cut();
    typeAt(section, 0, 'niet bewaard ');
    await turns();
    outbox.full = false;
    typeAt(section, 0, 'wel bewaard ');
    await turns();
    expect(tab.client.onlyHere).toBe(false);
    world.tabs.length = 0;
    const next = world.tab(speaker, outbox.fork());
    await seconds(world, 30);
    expect(stored(world, sectionId)).toBe('wel bewaard niet bewaard Begin');
    expect(next.client.drafts).toEqual([]);
    expect(next.client.unsent).toBe(false);
  });

  it('offers what is left when its middle was lost, instead of trying for ever', async () => {
    const outbox = new MemoryOutbox();
    const { world, tab, section, sectionId, speaker } = await start(outbox);
    tab.cut();
    typeAt(section, 0, 'begin ');
    typeAt(section, 6, 'midden ');
    typeAt(section, 13, 'slot ');
    await turns();
    const left = outbox.fork();
    const [, middle] = [...left.records.keys()].sort();
    left.records.delete(middle!);
    world.tabs.length = 0;
    const next = world.tab(speaker, left);
    await seconds(world, 60);
    expect(next.client.unsent).toBe(false);
    expect(`${stored(world, sectionId)} ${next.client.drafts.map(({ text }) => text).join()}`).toContain('slot');
    expect(left.records.size).toBe(0);
  });

  it('does not let go of a draft that it can not keep', async () => {
    const outbox = new FullOutbox();
    const { world, tab, section } = await start(outbox);
    typeAt(section, 0, 'geweigerd ');
    section.on('changed', () => undefined);
    world.store.sections.clear();
    world.killServer();
    tab.connect();
    await seconds(world, 10);
    expect(tab.client.drafts.map(({ text, kept }) => ({ text, kept }))).toEqual([{ text: 'geweigerd', kept: false }]);
    expect(tab.client.onlyHere).toBe(true);
  });
});

describe('[C76] a clock that is wrong by years', () => {
  it('puts the leases of earlier pages in the wrong order, and all of their text arrives', async () => {
    for (const years of [-30, 30]) {
      const world = new World();
      const sectionId = world.section({ kind: 'wholeTable' });
      const speaker = world.speaker('commissioner');
      let outbox = new MemoryOutbox();
      for (const word of ['een ', 'twee ', 'drie ']) {
        const tab = world.tab(speaker, outbox);
        const section = await writer(world, tab, sectionId);
        // Each page writes beside what the one before it wrote, and none of it was ever sent.
        world.store.fault = () => 'lost';
        typeAt(section, 0, word);
        await turns();
        tab.cut();
        world.tabs.length = 0;
        outbox = outbox.fork();
        world.time.set(years * 365 * 86_400_000);
      }
      world.store.fault = () => null;
      const last = world.tab(speaker, outbox);
      await seconds(world, 60);
      expect(stored(world, sectionId)).toBe('drie twee een Begin');
      expect(last.client.drafts).toEqual([]);
      expect(outbox.records.size).toBe(0);
    }
  });
});

describe('[C77] a session that ends while somebody writes', () => {
  for (const restricted of [false, true]) {
    it(`${restricted ? 'restricted' : 'for the whole table'}: the words stay, and are sent when the same person is back through the same seat`, async () => {
      const world = new World();
      const sectionId = world.section(restricted ? { kind: 'commissionersOnly' } : { kind: 'wholeTable' });
      const speaker = world.speaker('commissioner');
      const tab = world.tab(speaker, new MemoryOutbox());
      const section = await writer(world, tab, sectionId, restricted);
      world.store.endedSessions.add(speaker.actor.sessionId);
      typeAt(section, 0, 'bijna weg ');
      await world.engine.sessionsEnded(new Set([speaker.actor.sessionId]));
      expect(tab.attached).toBe(false);
      typeAt(section, 0, 'en nog iets ');
      await seconds(world, 5);
      expect(section.save).toEqual({ kind: 'unsaved', reason: 'no-connection' });
      world.store.endedSessions.clear();
      tab.connect();
      await seconds(world, 5);
      expect(section.save).toEqual({ kind: 'saved' });
      expect(stored(world, sectionId)).toBe('en nog iets bijna weg Begin');
    });
  }

  it('is never seen or sent by another who signs in in the same browser', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const outbox = new MemoryOutbox();
    const first = world.tab(world.speaker('commissioner'), outbox);
    const section = await writer(world, first, sectionId);
    first.cut();
    typeAt(section, 0, 'van de eerste ');
    await turns();
    world.tabs.length = 0;
    const other = world.tab(world.speaker('contractor'), outbox);
    const theirs = await writer(world, other, sectionId);
    await seconds(world, 10);
    expect(plainText(theirs.doc)).toBe('Begin');
    expect(other.client.drafts).toEqual([]);
    expect(stored(world, sectionId)).toBe('Begin');
    expect(outbox.records.size).toBeGreaterThan(0);
  });
});
