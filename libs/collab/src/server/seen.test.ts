import { describe, expect, it } from 'vitest';
import { typeAt, writer } from '../testing/typing';
import { MemoryOutbox } from '../testing/memory-outbox';
import { World } from '../testing/world';

describe('[C4] [C10] text of an earlier page that is on its way', () => {
  it('does not prove that its author saw what was saved just before it', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const anna = world.speaker('commissioner');
    const outbox = new MemoryOutbox();
    const page = world.tab(anna, outbox);
    const before = await writer(world, page, sectionId);
    page.cut();
    typeAt(before, 0, 'oud');
    await world.settle();
    const left = outbox.fork();
    const others = await writer(world, world.tab(world.speaker('contractor')), sectionId);

    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const { store } = world;
    const commit = store.commit.bind(store);
    store.commit = (frames) => opened.then(() => commit(frames));
    typeAt(others, 0, 'ander');
    await world.settle();
    // Her next page sends what the last one could not, and she goes on typing behind it, before anything is saved.
    const next = world.tab(anna, left);
    const after = next.client.open(sectionId, { title: 'Doelen', restricted: false });
    await world.settle();
    void after.prepareToWrite();
    await world.settle();
    typeAt(after, 3, 'nieuw');
    open();
    for (let turn = 0; turn < 5; turn += 1) await world.settle();
    expect(next.client.drafts).toEqual([]);
    expect(after.save).toEqual({ kind: 'saved' });
  });
});
