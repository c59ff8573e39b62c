import { beforeEach, describe, expect, it } from 'vitest';
import { Line, TwoServers, type MemoryBus, type MemoryNode, type World } from '../testing';

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

describe('[C24] a section that can not be read to its end', () => {
  const spoil = (at: number): void => {
    const section = world.store.sections.get(sectionId);
    const row = section?.rows[at];
    if (section === undefined || row === undefined) throw new Error('no such row');
    section.rows[at] = { ...row, bytes: new Uint8Array([9, 9, 9]) };
  };

  it('is shown up to the damage, for reading only, and keeps no other section from anybody', async () => {
    const writer = await servers.writer(first, world.speaker('commissioner'));
    await servers.pass(5, writer.send(writer.type('een')));
    await servers.pass(5, writer.send(writer.type('twee')));
    spoil(2);
    const other = world.section({ kind: 'wholeTable' });
    const third = servers.node('third');
    await servers.pass(20, third.engine.start());
    const line = new Line(world.speaker('contractor'));
    third.engine.attach(line);
    const sections = [sectionId, other].map((one) => ({ sectionId: one, known: null }));
    await servers.pass(5, third.engine.receive(line, { type: 'join', sections }));
    expect(line.of('joined')).toMatchObject([
      { sectionId, damaged: true, right: 'read', seq: 2 },
      { sectionId: other, damaged: false, right: 'write', seq: 1 },
    ]);
    expect(line.of('joined')[0]?.updates).toHaveLength(2);
    await servers.pass(5, third.engine.receive(line, { type: 'lease', sectionId }));
    expect(line.of('lease-refused')).toMatchObject([{ reason: 'quarantined' }]);
    expect(third.errors).toContain('section-quarantined');
    expect(third.engine.figures.quarantined).toBe(1);
  });

  it('is read from its log when only the snapshot is damaged', async () => {
    const section = world.store.sections.get(sectionId);
    if (section === undefined) throw new Error('no section');
    section.snapshot = { bytes: new Uint8Array([9, 9, 9]), seq: 1 };
    const line = await servers.join(first, world.speaker('contractor'));
    expect(line.of('joined')).toMatchObject([{ damaged: false, right: 'write', seq: 1 }]);
    expect(first.errors).toEqual(['section-unreadable']);
  });

  it('goes on to be read by who has it open, and takes nothing more', async () => {
    const writer = await servers.writer(first, world.speaker('commissioner'));
    const reader = await servers.join(second, world.speaker('contractor'));
    // For who may only read, bytes are made that the next one gets too.
    await servers.join(second, world.speaker('observer'));
    bus.up = false;
    await servers.pass(1, writer.send(writer.type('een')));
    spoil(1);
    await servers.pass(600);
    expect(second.errors).toContain('section-quarantined');
    expect(reader.of('joined').at(-1)).toMatchObject({ damaged: true, right: 'read', seq: 1 });
    expect(reader.open).toBe(true);
    const newcomer = await servers.join(second, world.speaker('chair'));
    expect(newcomer.of('joined')).toMatchObject([{ damaged: true, right: 'read' }]);
  });
});

describe('[C25] a database that is slow', () => {
  it('lets frames wait up to a bound, beyond which they are refused for now', async () => {
    const writer = await servers.writer(first, world.speaker('commissioner'));
    const held: (() => void)[] = [];
    const { commit } = world.store;
    world.store.commit = async (frames) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return commit.call(world.store, frames);
    };
    const writers = [writer];
    while (writers.length < 8) writers.push(await servers.writer(first, world.speaker('commissioner')));
    // The first one's transaction is under way, three wait, and the others have to come again.
    await servers.pass(1, writer.send(writer.type('een')));
    await servers.pass(1, ...writers.slice(1).map((each) => each.send(each.type('een'))));
    const refused = writers.flatMap(({ line }) => line.of('refused'));
    expect(refused.map(({ reason }) => reason)).toEqual(['retry', 'retry', 'retry', 'retry']);
    while (held.length > 0) {
      for (const go of held.splice(0)) go();
      await servers.pass(1);
    }
    expect(writers.flatMap(({ line }) => line.of('ack'))).toHaveLength(writers.length - refused.length);
  });
});

describe('[C26] what one transaction brings', () => {
  it('goes to a reader in one message, and who joins next gets bytes that were made once', async () => {
    const reader = await servers.join(first, world.speaker('contractor'));
    const writers = [
      await servers.writer(first, world.speaker('commissioner')),
      await servers.writer(first, world.speaker('chair')),
    ];
    await servers.pass(5, ...writers.map((writer) => writer.send(writer.type('een'))));
    expect(reader.of('update')).toMatchObject([{ seq: 3 }]);
    expect(reader.of('update')[0]?.updates).toHaveLength(2);
    const handed: Uint8Array[] = [];
    for (let n = 0; n < 3; n += 1) {
      const line = new Line(world.speaker('contractor'));
      line.send = (bytes) => void handed.push(bytes);
      first.engine.attach(line);
      await servers.pass(1, first.engine.receive(line, { type: 'join', sections: [{ sectionId, known: null }] }));
    }
    const blobs = handed.filter((bytes) => bytes.byteLength > 100);
    expect(blobs).toHaveLength(3);
    expect(new Set(blobs).size).toBe(1);
  });
});
