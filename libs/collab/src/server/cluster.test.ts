import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { Line, MemoryBus, MemoryNode, World, peersNow } from '../testing';
import type { Speaker } from './ports';

/** Two servers on one store, on virtual time. */
let world: World;
let bus: MemoryBus;
let first: MemoryNode;
let second: MemoryNode;
let sectionId: string;
let keys: number;

beforeEach(async () => {
  world = new World();
  bus = new MemoryBus((deliver) => world.time.after(1, deliver));
  keys = 1;
  first = node('first');
  second = node('second');
  sectionId = world.section({ kind: 'wholeTable' });
  await pass(20, first.engine.start(), second.engine.start());
});

function node(name: string): MemoryNode {
  return new MemoryNode(name, world.store, bus, world.time, () => keys++);
}

/** Lets time pass millisecond by millisecond until these are done, and at least so long. @returns how long it took */
async function pass(ms: number, ...work: Promise<unknown>[]): Promise<number> {
  let left = work.length;
  for (const one of work) void one.then(() => (left -= 1));
  let took = 0;
  for (let passed = 0; passed < ms || left > 0; passed += 1) {
    world.time.advance(1);
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    if (left > 0) took = passed + 1;
    if (passed > 60_000) throw new Error('it takes for ever');
  }
  return took;
}

async function join(at: MemoryNode, speaker: Speaker): Promise<Line> {
  const line = new Line(speaker);
  at.engine.attach(line);
  await pass(1, at.engine.receive(line, { type: 'join', sections: [{ sectionId, known: null }] }));
  return line;
}

/** Somebody who writes by hand. */
class Writer {
  readonly doc = createTextDoc();
  frame = 0;
  leaseId = '';

  constructor(
    public at: MemoryNode,
    public line: Line,
  ) {}

  static async begin(at: MemoryNode, speaker: Speaker): Promise<Writer> {
    const writer = new Writer(at, await join(at, speaker));
    await pass(1, at.engine.receive(writer.line, { type: 'lease', sectionId }));
    const [lease] = writer.line.of('leased');
    if (lease === undefined) throw new Error('no lease');
    writer.leaseId = lease.leaseId;
    writer.doc.clientID = lease.clientId;
    const [joined] = writer.line.of('joined');
    for (const update of joined?.updates ?? []) Y.applyUpdate(writer.doc, update);
    return writer;
  }

  type(words: string): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    const block = this.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
    (block.get(0) as Y.XmlText).insert(0, words);
    return Y.encodeStateAsUpdate(this.doc, before);
  }

  send(bytes: Uint8Array, frame = (this.frame += 1)): Promise<void> {
    const message = { type: 'frame', sectionId, generation: 1, leaseId: this.leaseId, frame, bytes } as const;
    return this.at.engine.receive(this.line, message);
  }
}

const withdraw = (role: string): void =>
  world.store.change(sectionId, (facts) => ({
    ...facts,
    access: {
      ...facts.access,
      grants: facts.access.grants.filter(({ grantee }) => !('role' in grantee && grantee.role === role)),
    },
  }));

