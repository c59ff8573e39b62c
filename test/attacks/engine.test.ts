import { TEXT_ROOT, writeBlocks } from '@samenspel/collab';
import {
  MemoryOutbox,
  World,
  craft,
  peersNow,
  restrict,
  stored,
  typeAt,
  uuid,
  writer,
  type Tab,
} from '@samenspel/collab/testing';
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  type ClientMessage,
  type ServerMessage,
} from '@samenspel/collab/wire';
import { id, type SeatId, type SessionId } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

type Message<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
type Frame = Extract<ClientMessage, { type: 'frame' }>;

/** Someone at the engine with no client of ours: says what he likes, and keeps what he hears. */
class Mallory {
  constructor(
    private readonly world: World,
    readonly tab: Tab,
  ) {}

  get heard(): ServerMessage[] {
    return this.tab.received.map((bytes) => decodeServerMessage(bytes));
  }

  /** What comes back of it. */
  async say(message: ClientMessage): Promise<ServerMessage[]> {
    const before = this.heard.length;
    this.tab.inject(encodeClientMessage(message));
    await this.world.settle();
    return this.heard.slice(before).filter(({ type }) => type !== 'peers' && type !== 'carets');
  }

  async lease(sectionId: string): Promise<Message<'leased'>> {
    await this.say({ type: 'join', sections: [{ sectionId, known: null }] });
    const [answer] = await this.say({ type: 'lease', sectionId });
    if (answer?.type !== 'leased') throw new Error(answer?.type ?? 'nothing');
    return answer;
  }

  /** The verdict on a frame. */
  async send(frame: Omit<Frame, 'type'>): Promise<string> {
    const [answer] = await this.say({ type: 'frame', ...frame });
    if (answer?.type === 'refused') return answer.reason;
    return answer?.type ?? 'closed';
  }
}

function at(world: World, speaker = world.speaker('contractor')): Mallory {
  return new Mallory(world, world.tab(speaker));
}

/** An empty block before the first one, which the server wrote under client id 1. */
function frameOf({ sectionId, leaseId, clientId, generation }: Message<'leased'>, frame = 1): Omit<Frame, 'type'> {
  const bytes = craft(clientId, frame - 1, [{ rightOrigin: { client: 1, clock: 0 }, content: { element: 'block' } }]);
  return { sectionId, leaseId, generation, frame, bytes };
}

function textOf(doc: Y.Doc): Y.XmlText {
  return (doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

const rowsOf = (world: World, sectionId: string): number => world.store.sections.get(sectionId)?.rows.length ?? 0;

describe('[C62] a lease', () => {
  it('is of no use to another person, through the same seat or another', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const victim = world.speaker('commissioner');
    const leased = await at(world, victim).lease(sectionId);
    const { seat } = victim.actor;
    for (const thief of [world.speaker('contractor'), world.speaker('commissioner', 'Colleague', seat?.seatId)]) {
      const mallory = at(world, thief);
      await mallory.lease(sectionId);
      expect(await mallory.send(frameOf(leased))).toBe('forbidden');
    }
    expect(rowsOf(world, sectionId)).toBe(1);
  });

  it('is of no use through another seat of the same person, and of use in a later session of the same seat', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const person = world.speaker('commissioner');
    const leased = await at(world, person).lease(sectionId);
    const { actor } = person;
    if (actor.seat === null) throw new Error('no seat');
    const elsewhere = { ...person, actor: { ...actor, seat: { ...actor.seat, seatId: id<SeatId>(uuid()) } } };
    const through = at(world, elsewhere);
    await through.lease(sectionId);
    expect(await through.send(frameOf(leased))).toBe('forbidden');
    const later = at(world, { ...person, actor: { ...actor, sessionId: id<SessionId>(uuid()) } });
    await later.say({ type: 'join', sections: [{ sectionId, known: null }] });
    expect(await later.send(frameOf(leased))).toBe('ack');
    expect(rowsOf(world, sectionId)).toBe(2);
  });

  it('is of no use in another section, nor after the history began anew', async () => {
    const world = new World();
    const [one, other] = [world.section({ kind: 'wholeTable' }), world.section({ kind: 'wholeTable' })];
    const mallory = at(world);
    const leased = await mallory.lease(one);
    await mallory.lease(other);
    expect(await mallory.send({ ...frameOf(leased), sectionId: other })).toBe('forbidden');
    world.store.change(one, (facts) => ({ ...facts, generation: 2 }));
    await world.engine.rightsChanged(one);
    await mallory.say({ type: 'join', sections: [{ sectionId: one, known: null }] });
    expect(await mallory.send(frameOf(leased))).toBe('generation');
    expect([rowsOf(world, one), rowsOf(world, other)]).toEqual([1, 1]);
  });

  it('is of no use once its session ended, though the connection had something under way', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const mallory = at(world);
    const leased = await mallory.lease(sectionId);
    world.store.endedSessions.add(mallory.tab.speaker.actor.sessionId);
    expect(['forbidden', 'retry']).toContain(await mallory.send(frameOf(leased)));
    await world.engine.sessionsEnded(new Set([mallory.tab.speaker.actor.sessionId]));
    expect(mallory.tab.attached).toBe(false);
    expect(await mallory.send(frameOf(leased))).toBe('closed');
    expect(rowsOf(world, sectionId)).toBe(1);
  });
});

