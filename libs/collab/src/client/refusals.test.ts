import { describe, expect, it } from 'vitest';
import { plainText } from '../schema/blocks';
import { MemoryOutbox, World, restrict, stored, typeAt, typed, writer, type Tab } from '../testing';
import { encodeServerMessage, REFUSALS, type Refused } from '../wire/messages';

/** The server refuses the next frames for this reason, whatever is in them. */
function refuse(world: World, reason: Refused, times: number): void {
  let left = times;
  const { engine } = world;
  const receive = engine.receive.bind(engine);
  engine.receive = (connection, message) => {
    if (message.type !== 'frame' || left === 0) return receive(connection, message);
    left -= 1;
    const { sectionId, leaseId, frame } = message;
    connection.send(encodeServerMessage({ type: 'refused', sectionId, leaseId, frame, reason, lastFrame: 0 }));
    return Promise.resolve();
  };
}

/** Minutes pass, and everything that is sent arrives. */
async function minutes(world: World): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await world.settle();
    world.time.advance(6_000);
  }
  await world.settle();
}

function drafts(tab: Tab): string {
  return tab.client.drafts.map(({ text }) => text).join('\n');
}

describe('[C70] whatever the server refuses, and however often', () => {
  for (const restricted of [false, true]) {
    for (const reason of REFUSALS) {
      for (const times of [1, 2, 7, Infinity]) {
        it(`${reason}, ${times} times, ${restricted ? 'restricted' : 'for the whole table'}: every word is saved or kept as a draft, once`, async () => {
          const world = new World();
          const sectionId = world.section(restricted ? { kind: 'commissionersOnly' } : { kind: 'wholeTable' });
          const outbox = new MemoryOutbox();
          const tab = world.tab(world.speaker('commissioner'), outbox);
          const section = await writer(world, tab, sectionId, restricted);
          refuse(world, reason, times);
          typeAt(section, 0, 'eerste ');
          await world.settle();
          if (section.mayType) typeAt(section, 0, 'tweede ');
          const words = section.mayType ? ['eerste', 'tweede'] : ['eerste'];
          await minutes(world);
          const everywhere = `${stored(world, sectionId)}\n${drafts(tab)}`;
          if (reason === 'retry' && times === Infinity) {
            // "Not now", for ever: it is said, the words stay in the text, and nothing is given up.
            expect(tab.client.save).toEqual({ kind: 'unsaved', reason: 'server-cannot-save' });
            expect([plainText(section.doc), drafts(tab)]).toEqual(['tweede eerste Begin', '']);
            return;
          }
          for (const word of words) expect(everywhere.split(word)).toHaveLength(2);
          expect(tab.client.unsent).toBe(false);
          expect(tab.client.save.kind).toBe(tab.client.drafts.length === 0 ? 'saved' : 'refused');
        });
      }

      it(`${reason}${restricted ? ', restricted' : ''}: its author writes on in the section as it then is`, async () => {
        const world = new World();
        const sectionId = world.section(restricted ? { kind: 'commissionersOnly' } : { kind: 'wholeTable' });
        const tab = world.tab(world.speaker('commissioner'), new MemoryOutbox());
        const section = await writer(world, tab, sectionId, restricted);
        refuse(world, reason, 1);
        typeAt(section, 0, 'geweigerd ');
        await minutes(world);
        const again = await writer(world, tab, sectionId, restricted);
        typeAt(again, 0, 'daarna ');
        await minutes(world);
        expect(again.save).toEqual({ kind: 'saved' });
        expect(plainText(again.doc)).toBe(stored(world, sectionId));
        expect(stored(world, sectionId)).toContain('daarna');
      });
    }
  }

  it('a draft for the whole table is kept for the next page of the same person and seat, and for nobody else', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const speaker = world.speaker('commissioner');
    const outbox = new MemoryOutbox();
    const tab = world.tab(speaker, outbox);
    const section = await writer(world, tab, sectionId);
    refuse(world, 'schema', 1);
    typeAt(section, 0, 'mijn woorden ');
    await world.settle();
    expect(tab.client.drafts.map(({ kept }) => kept)).toEqual([true]);
    expect(tab.client.onlyHere).toBe(false);
    expect(outbox.records.size).toBe(0);
    const next = world.tab(speaker, outbox.fork());
    const stranger = world.tab(world.speaker('contractor'), outbox.fork());
    await world.settle();
    expect(drafts(next)).toBe('mijn woorden');
    expect(stranger.client.drafts).toEqual([]);
  });

  it('a draft of a restricted text stays in memory, and it is said that it goes with the page', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'commissionersOnly' });
    const outbox = new MemoryOutbox();
    const tab = world.tab(world.speaker('commissioner'), outbox);
    const section = await writer(world, tab, sectionId, true);
    refuse(world, 'too-large', 1);
    typeAt(section, 0, 'geheim ');
    await world.settle();
    expect(drafts(tab)).toBe('geheim');
    expect(tab.client.drafts.map(({ kept }) => kept)).toEqual([false]);
    expect(tab.client.onlyHere).toBe(true);
    expect(outbox.kept.size + outbox.records.size).toBe(0);
  });

  it('what is too large for a message is never sent: it is a draft at once, and what others type goes on', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('commissioner'), new MemoryOutbox());
    const section = await writer(world, tab, sectionId);
    const sent: number[] = [];
    const { engine } = world;
    const receive = engine.receive.bind(engine);
    engine.receive = (from, message) => {
      if (message.type === 'frame') sent.push(message.bytes.byteLength);
      return receive(from, message);
    };
    typeAt(section, 0, 'x'.repeat(400_000));
    await world.settle();
    world.time.advance(1);
    await world.settle();
    expect(sent).toEqual([]);
    expect(tab.client.drafts.map(({ reason, text }) => [reason, text.length])).toEqual([['too-large', 400_000]]);
    expect(tab.closedByServer).toBe(0);
  });

  it('the draft and what it was made of change places in one transaction: a page may end at any moment', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const outbox = new MemoryOutbox();
    const moments: string[] = [];
    const look = (): void => void moments.push(`${typed([...outbox.records.values()])}|${[...outbox.kept.values()].map(({ draft }) => draft.text).join()}`); // prettier-ignore
    const { replace, keepDraft } = outbox;
    outbox.replace = (...given) => replace.apply(outbox, given).then(look);
    outbox.keepDraft = (...given) => keepDraft.apply(outbox, given).then(look);
    const tab = world.tab(world.speaker('commissioner'), outbox);
    const section = await writer(world, tab, sectionId);
    refuse(world, 'too-large', 1);
    typeAt(section, 0, 'nooit weg');
    await world.settle();
    const from = moments.findIndex((moment) => moment.includes('nooit weg'));
    expect(from).toBeGreaterThanOrEqual(0);
    for (const moment of moments.slice(from)) expect(moment.split('nooit weg')).toHaveLength(2);
    expect(moments.at(-1)).toBe('|nooit weg');
  });
});

