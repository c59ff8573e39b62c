import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { plainText } from '../schema/blocks';
import { Browser, MemoryOutbox, Tab, World, stored, typeAt, typed, writer } from '../testing';
import type { LeaseLocks } from './ports';
import { decodeServerMessage, encodeClientMessage, encodeServerMessage } from '../wire/messages';

function leases(world: World, sectionId: string): number {
  return world.store.sections.get(sectionId)?.leases.size ?? 0;
}

async function open(world: World, tab: Tab, sectionId: string, restricted = false) {
  const section = tab.client.open(sectionId, { title: 'Doelen', restricted });
  await world.settle();
  return section;
}

/** Long enough for a lease that nobody waits for. */
async function aWhile(world: World): Promise<void> {
  world.time.advance(1_000);
  await world.settle();
}

describe('[C71] a lease is taken before anybody writes', () => {
  it('so that what was only read can be written in without a connection, and is saved when it returns', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'), new MemoryOutbox());
    const section = await open(world, tab, sectionId);
    await aWhile(world);
    tab.cut();
    expect(section.mayType).toBe(true);
    expect(await section.prepareToWrite()).toBe(true);
    typeAt(section, 0, 'onderweg ');
    world.time.advance(3_600_000);
    expect(section.save).toEqual({ kind: 'unsaved', reason: 'no-connection' });
    tab.connect();
    await world.settle();
    expect(section.save).toEqual({ kind: 'saved' });
    expect(stored(world, sectionId)).toBe('onderweg Begin');
  });

  it('of a restricted text when somebody comes near, and nothing of that is kept outside memory', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'commissionersOnly' });
    const outbox = new MemoryOutbox();
    const tab = world.tab(world.speaker('commissioner'), outbox);
    const section = await open(world, tab, sectionId, true);
    await aWhile(world);
    expect([section.mayType, leases(world, sectionId)]).toEqual([false, 0]);
    section.expectToWrite();
    section.expectToWrite();
    await aWhile(world);
    expect([section.mayType, leases(world, sectionId)]).toEqual([true, 1]);
    expect(outbox.records.size).toBe(0);
  });

  it('never for who may only read', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'toRead' });
    const tab = world.tab(world.speaker('observer'), new MemoryOutbox());
    const section = await open(world, tab, sectionId);
    section.expectToWrite();
    await aWhile(world);
    expect([section.mayType, leases(world, sectionId)]).toEqual([false, 0]);
  });

  it('one at a time: a document that is opened does not ask for all of them at once', async () => {
    const world = new World();
    const sections = Array.from({ length: 10 }, () => world.section({ kind: 'wholeTable' }));
    const tab = world.tab(world.speaker('commissioner'), new MemoryOutbox());
    for (const sectionId of sections) tab.client.open(sectionId, { title: '', restricted: false });
    await world.settle();
    const taken = (): number => sections.reduce((sum, sectionId) => sum + leases(world, sectionId), 0);
    expect(taken()).toBe(0);
    for (let turn = 1; turn <= 10; turn += 1) {
      world.time.advance(500);
      await world.settle();
      expect(taken()).toBe(turn);
    }
    await aWhile(world);
    expect(taken()).toBe(10);
  });

  it('and the next page takes the one that this page did not use', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const browser = new Browser(world, world.speaker('commissioner'));
    for (let page = 0; page < 5; page += 1) {
      const tab = browser.page();
      const section = await open(world, tab, sectionId);
      await aWhile(world);
      expect(section.mayType).toBe(true);
      browser.end(tab);
    }
    expect(leases(world, sectionId)).toBe(1);
    // Used, it is nobody's spare any more.
    const used = browser.page();
    typeAt(await open(world, used, sectionId), 0, 'getypt ');
    await world.settle();
    browser.end(used);
    const next = await open(world, browser.page(), sectionId);
    await aWhile(world);
    expect([next.mayType, leases(world, sectionId)]).toEqual([true, 2]);
  });

  it('but not one that another tab holds, and not one that was written under while the page was killed', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const browser = new Browser(world, world.speaker('commissioner'));
    const one = browser.page();
    const first = await open(world, one, sectionId);
    await aWhile(world);
    const other = browser.page();
    const second = await open(world, other, sectionId);
    await aWhile(world);
    expect(leases(world, sectionId)).toBe(2);
    expect(first.doc.clientID).not.toBe(second.doc.clientID);
    // Killed between the letter that was sent and the outbox that was to say so.
    const before = browser.outbox.fork();
    typeAt(first, 0, 'bewaard ');
    await world.settle();
    browser.end(one);
    browser.outbox = before;
    const third = await open(world, browser.page(), sectionId);
    await aWhile(world);
    expect([first.doc.clientID, second.doc.clientID]).not.toContain(third.doc.clientID);
    typeAt(third, 0, 'en verder ');
    await world.settle();
    expect(stored(world, sectionId)).toBe('en verder bewaard Begin');
    expect(typed([...browser.outbox.records.values()])).toBe('');
  });

  it('and not one under which its page wrote in the moment in which it ended', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const browser = new Browser(world, world.speaker('commissioner'));
    const one = browser.page();
    const first = await open(world, one, sectionId);
    await aWhile(world);
    const spare = (): string[] => [...browser.outbox.records.keys()].filter((key) => key.endsWith(':spare'));
    expect(spare()).toHaveLength(1);
    expect([...browser.outbox.records.values()].map(({ sectionTitle }) => sectionTitle)).toEqual(['']);
    // The next page has read of the spare; before it has the lock, the first one types without a connection and is closed.
    const locks = browser.locks.ofTab();
    let left = spare();
    one.cut();
    const late: LeaseLocks = {
      take: async (leaseId) => {
        if (world.tabs.includes(one)) {
          typeAt(first, 0, 'laatste ');
          for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
          left = spare();
          browser.end(one);
        }
        return locks.take(leaseId);
      },
    };
    const tab = new Tab(world, one.speaker, browser.outbox, late);
    tab.connect();
    const section = await open(world, tab, sectionId);
    await aWhile(world);
    expect(left).toEqual([]);
    expect(section.doc.clientID).not.toBe(first.doc.clientID);
  });

  it('or it is said that nobody can write now: without a connection, and when no lease comes', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'commissionersOnly' });
    const tab = world.tab(world.speaker('commissioner'));
    const section = await open(world, tab, sectionId, true);
    const unanswered = section.prepareToWrite();
    world.time.advance(10_000);
    expect(await unanswered).toBe(false);
    await world.settle();
    tab.cut();
    const other = await open(world, tab, world.section({ kind: 'commissionersOnly' }), true);
    expect(section.mayType).toBe(true); // it came after all
    const second = world.section({ kind: 'commissionersOnly' });
    tab.connect();
    const cut = await open(world, tab, second, true);
    tab.cut();
    const asked = cut.prepareToWrite();
    world.time.advance(2_000);
    expect(await asked).toBe(false);
    expect(await cut.prepareToWrite()).toBe(false);
    expect(other.state).toBe('live');
  });

  it('and not again and again when the server gives none', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'commissionersOnly' });
    const tab = world.tab(world.speaker('commissioner'));
    const section = await open(world, tab, sectionId, true);
    let asked = 0;
    const { engine } = world;
    const receive = engine.receive.bind(engine);
    engine.receive = (connection, message) => {
      if (message.type !== 'lease') return receive(connection, message);
      asked += 1;
      connection.send(encodeServerMessage({ type: 'lease-refused', sectionId, reason: 'too-large' }));
      return Promise.resolve();
    };
    for (let turn = 0; turn < 5; turn += 1) {
      section.expectToWrite();
      await aWhile(world);
    }
    expect(asked).toBe(1);
    const wanted = section.prepareToWrite();
    await world.settle();
    expect([await wanted, asked]).toEqual([false, 2]);
  });

  it('once, however many ask', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'), new MemoryOutbox());
    const section = tab.client.open(sectionId, { title: '', restricted: false });
    await world.settle();
    const asked = [section.prepareToWrite(), section.prepareToWrite()];
    section.expectToWrite();
    await aWhile(world);
    expect(await Promise.all(asked)).toEqual([true, true]);
    expect(leases(world, sectionId)).toBe(1);
  });

  it('and one of another history is thrown away', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const browser = new Browser(world, world.speaker('commissioner'));
    const tab = browser.page();
    await open(world, tab, sectionId);
    await aWhile(world);
    browser.end(tab);
    world.store.change(sectionId, (facts) => ({ ...facts, generation: 2 }));
    world.killServer();
    const section = await open(world, browser.page(), sectionId);
    await aWhile(world);
    expect([section.mayType, leases(world, sectionId)]).toEqual([true, 2]);
    expect([...browser.outbox.records.values()].map(({ generation }) => generation)).toEqual([2]);
  });
});

