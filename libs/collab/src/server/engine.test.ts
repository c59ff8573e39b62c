import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { LiveSection } from '../client/live-section';
import { plainText, writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { KEYBOARD, MemoryOutbox, typeAt, uuid, World, writer } from '../testing';

describe('the live text', () => {
  it('[C1] says saved only after the store has it, and shows it to others only then', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const one = world.tab(world.speaker('commissioner'));
    const other = world.tab(world.speaker('contractor'));
    const mine = await writer(world, one, sectionId);
    const theirs = other.client.open(sectionId);
    await world.settle();
    world.store.fault = () => 'lost';
    typeAt(mine, 0, 'Nieuw ');
    await world.settle();
    expect(mine.save.kind).toBe('unsaved');
    expect(plainText(theirs.doc)).toBe('Begin');
    world.store.fault = () => null;
    world.time.advance(10_000);
    await world.settle();
    expect(mine.save.kind).toBe('saved');
    expect(plainText(theirs.doc)).toBe('Nieuw Begin');
  });

  it('[C2] stores a frame once although its acknowledgement was lost', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const mine = await writer(world, tab, sectionId);
    world.store.fault = () => 'stored-but-lost';
    typeAt(mine, 0, 'Eén keer ');
    await world.settle();
    world.store.fault = () => null;
    world.time.advance(10_000);
    await world.settle();
    expect(mine.save.kind).toBe('saved');
    expect(world.store.sections.get(sectionId)?.rows).toHaveLength(2);
  });

  it('[C3] [Q4] sends unsaved text again after a reload by the same person and seat, byte for byte', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const speaker = world.speaker('commissioner');
    const outbox = new MemoryOutbox();
    const before = world.tab(speaker, outbox);
    const mine = await writer(world, before, sectionId);
    typeAt(mine, 0, 'verstuurd ');
    await before.toServer(0);
    before.cut();
    typeAt(mine, 0, 'getypt zonder verbinding ');
    await world.settle();
    // A server that is started anew is back at once: told only when it is not.
    expect(mine.save).toEqual({ kind: 'saving' });
    world.time.advance(2_000);
    expect(mine.save).toEqual({ kind: 'unsaved', reason: 'no-connection' });
    world.tabs.length = 0; // the page is gone
    const after = world.tab(speaker, outbox);
    const again = after.client.open(sectionId, { title: 'Doelen', restricted: false });
    await world.settle();
    expect(plainText(again.doc)).toBe('getypt zonder verbinding verstuurd Begin');
    expect(again.save.kind).toBe('saved');
    expect(outbox.records.size).toBe(0);
    const fresh = world.tab(world.speaker('contractor')).client.open(sectionId);
    await world.settle();
    expect(plainText(fresh.doc)).toBe('getypt zonder verbinding verstuurd Begin');
  });

  it('[C3] keeps nothing of a restricted section outside memory', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'commissionersOnly' });
    const outbox = new MemoryOutbox();
    const tab = world.tab(world.speaker('commissioner'), outbox);
    const mine = await writer(world, tab, sectionId, true);
    tab.cut();
    typeAt(mine, 0, 'mandaat ');
    await world.settle();
    expect(outbox.records.size).toBe(0);
  });

  it('[R4] answers the same to who may not read as to what does not exist', async () => {
    const world = new World();
    const hidden = world.section({ kind: 'commissionersOnly' });
    const tab = world.tab(world.speaker('contractor'));
    const section = tab.client.open(hidden);
    const nothing = tab.client.open('30000000-0000-4000-8000-000000000000');
    await world.settle();
    expect(section.state).toBe('closed');
    expect(nothing.state).toBe('closed');
    const sizes = tab.received.slice(1).map((bytes) => bytes.byteLength);
    expect(new Set(sizes).size).toBe(1);
  });

  it('[C6] hands out nothing after a right was withdrawn, and keeps the own unsent text for its author', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const one = world.tab(world.speaker('commissioner'));
    const other = world.tab(world.speaker('contractor'));
    const mine = await writer(world, one, sectionId);
    const theirs = await writer(world, other, sectionId);
    typeAt(theirs, 0, 'eigen woorden ');
    world.store.change(sectionId, (facts) => ({
      ...facts,
      access: {
        ...facts.access,
        grants: facts.access.grants.filter(({ grantee }) => grantee.kind !== 'role' || grantee.role !== 'contractor'),
      },
    }));
    await world.engine.rightsChanged(sectionId);
    const before = other.received.length;
    typeAt(mine, 0, 'na het intrekken ');
    await world.settle();
    expect(theirs.state).toBe('closed');
    expect(other.client.drafts.map(({ text, reason }) => ({ text, reason }))).toEqual([
      { text: 'eigen woorden', reason: 'forbidden' },
    ]);
    const after = other.received
      .slice(before)
      .map((bytes) => new TextDecoder().decode(bytes))
      .join();
    expect(after).not.toContain('na het intrekken');
    expect(plainText(mine.doc)).toBe('na het intrekken Begin');
  });

  it('[C6] closes the line of a reader whose socket still holds text when his right goes', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const reader = world.tab(world.speaker('observer'));
    reader.client.open(sectionId);
    await world.settle();
    reader.backlog = true;
    world.store.change(sectionId, (facts) => ({ ...facts, access: { ...facts.access, grants: [] } }));
    await world.engine.rightsChanged(sectionId);
    expect(reader.closedByServer).toBe(1);
  });

  it('[C6] refuses a frame at the fence when the right went while it was on its way to the store', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('contractor'));
    const mine = await writer(world, tab, sectionId);
    // The room does not know yet: only the store does.
    world.store.change(sectionId, (facts) => ({ ...facts, access: { ...facts.access, grants: [] } }));
    typeAt(mine, 0, 'te laat ');
    await world.settle();
    expect(world.store.sections.get(sectionId)?.rows).toHaveLength(1);
    expect(tab.client.drafts).toHaveLength(1);
  });

  it('[C7] shows who writes to others by party and by name to the own party, and never who reads', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const author = world.speaker('commissioner', 'Noorderveen');
    const one = world.tab(author);
    const mine = await writer(world, one, sectionId);
    const colleague = world.tab({ ...world.speaker('commissioner'), party: author.party });
    const other = world.tab(world.speaker('contractor', 'De Brug'));
    const seenByColleague = colleague.client.open(sectionId);
    const seenByOther = other.client.open(sectionId);
    await world.settle();
    mine.setCaret({ anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) });
    world.time.advance(100);
    await world.settle();
    world.time.advance(100);
    await world.settle();
    expect(seenByColleague.peers.map(({ name }) => name)).toEqual(['Persoon van Noorderveen']);
    expect(seenByOther.peers.map(({ name, party }) => ({ name, party: party.name }))).toEqual([
      { name: null, party: 'Noorderveen' },
    ]);
    expect(mine.peers).toEqual([]);
  });

  it('[C10] takes what two people write at the same place at the same moment, in one transaction', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const one = world.tab(world.speaker('commissioner'));
    const other = world.tab(world.speaker('contractor'));
    const mine = await writer(world, one, sectionId);
    const theirs = await writer(world, other, sectionId);
    for (let round = 0; round < 5; round += 1) {
      typeAt(mine, 5, `m${round}`);
      typeAt(theirs, 5, `t${round}`);
      // Both frames are judged before either of them is in the store.
      await Promise.all([one.toServer(), other.toServer()]);
      typeAt(mine, 5, `n${round}`);
      await world.settle();
    }
    expect(mine.state).toBe('live');
    expect(theirs.state).toBe('live');
    expect(plainText(mine.doc)).toBe(plainText(theirs.doc));
    expect(one.client.save.kind).toBe('saved');
  });

  it('[C4] takes a frame again that could not be stored, although its last words refer to what came after its first', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const one = world.tab(world.speaker('commissioner'));
    const other = world.tab(world.speaker('contractor'));
    const mine = await writer(world, one, sectionId);
    const theirs = await writer(world, other, sectionId);
    const push = ({ doc }: LiveSection): void =>
      doc.transact(() => doc.getXmlFragment(TEXT_ROOT).push([new Y.XmlElement('block')]), KEYBOARD);
    typeAt(mine, 0, 'onderweg ');
    push(mine); // waits behind it
    push(theirs);
    await other.toServer();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    one.toClient();
    push(mine); // in the same frame as the one before, behind the block of the other
    let commits = 0;
    world.store.fault = () => (++commits === 2 ? 'lost' : null);
    await world.settle();
    world.time.advance(10_000);
    await world.settle();
    expect(commits).toBeGreaterThan(2);
    expect(one.client.drafts).toEqual([]);
    expect(mine.save.kind).toBe('saved');
    expect(mine.doc.getXmlFragment(TEXT_ROOT).toJSON()).toBe(theirs.doc.getXmlFragment(TEXT_ROOT).toJSON());
  });

  it('[C3] sends text once that Yjs tells twice: an edit and the repair that it calls for', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const one = world.tab(world.speaker('commissioner'));
    const other = world.tab(world.speaker('contractor'));
    const mine = await writer(world, one, sectionId);
    const theirs = other.client.open(sectionId);
    await world.settle();
    const root = mine.doc.getXmlFragment(TEXT_ROOT);
    // As the editor does: every new block gets its text in a transaction of its own.
    mine.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      const last = root.get(root.length - 1) as Y.XmlElement;
      if (transaction.origin === KEYBOARD && last.length === 0) {
        mine.doc.transact(() => last.insert(0, [new Y.XmlText()]), 'repair');
      }
    });
    for (const word of ['een', 'twee', 'drie']) {
      mine.doc.transact(() => root.push([new Y.XmlElement('block')]), KEYBOARD);
      await world.settle(); // each of the two updates in a frame of its own
      const last = root.get(root.length - 1) as Y.XmlElement;
      mine.doc.transact(() => (last.get(0) as Y.XmlText).insert(0, word), KEYBOARD);
      await world.settle();
    }
    expect(one.client.drafts).toEqual([]);
    expect(mine.save.kind).toBe('saved');
    expect(plainText(theirs.doc)).toBe('Begin\neen\ntwee\ndrie');
  });

  it('[C5] costs a returning client only what it missed', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' }, 'Lang begin '.repeat(500));
    const one = world.tab(world.speaker('commissioner'));
    const mine = await writer(world, one, sectionId);
    const other = world.tab(world.speaker('contractor'));
    const theirs = other.client.open(sectionId);
    await world.settle();
    other.cut();
    typeAt(mine, 0, 'gemist ');
    await world.settle();
    const before = other.received.length;
    other.connect();
    await world.settle();
    const bytes = other.received.slice(before).reduce((sum, message) => sum + message.byteLength, 0);
    expect(plainText(theirs.doc)).toMatch(/^gemist /);
    expect(bytes).toBeLessThan(200);
  });
});