describe('[C20] what is written by way of one server', () => {
  it('is handed out by the others: at once by a hint, and within half a second when the hint is lost', async () => {
    const reader = await join(second, world.speaker('contractor'));
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    await pass(5, writer.send(writer.type('een')));
    expect(reader.of('update')).toHaveLength(1);
    bus.up = false;
    await pass(5, writer.send(writer.type('twee')));
    expect(reader.of('update')).toHaveLength(1);
    await pass(520);
    expect(reader.of('update')).toHaveLength(2);
    expect(reader.of('update').at(-1)?.seq).toBe(3);
  });

  it('is one text, whoever writes where, and nobody gets his own words back', async () => {
    const one = await Writer.begin(first, world.speaker('commissioner'));
    const other = await Writer.begin(second, world.speaker('contractor'));
    await pass(10, one.send(one.type('a')), other.send(other.type('b')));
    await pass(10, one.send(one.type('c')), other.send(other.type('d')));
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
    const writer = await Writer.begin(first, speaker);
    await pass(5, writer.send(writer.type('een')));
    const lines = { first: writer.line, second: await join(second, speaker) };
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
    await pass(30);
    expect(lines.first.of('refused').concat(lines.second.of('refused'))).toEqual([]);
    expect(world.store.sections.get(sectionId)?.rows).toHaveLength(5);
  });

  it('is not acknowledged when the log holds other bytes under that number', async () => {
    const speaker = world.speaker('commissioner');
    const writer = await Writer.begin(first, speaker);
    const twin = await join(second, speaker);
    const mine = writer.type('een');
    const message = { type: 'frame', sectionId, generation: 1, leaseId: writer.leaseId, frame: 1 } as const;
    const other = createTextDoc();
    Y.applyUpdate(other, world.store.sections.get(sectionId)?.rows[0]?.bytes ?? new Uint8Array());
    other.clientID = writer.doc.clientID;
    const before = Y.encodeStateVector(other);
    ((other.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'anders');
    const theirs = Y.encodeStateAsUpdate(other, before);
    await pass(
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

  it('is not behind what a client brings from another server', async () => {
    bus.up = false;
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    await join(second, world.speaker('chair'));
    await pass(1, writer.send(writer.type('een')));
    const line = new Line(world.speaker('contractor'));
    second.engine.attach(line);
    const known = { generation: 1, seq: 2 };
    await pass(1, second.engine.receive(line, { type: 'join', sections: [{ sectionId, known }] }));
    expect(line.of('joined')).toMatchObject([{ seq: 2, updates: [] }]);
  });
});

describe('[C21] a withdrawal', () => {
  it('holds on every server when it is answered, in little more than it takes to ask them', async () => {
    const reader = await join(second, world.speaker('contractor'));
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    withdraw('contractor');
    expect(await pass(1, first.engine.rightsChanged(sectionId))).toBeLessThan(40);
    expect(reader.of('revoked')).toHaveLength(1);
    await pass(600, writer.send(writer.type('geheim')));
    expect(reader.of('update')).toEqual([]);
  });

  it('holds on every server within two seconds without hints', async () => {
    const reader = await join(second, world.speaker('contractor'));
    bus.up = false;
    withdraw('contractor');
    expect(await pass(1, first.engine.rightsChanged(sectionId))).toBeLessThan(600);
    expect(reader.of('revoked')).toHaveLength(1);
  });

  it('of a session closes its connections on every server', async () => {
    const speaker = world.speaker('contractor');
    const reader = await join(second, speaker);
    world.store.endedSessions.add(speaker.actor.sessionId);
    await pass(1, first.engine.sessionsEnded(new Set([speaker.actor.sessionId])));
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
    await pass(1);
    // Meanwhile the section is opened there by the rights of before, and then they are withdrawn.
    await pass(1, second.engine.receive(line, { type: 'join', sections: [{ sectionId, known: null }] }));
    expect(line.of('joined')).toHaveLength(1);
    withdraw('contractor');
    const done = first.engine.rightsChanged(sectionId);
    await pass(3);
    answer();
    await pass(1, done);
    expect(line.of('revoked')).toHaveLength(1);
  });

  it('waits for a server that does not answer only as long as that one may act on what it heard', async () => {
    const reader = await join(second, world.speaker('contractor'));
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    second.reachesCluster = false;
    withdraw('contractor');
    const took = await pass(1, first.engine.rightsChanged(sectionId));
    expect(took).toBeGreaterThan(500);
    expect(took).toBeLessThan(1_700);
    const heard = reader.heard.length;
    await pass(100, writer.send(writer.type('geheim')));
    await pass(5_000);
    expect(reader.heard.slice(heard)).toEqual([]);
    second.reachesCluster = true;
    await pass(600);
    expect(reader.heard.slice(heard)).toMatchObject([{ type: 'revoked' }]);
  });
});

describe('[C22] a server that does not reach the database', () => {
  it('hands out nothing, closes who has something waiting, lets nobody in, and goes on by itself', async () => {
    const reader = await join(second, world.speaker('contractor'));
    const slow = await join(second, world.speaker('chair'));
    slow.backlog = true;
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    second.reachesCluster = false;
    await pass(1_600);
    expect(slow.open).toBe(false);
    const before = reader.heard.length;
    await pass(50, writer.send(writer.type('een')));
    expect(reader.heard).toHaveLength(before);
    const newcomer = await join(second, world.speaker('secretary'));
    expect(newcomer.open).toBe(false);
    expect(newcomer.of('joined')).toEqual([]);
    second.reachesCluster = true;
    await pass(600);
    expect(reader.of('update')).toHaveLength(1);
  });
});

describe('[C23] servers tell each other', () => {
  it('news, each once, also when the hint is lost', async () => {
    const at = { seat: world.speaker('chair'), elsewhere: world.speaker('chair') };
    const line = await join(second, at.seat);
    const tableId = at.seat.actor.seat?.tableId ?? '';
    first.engine.tell({ kind: 'table-changed', id: tableId, to: { tableId } });
    await pass(10);
    expect(line.of('news')).toHaveLength(1);
    bus.up = false;
    first.engine.tell({ kind: 'table-changed', id: tableId, to: { tableId } });
    await pass(20_000);
    expect(line.of('news')).toHaveLength(2);
  });

  it('who writes where, with the name for the own party only, until that server is gone', async () => {
    const own = world.speaker('commissioner', 'gemeente');
    const colleague = { ...world.speaker('commissioner', 'gemeente'), party: own.party };
    const others = await join(second, world.speaker('contractor'));
    const near = await join(second, colleague);
    const writer = await Writer.begin(first, own);
    const caret = { anchor: new Uint8Array([1]), head: new Uint8Array([1]) };
    await first.engine.receive(writer.line, { type: 'caret', sectionId, caret });
    await pass(100);
    expect(peersNow(others.heard, sectionId)).toMatchObject([{ name: null, party: own.party }]);
    expect(peersNow(near.heard, sectionId)).toMatchObject([{ name: own.personName }]);
    await pass(30_000);
    expect(peersNow(others.heard, sectionId)).toHaveLength(1);
    // As kill -9: it says nothing any more.
    bus.leave('first');
    bus.up = false;
    await pass(20_000);
    expect(peersNow(others.heard, sectionId)).toEqual([]);
  });
});

describe('[C24] a section that can not be read to its end', () => {
  const spoil = (at: number): void => {
    const section = world.store.sections.get(sectionId);
    const row = section?.rows[at];
    if (section === undefined || row === undefined) throw new Error('no such row');
    section.rows[at] = { ...row, bytes: new Uint8Array([9, 9, 9]) };
  };

  it('is shown up to the damage, for reading only, and keeps no other section from anybody', async () => {
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    await pass(5, writer.send(writer.type('een')));
    await pass(5, writer.send(writer.type('twee')));
    spoil(2);
    const other = world.section({ kind: 'wholeTable' });
    const third = node('third');
    await pass(20, third.engine.start());
    const line = new Line(world.speaker('contractor'));
    third.engine.attach(line);
    const sections = [sectionId, other].map((one) => ({ sectionId: one, known: null }));
    await pass(5, third.engine.receive(line, { type: 'join', sections }));
    expect(line.of('joined')).toMatchObject([
      { sectionId, damaged: true, right: 'read', seq: 2 },
      { sectionId: other, damaged: false, right: 'write', seq: 1 },
    ]);
    expect(line.of('joined')[0]?.updates).toHaveLength(2);
    await pass(5, third.engine.receive(line, { type: 'lease', sectionId }));
    expect(line.of('lease-refused')).toMatchObject([{ reason: 'quarantined' }]);
    expect(third.errors).toContain('section-quarantined');
    expect(third.engine.figures.quarantined).toBe(1);
  });

  it('is read from its log when only the snapshot is damaged', async () => {
    const section = world.store.sections.get(sectionId);
    if (section === undefined) throw new Error('no section');
    section.snapshot = { bytes: new Uint8Array([9, 9, 9]), seq: 1 };
    const line = await join(first, world.speaker('contractor'));
    expect(line.of('joined')).toMatchObject([{ damaged: false, right: 'write', seq: 1 }]);
    expect(first.errors).toEqual(['section-unreadable']);
  });

  it('goes on to be read by who has it open, and takes nothing more', async () => {
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    const reader = await join(second, world.speaker('contractor'));
    bus.up = false;
    await pass(1, writer.send(writer.type('een')));
    spoil(1);
    await pass(600);
    expect(second.errors).toContain('section-quarantined');
    expect(reader.of('joined').at(-1)).toMatchObject({ damaged: true, right: 'read', seq: 1 });
    expect(reader.open).toBe(true);
  });
});

describe('[C25] a database that is slow', () => {
  it('lets frames wait up to a bound, beyond which they are refused for now', async () => {
    const writer = await Writer.begin(first, world.speaker('commissioner'));
    const held: (() => void)[] = [];
    const { commit } = world.store;
    world.store.commit = async (frames) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return commit.call(world.store, frames);
    };
    const writers = [writer];
    while (writers.length < 8) writers.push(await Writer.begin(first, world.speaker('commissioner')));
    // The first one's transaction is under way, three wait, and the others have to come again.
    await pass(1, writer.send(writer.type('een')));
    await pass(1, ...writers.slice(1).map((each) => each.send(each.type('een'))));
    const refused = writers.flatMap(({ line }) => line.of('refused'));
    expect(refused.map(({ reason }) => reason)).toEqual(['retry', 'retry', 'retry', 'retry']);
    while (held.length > 0) {
      for (const go of held.splice(0)) go();
      await pass(1);
    }
    expect(writers.flatMap(({ line }) => line.of('ack'))).toHaveLength(writers.length - refused.length);
  });
});

describe('[C26] what one transaction brings', () => {
  it('goes to a reader in one message, and who joins next gets bytes that were made once', async () => {
    const reader = await join(first, world.speaker('contractor'));
    const writers = [
      await Writer.begin(first, world.speaker('commissioner')),
      await Writer.begin(first, world.speaker('chair')),
    ];
    await pass(5, ...writers.map((writer) => writer.send(writer.type('een'))));
    expect(reader.of('update')).toMatchObject([{ seq: 3 }]);
    expect(reader.of('update')[0]?.updates).toHaveLength(2);
    const handed: Uint8Array[] = [];
    for (let n = 0; n < 3; n += 1) {
      const line = new Line(world.speaker('contractor'));
      line.send = (bytes) => void handed.push(bytes);
      first.engine.attach(line);
      await pass(1, first.engine.receive(line, { type: 'join', sections: [{ sectionId, known: null }] }));
    }
    const blobs = handed.filter((bytes) => bytes.byteLength > 100);
    expect(blobs).toHaveLength(3);
    expect(new Set(blobs).size).toBe(1);
  });
});