describe('[C72] two tabs of one person', () => {
  it('write in the same section, each under a lease of its own, and closing one loses nothing', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const browser = new Browser(world, world.speaker('commissioner'));
    const [one, other] = [browser.page(), browser.page()];
    const first = await writer(world, one, sectionId);
    const second = await writer(world, other, sectionId);
    typeAt(first, 0, 'een ');
    typeAt(second, 0, 'twee ');
    await world.settle();
    expect(plainText(first.doc)).toBe(plainText(second.doc));
    for (const word of ['een ', 'twee ']) expect(stored(world, sectionId)).toContain(word);
    one.cut();
    typeAt(first, 0, 'drie ');
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    browser.end(one);
    // The tab that lives leaves alone what is not its own; the next page sends it.
    await world.settle();
    expect(stored(world, sectionId)).not.toContain('drie');
    const next = browser.page();
    await world.settle();
    expect(stored(world, sectionId).split('drie ')).toHaveLength(2);
    expect(next.client.drafts).toEqual([]);
  });

  it('and a page that lives on as somebody else lets go of what it had not sent', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const browser = new Browser(world, world.speaker('commissioner'));
    const tab = browser.page();
    const section = await writer(world, tab, sectionId);
    tab.cut();
    typeAt(section, 0, 'nog niet ');
    tab.client.destroy();
    await world.settle();
    browser.page();
    await world.settle();
    expect(stored(world, sectionId)).toBe('nog niet Begin');
  });

  it('never send the same text twice: what a living tab has not sent is no other tab’s to send', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const browser = new Browser(world, world.speaker('commissioner'));
    const one = browser.page();
    const first = await writer(world, one, sectionId);
    one.cut();
    typeAt(first, 0, 'wacht ');
    await world.settle();
    browser.page();
    await world.settle();
    expect(stored(world, sectionId)).toBe('Begin');
    one.connect();
    await world.settle();
    expect(stored(world, sectionId)).toBe('wacht Begin');
  });
});

