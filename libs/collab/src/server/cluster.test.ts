import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { Line, TwoServers, peersNow, type MemoryBus, type MemoryNode, type World } from '../testing';

let servers: TwoServers;
let world: World;
let bus: MemoryBus;
let first: MemoryNode;
let second: MemoryNode;
let sectionId: string;
beforeEach(async () => {
  servers = await TwoServers.open();
  ({ world, bus, first, second, sectionId } = servers);
});

describe('[C20] what is written by way of one server', () => {
  it('is handed out by the others: at once by a hint, and within half a second when the hint is lost', async () => {
    const reader = await servers.join(second, world.speaker('contractor'));
    const writer = await servers.writer(first, world.speaker('commissioner'));
    await servers.pass(5, writer.send(writer.type('een')));
    expect(reader.of('update')).toHaveLength(1);
    bus.up = false;
    await servers.pass(5, writer.send(writer.type('twee')));
    expect(reader.of('update')).toHaveLength(1);
    await servers.pass(520);
    expect(reader.of('update')).toHaveLength(2);
    expect(reader.of('update').at(-1)?.seq).toBe(3);
  });

  it('is one text, whoever writes where, and nobody gets his own words back', async () => {
    const one = await servers.writer(first, world.speaker('commissioner'));
    const other = await servers.writer(second, world.speaker('contractor'));
    await servers.pass(10, one.send(one.type('a')), other.send(other.type('b')));
    await servers.pass(10, one.send(one.type('c')), other.send(other.type('d')));
    for (const { line, doc } of [one, other]) {
      const updates = line.of('update').flatMap((update) => update.updates);
      expect(updates).toHaveLength(2);
      for (const update of updates) Y.applyUpdate(doc, update);
      expect(line.of('ack')).toHaveLength(2);
    }
    expect(one.doc.getXmlFragment(TEXT_ROOT).toJSON()).toBe(other.doc.getXmlFragment(TEXT_ROOT).toJSON());
  });

  it('goes on by way of another server, with the same lease, and back again', async () => {
    const speaker = world.speaker('commissioner');
    const writer = await servers.writer(first, speaker);
    await servers.pass(5, writer.send(writer.type('een')));
    const lines = { first: writer.line, second: await servers.join(second, speaker) };
    for (const [name, at] of [
      ['second', second],
      ['first', first],
      ['second', second],
    ] as const) {
      // prettier-ignore
      writer.at = at;
      writer.line = lines[name];
      // Faster than any hint.
      await writer.send(writer.type(name));
    }
    await servers.pass(30);
    expect(lines.first.of('refused').concat(lines.second.of('refused'))).toEqual([]);
    expect(world.store.sections.get(sectionId)?.rows).toHaveLength(5);
  });

  it('is not acknowledged when the log holds other bytes under that number', async () => {
    const speaker = world.speaker('commissioner');
    const writer = await servers.writer(first, speaker);
    const twin = await servers.join(second, speaker);
    const mine = writer.type('een');
    const message = { type: 'frame', sectionId, generation: 1, leaseId: writer.leaseId, frame: 1 } as const;
    const other = createTextDoc();
    Y.applyUpdate(other, world.store.sections.get(sectionId)?.rows[0]?.bytes ?? new Uint8Array());
    other.clientID = writer.doc.clientID;
    const before = Y.encodeStateVector(other);
    ((other.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'anders');
    const theirs = Y.encodeStateAsUpdate(other, before);
    await servers.pass(
      20,
      first.engine.receive(writer.line, { ...message, bytes: mine }),
      second.engine.receive(twin, { ...message, bytes: theirs }),
    );
    const acks = [...writer.line.of('ack'), ...twin.of('ack')];
    const refused = [...writer.line.of('refused'), ...twin.of('refused')];
    expect(acks).toHaveLength(1);
    expect(refused).toMatchObject([{ reason: 'lease', lastFrame: 1 }]);
    expect(world.store.sections.get(sectionId)?.rows).toHaveLength(2);
  });

  it('is handed to its author too, who opened the section anew before this server knew what it follows on', async () => {
    const { store } = world;
    const writer = await servers.writer(first, world.speaker('commissioner'));
    const other = await servers.writer(second, world.speaker('contractor'));
    bus.up = false;
    await servers.pass(1, other.send(other.type('een')));
    const tail = store.tail.bind(store);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    store.tail = (...of) => answered.then(() => tail(...of));
    await servers.pass(1, writer.send(writer.type('twee')));
    expect(writer.line.of('ack')).toMatchObject([{ seq: 3 }]);
    const anew = { type: 'join', sections: [{ sectionId, known: null }] } as const;
    await servers.pass(1, first.engine.receive(writer.line, { type: 'leave', sectionId }));
    await servers.pass(1, first.engine.receive(writer.line, anew));
    answer();
    await servers.pass(1);
    const [joined, update] = [writer.line.of('joined').at(-1)!, writer.line.of('update').at(-1)!];
    expect([joined.updates.length, update.seq, update.updates.length]).toEqual([1, 3, 2]);
  });

  it('is not behind what a client brings from another server', async () => {
    bus.up = false;
    const writer = await servers.writer(first, world.speaker('commissioner'));
    await servers.join(second, world.speaker('chair'));
    await servers.pass(1, writer.send(writer.type('een')));
    const line = new Line(world.speaker('contractor'));
    second.engine.attach(line);
    const known = { generation: 1, seq: 2 };
    await servers.pass(1, second.engine.receive(line, { type: 'join', sections: [{ sectionId, known }] }));
    expect(line.of('joined')).toMatchObject([{ seq: 2, updates: [] }]);
  });
});

describe('[C21] a withdrawal', () => {
  it('holds on every server when it is answered, in little more than it takes to ask them', async () => {
    const reader = await servers.join(second, world.speaker('contractor'));
    const writer = await servers.writer(first, world.speaker('commissioner'));
    servers.withdraw('contractor');
    expect(await servers.pass(1, first.engine.rightsChanged(sectionId))).toBeLessThan(40);
    expect(reader.of('revoked')).toHaveLength(1);
    await servers.pass(600, writer.send(writer.type('geheim')));
    expect(reader.of('update')).toEqual([]);
  });

  it('holds on every server within two seconds without hints', async () => {
    const reader = await servers.join(second, world.speaker('contractor'));
    bus.up = false;
    servers.withdraw('contractor');
    expect(await servers.pass(1, first.engine.rightsChanged(sectionId))).toBeLessThan(600);
    expect(reader.of('revoked')).toHaveLength(1);
  });

  it('of a session closes its connections on every server', async () => {
    const speaker = world.speaker('contractor');
    const reader = await servers.join(second, speaker);
    world.store.endedSessions.add(speaker.actor.sessionId);
    await servers.pass(1, first.engine.sessionsEnded(new Set([speaker.actor.sessionId])));
    expect(reader.open).toBe(false);
  });

  it('is not missed by a section that is being opened at that moment', async () => {
    const line = new Line(world.speaker('contractor'));
    second.engine.attach(line);
    bus.up = false;
    // The other server asks how things stand, without this section, and the database takes its time.
    let answer = (): void => undefined;
    second.beforeHearing = new Promise((resolve) => (answer = resolve));
    void second.engine.start();
    await servers.pass(1);
    // Meanwhile the section is opened there by the rights of before, and then they are withdrawn.
    await servers.pass(1, second.engine.receive(line, { type: 'join', sections: [{ sectionId, known: null }] }));
    expect(line.of('joined')).toHaveLength(1);
    servers.withdraw('contractor');
    const done = first.engine.rightsChanged(sectionId);
    await servers.pass(3);
    answer();
    await servers.pass(1, done);
    expect(line.of('revoked')).toHaveLength(1);
  });

  it('waits for a server that does not answer only as long as that one may act on what it heard', async () => {
    const reader = await servers.join(second, world.speaker('contractor'));
    const writer = await servers.writer(first, world.speaker('commissioner'));
    second.reachesCluster = false;
    servers.withdraw('contractor');
    const took = await servers.pass(1, first.engine.rightsChanged(sectionId));
    expect(took).toBeGreaterThan(500);
    expect(took).toBeLessThan(1_700);
    const heard = reader.heard.length;
    await servers.pass(100, writer.send(writer.type('geheim')));
    await servers.pass(5_000);
    expect(reader.heard.slice(heard)).toEqual([]);
    second.reachesCluster = true;
    await servers.pass(600);
    // Told in the one way that is safe before it is known who still speaks for a seat.
    expect(reader.open).toBe(false);
    expect(reader.heard.slice(heard)).toEqual([]);
  });
});

describe('[C21] a server for which nobody waits any more', () => {
  it('does not come back with what it heard before a withdrawal', async () => {
    const reader = await servers.join(second, world.speaker('contractor'));
    const writer = await servers.writer(first, world.speaker('commissioner'));
    second.reachesCluster = false;
    await servers.pass(1_700);
    // It hears how things stand, and its confirmation takes longer than a withdrawal.
    let confirm = (): void => undefined;
    second.beforeConfirming = new Promise((resolve) => (confirm = resolve));
    second.reachesCluster = true;
    await servers.pass(600);
    servers.withdraw('contractor');
    expect(await servers.pass(1, first.engine.rightsChanged(sectionId))).toBeLessThan(40);
    const heard = reader.heard.length;
    await servers.pass(20, writer.send(writer.type('geheim')));
    confirm();
    await servers.pass(600);
    expect(reader.heard.slice(heard)).toEqual([]);
    expect(reader.open).toBe(false);
  });
});

describe('[C12] who joins a new history before he is told of it', () => {
  it('is in it once, is not told to leave it, and is gone when he goes', async () => {
    const { store } = world;
    const writer = await servers.writer(first, world.speaker('commissioner'));
    const reader = await servers.join(first, world.speaker('contractor'));
    store.restart(sectionId, store.sections.get(sectionId)!.rows[0]!.bytes);
    // The rights by which those of the old history are told take longer than the way back in.
    const load = store.load.bind(store);
    let answer = (): void => undefined;
    store.load = (ids) => {
      store.load = load;
      return new Promise<void>((resolve) => (answer = resolve)).then(() => load(ids));
    };
    const restarted = first.engine.restarted([sectionId]);
    await servers.pass(1);
    const join = { type: 'join', sections: [{ sectionId, known: { generation: 1, seq: 1 } }] } as const;
    await servers.pass(1, first.engine.receive(reader, join));
    expect(reader.of('joined').at(-1)).toMatchObject({ generation: 2 });
    answer();
    await servers.pass(1, restarted);
    expect(reader.of('restarted')).toEqual([]);
    expect(writer.line.of('restarted')).toHaveLength(1);

    store.append(sectionId, store.sections.get(sectionId)!.rows[0]!.bytes);
    await servers.pass(1, first.engine.appended(sectionId));
    expect(reader.of('update')).toHaveLength(1);
    first.engine.detach(reader);
    store.append(sectionId, store.sections.get(sectionId)!.rows[0]!.bytes);
    await servers.pass(1, first.engine.appended(sectionId));
    expect(reader.of('update')).toHaveLength(1);
  });
});

describe('[T21] who is let in by what another command committed', () => {
  it.each([true, false])('finds no old history on any server once everybody knows; hints arrive: %s', async (up) => {
    await servers.writer(first, world.speaker('commissioner'));
    await servers.join(second, world.speaker('contractor'));
    bus.up = up;
    // Committed, and whoever did it ends before a server is told.
    world.store.restart(sectionId, world.store.sections.get(sectionId)!.rows[0]!.bytes);
    const early = await servers.join(second, world.speaker('commissioner'));
    expect(early.of('joined')).toMatchObject([{ generation: 1 }]);
    await servers.pass(0, first.engine.everybodyKnows());
    for (const node of [first, second]) {
      const newcomer = await servers.join(node, world.speaker('commissioner'));
      expect(newcomer.of('joined')).toMatchObject([{ generation: 2 }]);
    }
  });
});

describe('[C22] a server that does not reach the database', () => {
  it('hands out nothing, closes who has something waiting, lets nobody in, and goes on by itself', async () => {
    const reader = await servers.join(second, world.speaker('contractor'));
    const slow = await servers.join(second, world.speaker('chair'));
    slow.backlog = true;
    const writer = await servers.writer(first, world.speaker('commissioner'));
    second.reachesCluster = false;
    await servers.pass(1_600);
    expect(slow.open).toBe(false);
    const before = reader.heard.length;
    await servers.pass(50, writer.send(writer.type('een')));
    expect(reader.heard).toHaveLength(before);
    const newcomer = await servers.join(second, world.speaker('secretary'));
    expect(newcomer.open).toBe(false);
    expect(newcomer.of('joined')).toEqual([]);
    second.reachesCluster = true;
    await servers.pass(600);
    expect(reader.of('update')).toHaveLength(1);
  });
});

describe('[C22] what a server that does not reach the other servers still reads', () => {
  it('gives nobody a lease', async () => {
    const writer = await servers.join(second, world.speaker('commissioner'));
    second.reachesCluster = false;
    await servers.pass(1_600);
    await servers.pass(1, second.engine.receive(writer, { type: 'lease', sectionId }));
    expect(writer.of('leased')).toEqual([]);
    expect(writer.of('lease-refused')).toMatchObject([{ reason: 'retry' }]);
  });

  it('shows nobody the rows before a damage', async () => {
    const reader = await servers.join(second, world.speaker('contractor'));
    second.reachesCluster = false;
    await servers.pass(1_600);
    servers.withdraw('contractor');
    await servers.pass(1, first.engine.rightsChanged(sectionId));
    const { store } = world;
    store.append(sectionId, store.sections.get(sectionId)!.rows[0]!.bytes);
    store.append(sectionId, new Uint8Array([255]));
    const heard = reader.heard.length;
    const newcomer = new Line(world.speaker('chair'));
    second.engine.attach(newcomer);
    const sections = [{ sectionId, known: { generation: 1, seq: 3 } }];
    await servers.pass(1, second.engine.receive(newcomer, { type: 'join', sections }));
    expect(second.errors).toContain('section-quarantined');
    expect(reader.heard.slice(heard)).toEqual([]);
    expect(reader.open).toBe(false);
  });
});

describe('[C23] servers tell each other', () => {
  it('news, each once, also when the hint is lost', async () => {
    const at = { seat: world.speaker('chair'), elsewhere: world.speaker('chair') };
    const line = await servers.join(second, at.seat);
    const tableId = at.seat.actor.seat?.tableId ?? '';
    first.engine.tell({ kind: 'table-changed', id: tableId, to: { tableId } });
    await servers.pass(10);
    expect(line.of('news')).toHaveLength(1);
    bus.up = false;
    first.engine.tell({ kind: 'table-changed', id: tableId, to: { tableId } });
    await servers.pass(20_000);
    expect(line.of('news')).toHaveLength(2);
  });

  it('[C35] one caret of a connection, that goes along to another section', async () => {
    const other = world.section({ kind: 'wholeTable' });
    const reader = await servers.join(second, world.speaker('contractor'));
    const writer = await servers.writer(first, world.speaker('commissioner'));
    const join = { type: 'join', sections: [{ sectionId: other, known: null }] } as const;
    await servers.pass(1, first.engine.receive(writer.line, join), second.engine.receive(reader, join));
    const caret = { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) };
    for (const [here, gone] of [
      [sectionId, other],
      [other, sectionId],
      [sectionId, other],
    ] as const) {
      // prettier-ignore
      await servers.pass(100, first.engine.receive(writer.line, { type: 'caret', sectionId: here, caret }));
      expect(peersNow(reader.heard, here)).toHaveLength(1);
      expect(peersNow(reader.heard, gone)).toEqual([]);
    }
  });

  it('who writes where, with the name for the own party only, until that server is gone', async () => {
    const own = world.speaker('commissioner', 'gemeente');
    const colleague = { ...world.speaker('commissioner', 'gemeente'), party: own.party };
    const others = await servers.join(second, world.speaker('contractor'));
    const near = await servers.join(second, colleague);
    const writer = await servers.writer(first, own);
    const caret = { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) };
    await first.engine.receive(writer.line, { type: 'caret', sectionId, caret });
    await servers.pass(100);
    expect(peersNow(others.heard, sectionId)).toMatchObject([{ name: null, party: own.party }]);
    expect(peersNow(near.heard, sectionId)).toMatchObject([{ name: own.personName }]);
    await servers.pass(30_000);
    expect(peersNow(others.heard, sectionId)).toHaveLength(1);
    // As kill -9: it says nothing any more.
    bus.leave('first');
    bus.up = false;
    await servers.pass(20_000);
    expect(peersNow(others.heard, sectionId)).toEqual([]);
  });
});