describe('[C63] a frame that was sent before', () => {
  it('is acknowledged again to its sender, and stands in the log once', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const victim = at(world, world.speaker('commissioner'));
    const leased = await victim.lease(sectionId);
    expect(await victim.send(frameOf(leased))).toBe('ack');
    expect(await victim.send(frameOf(leased))).toBe('ack');
    expect(rowsOf(world, sectionId)).toBe(2);
  });

  it('is refused from another connection, under the lease that it had and under one of his own', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const victim = at(world, world.speaker('commissioner'));
    const leased = await victim.lease(sectionId);
    const frame = frameOf(leased);
    expect(await victim.send(frame)).toBe('ack');
    const mallory = at(world);
    const own = await mallory.lease(sectionId);
    expect(await mallory.send(frame)).toBe('forbidden');
    expect(await mallory.send({ ...frame, leaseId: own.leaseId })).toBe('forbidden');
    // Other bytes under a number that is taken are never acknowledged: the text would be believed saved.
    expect(await victim.send({ ...frameOf(leased, 2), frame: 1 })).toBe('lease');
    expect(await victim.send(frameOf(leased, 3))).toBe('resync');
    expect(rowsOf(world, sectionId)).toBe(2);
  });
});

describe('[C64] a position', () => {
  it('is taken from who writes there only, and told in one message however often it is sent', async () => {
    const world = new World();
    const [sectionId, hidden] = [world.section({ kind: 'wholeTable' }), world.section({ kind: 'commissionersOnly' })];
    const watcher = at(world, world.speaker('commissioner'));
    const sections = [sectionId, hidden].map((one) => ({ sectionId: one, known: null }));
    await watcher.say({ type: 'join', sections });
    const told = (): Message<'peers'>[] =>
      watcher.heard.filter((message): message is Message<'peers'> => message.type === 'peers');
    const before = told().length;
    const caret = { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) };
    const [reader, stranger] = [at(world, world.speaker('observer')), at(world)];
    await reader.say({ type: 'join', sections });
    for (const one of [reader, stranger]) {
      for (const where of [sectionId, hidden]) await one.say({ type: 'caret', sectionId: where, caret });
    }
    world.time.advance(1_000);
    await world.settle();
    expect(
      told()
        .slice(before)
        .flatMap(({ peers }) => peers),
    ).toEqual([]);
    const writer = at(world, world.speaker('contractor', 'Stichting De Brug'));
    await writer.lease(sectionId);
    const quiet = told().length;
    for (let n = 0; n < 500; n += 1) writer.tab.inject(encodeClientMessage({ type: 'caret', sectionId, caret }));
    await world.settle();
    world.time.advance(1_000);
    await world.settle();
    const [last, ...more] = told().slice(quiet);
    expect(more).toEqual([]);
    expect(last?.peers.map(({ party, name }) => [party.name, name])).toEqual([['Stichting De Brug', null]]);
  });

  it('[R18] that is no place in a text is told to nobody, and takes away the one that was there', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const watcher = at(world, world.speaker('commissioner'));
    await watcher.say({ type: 'join', sections: [{ sectionId, known: null }] });
    const writer = at(world, world.speaker('contractor'));
    await writer.lease(sectionId);
    const [place, ours] = [Uint8Array.of(0, 1, 0, 0), new Uint8Array(64).fill(0xff)];
    const shown: boolean[] = [];
    for (const caret of [
      { anchor: place, head: place },
      { anchor: ours, head: ours },
      { anchor: place, head: place },
      { anchor: place, head: ours },
    ]) {
      await writer.say({ type: 'caret', sectionId, caret });
      world.time.advance(1_000);
      await world.settle();
      shown.push(peersNow(watcher.heard, sectionId).length === 1);
    }
    expect(shown).toEqual([true, false, true, false]);
    const relayed = watcher.heard.flatMap((message) => (message.type === 'carets' ? message.carets : []));
    expect(relayed.filter(({ caret }) => caret?.head[0] === 0xff || caret?.anchor[0] === 0xff)).toEqual([]);
  });

  it('is no message when it is larger than a position can be', () => {
    const large = new Uint8Array(4_096);
    const bytes = encodeClientMessage({ type: 'caret', sectionId: uuid(), caret: { anchor: large, head: large } });
    expect(() => decodeClientMessage(bytes)).toThrow('too many');
  });
});

