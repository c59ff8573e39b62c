import { describe, expect, it } from 'vitest';
import { MemoryOutbox, World, typeAt, writer } from '../testing';

describe('text of an earlier page', () => {
  it('[C3] is sent wherever the next page is opened, byte for byte as it was sent before', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const speaker = world.speaker('commissioner');
    const outbox = new MemoryOutbox();
    const before = world.tab(speaker, outbox);
    const mine = await writer(world, before, sectionId);
    typeAt(mine, 0, 'onderweg ');
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    before.cut();
    const sent = [...outbox.records.values()].find(({ frame }) => frame === 1);
    world.tabs.length = 0;
    world.tab(speaker, outbox.fork()); // opens no document at all
    await world.settle();
    const row = world.store.sections.get(sectionId)?.rows.at(-1);
    expect(row?.bytes).toEqual(sent?.bytes);
    expect(row?.frame).toBe(1);
  });

  it('[C3] becomes a draft that outlives the page when its section is no longer open to its author', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const speaker = world.speaker('contractor');
    const outbox = new MemoryOutbox();
    const before = world.tab(speaker, outbox);
    const mine = await writer(world, before, sectionId);
    before.cut();
    typeAt(mine, 0, 'te laat ');
    await world.settle();
    world.tabs.length = 0;
    world.store.change(sectionId, (facts) => ({ ...facts, access: { ...facts.access, grants: [] } }));
    await world.engine.rightsChanged(sectionId);
    const next = outbox.fork();
    const after = world.tab(speaker, next);
    await world.settle();
    expect(after.client.drafts.map(({ text }) => text)).toEqual(['te laat']);
    expect(after.client.save).toEqual({ kind: 'refused', reason: 'forbidden' });
    expect(next.records.size).toBe(0);
    const later = world.tab(speaker, next.fork());
    await world.settle();
    expect(later.client.drafts.map(({ text }) => text)).toEqual(['te laat']);
    await later.client.discardDraft(later.client.drafts[0]?.draftId ?? '');
    expect(later.client.save).toEqual({ kind: 'saved' });
  });
});