describe('[U3] a server that went back to an older moment', () => {
  it('is never merged with newer text: the author keeps what he wrote since, and nothing of what others wrote', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'));
    const other = world.tab(world.speaker('contractor'));
    const mine = await writer(world, tab, sectionId);
    const theirs = await writer(world, other, sectionId);
    typeAt(mine, 0, 'Voor de kopie. ');
    await world.settle();
    const stored = world.store.sections.get(sectionId);
    const rows = [...(stored?.rows ?? [])];
    typeAt(mine, 0, 'Na de kopie bewaard. ');
    typeAt(theirs, 0, 'Van een ander. ');
    await world.settle();
    world.store.fault = () => 'lost';
    typeAt(mine, 0, 'Nooit bewaard. ');
    await world.settle();
    world.store.fault = () => null;
    world.killServer();
    if (stored !== undefined) {
      stored.rows = rows;
      stored.facts = { ...stored.facts, generation: 1_800_000_000 };
    }
    tab.connect();
    other.connect();
    await world.settle();
    expect(mine.state).toBe('closed');
    expect(tab.client.drafts.map(({ reason }) => reason)).toEqual(['generation']);
    const [draft] = tab.client.drafts;
    expect(draft?.text).toContain('Na de kopie bewaard.');
    expect(draft?.text).toContain('Nooit bewaard.');
    expect(draft?.text).not.toContain('Voor de kopie');
    expect(draft?.text).not.toContain('Van een ander');
    expect(other.client.drafts.map(({ text }) => text)).toEqual(['Van een ander.']);
    const again = tab.client.open(sectionId, { title: 'Doelen', restricted: false });
    await world.settle();
    expect(plainText(again.doc)).toBe('Voor de kopie. Begin');
  });
});