describe('[C65] a section', () => {
  it('grows to its limit and no further, and can still be read by who comes in', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const mallory = at(world);
    const { leaseId, clientId, generation } = await mallory.lease(sectionId);
    const large = 'x'.repeat(250_000);
    const verdicts: string[] = [];
    for (let frame = 1; frame <= 100 && !verdicts.includes('too-large'); frame += 1) {
      const clock = (frame - 1) * large.length;
      // Behind what he wrote before; the first at the start of the first block, of whose text the server's id is 1.3.
      const origin = frame === 1 ? { client: 1, clock: 3 } : { client: clientId, clock: clock - 1 };
      const bytes = craft(clientId, clock, [
        { origin, rightOrigin: { client: 1, clock: 4 }, content: { string: large } },
      ]);
      verdicts.push(await mallory.send({ sectionId, generation, leaseId, frame, bytes }));
    }
    expect([...new Set(verdicts)]).toEqual(['ack', 'too-large']);
    const reader = at(world, world.speaker('observer'));
    const joined = await reader.say({ type: 'join', sections: [{ sectionId, known: null }] });
    const answer = joined.find((message): message is Message<'joined'> => message.type === 'joined');
    expect(answer?.updates).toHaveLength(verdicts.length);
  });
});

describe('[C65] a message', () => {
  it('asks for a section once, and for no more sections than a plan has', () => {
    const sections = Array.from({ length: 5_000 }, () => ({ sectionId: uuid(), known: null }));
    expect(() => decodeClientMessage(encodeClientMessage({ type: 'join', sections }))).toThrow('too many');
    const twice = [sections[0], sections[0]].filter((one) => one !== undefined);
    expect(() => decodeClientMessage(encodeClientMessage({ type: 'join', sections: twice }))).toThrow('twice');
  });

  it('of who was put out while he was away changes nothing', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const outbox = new MemoryOutbox();
    const expelled = world.tab(world.speaker('contractor'), outbox);
    const section = expelled.client.open(sectionId, { title: '', restricted: false });
    await world.settle();
    void section.prepareToWrite();
    await world.settle();
    expelled.cut();
    section.doc.getXmlFragment(TEXT_ROOT).doc?.transact(() => {
      section.doc.getXmlFragment(TEXT_ROOT).delete(0, 1);
    }, 'keyboard');
    world.store.change(sectionId, (facts) => ({ ...facts, access: { ...facts.access, grants: [] } }));
    await world.engine.rightsChanged(sectionId);
    expelled.connect();
    await world.settle();
    expect(rowsOf(world, sectionId)).toBe(1);
    expect(section.state).toBe('closed');
  });
});