describe('[C73] a lease that somebody else uses', () => {
  it('is of no use to another person, and whose it is writes on', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const thief = world.tab(world.speaker('contractor'));
    const mine = await writer(world, tab, sectionId);
    await open(world, thief, sectionId);
    const lease = [...world.store.sections.get(sectionId)!.leases.values()].at(-1)!;
    typeAt(mine, 0, 'eerst ');
    await world.settle();
    const doc = new Y.Doc();
    doc.clientID = lease.clientId;
    doc.getXmlFragment('text').insert(0, [new Y.XmlElement('block')]);
    const { leaseId, generation } = lease;
    const bytes = Y.encodeStateAsUpdate(doc);
    thief.inject(encodeClientMessage({ type: 'frame', sectionId, leaseId, generation, frame: 2, bytes }));
    await world.settle();
    const answer = thief.received.map((message) => decodeServerMessage(message)).at(-1);
    expect(answer).toMatchObject({ type: 'refused', reason: 'forbidden' });
    typeAt(mine, 0, 'daarna ');
    await world.settle();
    expect(mine.save).toEqual({ kind: 'saved' });
    expect(stored(world, sectionId)).toBe('daarna eerst Begin');
  });

  for (const unsent of [true, false]) {
    it(`a copy of the whole browser: ${unsent ? 'unsent words become a draft' : 'nothing is lost'}, and both write on under leases of their own`, async () => {
      const world = new World();
      const sectionId = world.section({ kind: 'wholeTable' });
      const speaker = world.speaker('commissioner');
      const outbox = new MemoryOutbox();
      const tab = world.tab(speaker, outbox);
      const mine = await open(world, tab, sectionId);
      await aWhile(world);
      // A profile that was copied knows no locks of the other.
      const copy = world.tab(speaker, outbox.fork());
      const theirs = await open(world, copy, sectionId);
      await aWhile(world);
      expect(theirs.doc.clientID).toBe(mine.doc.clientID);
      if (unsent) {
        tab.cut();
        typeAt(mine, 0, 'mijn woorden ');
      }
      typeAt(theirs, 0, 'hun woorden ');
      await world.settle();
      tab.connect();
      await world.settle();
      // At once: until then he would see a text that nobody else has.
      expect(mine.state).toBe('closed');
      for (let turn = 0; turn < 8; turn += 1) {
        await world.settle();
        world.time.advance(5_000);
      }
      expect(tab.client.drafts.map(({ text, reason }) => ({ text, reason }))).toEqual(
        unsent ? [{ text: 'mijn woorden', reason: 'lease' }] : [],
      );
      const again = await writer(world, tab, sectionId);
      typeAt(again, 0, 'weer ');
      await world.settle();
      expect(plainText(again.doc)).toBe('weer hun woorden Begin');
      expect(plainText(theirs.doc)).toBe('weer hun woorden Begin');
      expect(stored(world, sectionId)).toBe('weer hun woorden Begin');
    });
  }

  it('under which as much was written there as here: the words of this page are still in no text, and become a draft', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const speaker = world.speaker('commissioner');
    const outbox = new MemoryOutbox();
    const tab = world.tab(speaker, outbox);
    const mine = await open(world, tab, sectionId);
    await aWhile(world);
    const copy = world.tab(speaker, outbox.fork());
    const theirs = await open(world, copy, sectionId);
    await aWhile(world);
    tab.cut();
    typeAt(mine, 0, 'xyz ');
    typeAt(theirs, 0, 'abc ');
    await world.settle();
    tab.connect();
    for (let turn = 0; turn < 8; turn += 1) {
      await world.settle();
      world.time.advance(5_000);
    }
    expect(stored(world, sectionId)).toBe('abc Begin');
    expect(tab.client.drafts.map(({ text, reason }) => ({ text, reason }))).toEqual([{ text: 'xyz', reason: 'lease' }]);
  });
});