describe('a new history that this node was not told of yet', () => {
  it('[C12] keeps what was struck from who may read from now on, also when the rights are read again first', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'commissionersOnly' }, 'Geheim mandaat');
    const tab = world.tab(world.speaker('commissioner'));
    const mine = await writer(world, tab, sectionId);
    const stored = world.store.sections.get(sectionId)!;
    const doc = new Y.Doc();
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Openbaar' }] }], uuid);
    stored.rows = [{ seq: 1, bytes: Y.encodeStateAsUpdate(doc), leaseId: '', frame: 0 }];
    world.store.change(sectionId, (facts) => ({
      ...facts,
      generation: 2,
      access: {
        ...facts.access,
        grants: [...facts.access.grants, { grantee: { kind: 'role', role: 'contractor' }, right: 'read' }],
      },
    }));
    // A frame under the old rights is refused by the log, and makes the node look at the rights before `restarted` comes.
    typeAt(mine, 0, 'nog iets ');
    await world.settle();
    const guest = world.tab(world.speaker('contractor'));
    const theirs = guest.client.open(sectionId);
    await world.settle();
    expect(plainText(theirs.doc)).toBe('Openbaar');
    await world.engine.restarted([sectionId]);
    await world.settle();
    const again = guest.client.open(sectionId);
    await world.settle();
    expect(plainText(again.doc)).toBe('Openbaar');
    expect(tab.client.drafts.map(({ text }) => text).join()).toContain('nog iets');
  });
});