describe('[C78] when the right to read is withdrawn', () => {
  it('the copy of the text is wiped from memory and the outbox, and the own unsent words are offered', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' }, 'Wat er stond');
    const outbox = new MemoryOutbox();
    const tab = world.tab(world.speaker('contractor'), outbox);
    const section = await writer(world, tab, sectionId);
    world.store.fault = () => 'lost';
    typeAt(section, 0, 'eigen woorden ');
    await world.settle();
    world.store.fault = () => null;
    await restrict(world, sectionId);
    await world.settle();
    expect(section.state).toBe('closed');
    expect(plainText(section.doc).trim()).toBe('');
    expect(outbox.records.size).toBe(0);
    expect(drafts(tab)).toBe('eigen woorden');
    expect(JSON.stringify([...outbox.kept.values()])).not.toContain('Wat er stond');
  });

  it('nothing of what others wrote is left where own text stood among it', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' }, 'Begin en einde');
    const tab = world.tab(world.speaker('contractor'), new MemoryOutbox());
    const section = await writer(world, tab, sectionId);
    tab.cut();
    typeAt(section, 5, ' midden');
    await restrict(world, sectionId);
    tab.connect();
    await world.settle();
    expect(plainText(section.doc).trim()).toBe('');
    expect(drafts(tab)).toBe('midden');
  });

  it('the right to write alone: the text goes on to be read as the server has it, the unsent words are offered', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const tab = world.tab(world.speaker('contractor'), new MemoryOutbox());
    const section = await writer(world, tab, sectionId);
    tab.cut();
    typeAt(section, 0, 'te laat ');
    await restrict(world, sectionId, 'read');
    tab.connect();
    await world.settle();
    expect(drafts(tab)).toBe('te laat');
    const again = tab.client.open(sectionId, { title: 'Doelen', restricted: false });
    await world.settle();
    expect([again.right, plainText(again.doc)]).toEqual(['read', 'Begin']);
    // And when it comes back, writing begins anew.
    await restrict(world, sectionId, 'write');
    await world.settle();
    const last = await writer(world, tab, sectionId);
    typeAt(last, 0, 'weer ');
    await world.settle();
    expect(stored(world, sectionId)).toBe('weer Begin');
  });
});