describe('[C6] [C78] what was written by who was put out while he was away', () => {
  it('is not merged when he comes back: the log is as it was, nothing of the section is sent, his own words stay with him', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' }, 'Van de tafel');
    const outbox = new MemoryOutbox();
    const expelled = world.tab(world.speaker('contractor'), outbox);
    const section = await writer(world, expelled, sectionId);
    typeAt(section, 0, 'Bewaard. ');
    await world.settle();
    const rows = rowsOf(world, sectionId);
    expelled.cut();
    typeAt(section, 0, 'Losgekoppeld. ');
    await restrict(world, sectionId);
    const before = expelled.received.length;
    expelled.connect();
    await world.settle();
    const told = expelled.received.slice(before).map((bytes) => decodeServerMessage(bytes).type);
    expect([rowsOf(world, sectionId), told]).toEqual([rows, ['hello', 'join-refused']]);
    // With nobody else either: no chair reads what somebody wrote and never handed in.
    expect(expelled.client.drafts.map(({ reason, text }) => [reason, text])).toEqual([['forbidden', 'Losgekoppeld.']]);
    expect(expelled.client.save).toEqual({ kind: 'refused', reason: 'forbidden' });
    const chair = world.tab(world.speaker('chair'), outbox.fork());
    await world.settle();
    expect(chair.client.drafts).toEqual([]);
  });
});

describe('[C12] [C4] the whole text of an earlier moment, sent once more', () => {
  it('brings nothing back that was taken away, in this history or in an earlier one', async () => {
    const world = new World();
    const sectionId = world.section({ kind: 'wholeTable' });
    const author = world.tab(world.speaker('contractor'));
    const states: { lease: Message<'leased'>; bytes: Uint8Array }[] = [];
    for (const generation of [1, 2, 3]) {
      const section = await writer(world, author, sectionId);
      typeAt(section, 0, `Geheim ${generation}. `);
      await world.settle();
      const bytes = Y.encodeStateAsUpdate(section.doc);
      const lease = author.received.map((one) => decodeServerMessage(one)).findLast(({ type }) => type === 'leased');
      if (lease?.type !== 'leased') throw new Error('no lease');
      states.push({ lease, bytes });
      section.doc.transact(() => textOf(section.doc).delete(0, 'Geheim 1. '.length), 'keyboard');
      await world.settle();
      if (generation === 3) break;
      const next = new Y.Doc();
      writeBlocks(next, [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Begin' }] }], uuid);
      world.store.restart(sectionId, Y.encodeStateAsUpdate(next));
      await world.engine.restarted([sectionId]);
      await world.settle();
    }
    const rows = rowsOf(world, sectionId);
    author.cut();
    const mallory = at(world, author.speaker);
    const own = await mallory.lease(sectionId);
    const verdicts: string[][] = [];
    for (const { lease, bytes } of states) {
      const old = await mallory.send({ ...frameOf(lease, 3), bytes });
      const current = await mallory.send({ ...frameOf(lease, 3), generation: 3, bytes });
      verdicts.push([old, current, await mallory.send({ ...frameOf(own), bytes })]);
    }
    expect(verdicts).toEqual([
      ['generation', 'generation', 'forbidden'],
      ['generation', 'generation', 'forbidden'],
      ['forbidden', 'forbidden', 'forbidden'],
    ]);
    expect([rowsOf(world, sectionId), stored(world, sectionId)]).toEqual([rows, 'Begin']);
  });
});
