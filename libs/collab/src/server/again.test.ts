import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { plainText } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { typeAt, World, writer, type Tab } from '../testing';
import { decodeServerMessage, type ServerMessage } from '../wire/messages';

interface Stage {
  readonly world: World;
  readonly tab: Tab;
  readonly sectionId: string;
  /** What the log holds of the writer, in order. */
  readonly own: () => {
    readonly leaseId: string;
    readonly frame: number;
    readonly bytes: Uint8Array;
    readonly seq: number;
  }[];
  /** Sends a frame past the client, and gives what the server says about it. */
  readonly send: (frame: number, bytes: Uint8Array) => Promise<ServerMessage[]>;
}

/** Somebody whose lease has three frames in the log. */
async function stage(): Promise<Stage> {
  const world = new World();
  const sectionId = world.section({ kind: 'wholeTable' });
  const tab = world.tab(world.speaker('commissioner'));
  const mine = await writer(world, tab, sectionId);
  for (const word of ['een ', 'twee ', 'drie ']) {
    typeAt(mine, 0, word);
    await world.settle();
  }
  const own = () => (world.store.sections.get(sectionId)?.rows ?? []).slice(1);
  const { leaseId } = own()[0]!;
  const said: ServerMessage[] = [];
  tab.send = (bytes) => void said.push(decodeServerMessage(bytes));
  return {
    world,
    tab,
    sectionId,
    own,
    send: async (frame, bytes) => {
      said.splice(0);
      await world.engine.receive(tab, { type: 'frame', sectionId, generation: 1, leaseId, frame, bytes });
      await world.settle();
      return said.filter(({ type }) => type === 'ack' || type === 'refused');
    },
  };
}

/** Other words under clocks that the lease has used already. */
function forged(bytes: Uint8Array): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = Y.decodeUpdate(bytes).structs[0]?.id.client ?? 0;
  doc.getXmlFragment(TEXT_ROOT).push([new Y.XmlText('NIET')]);
  return Y.encodeStateAsUpdate(doc);
}

describe('[C80] a frame that comes again', () => {
  it('is acknowledged with its own place when the log holds its very bytes, however old it is', async () => {
    const { own, send } = await stage();
    expect(own().map(({ frame }) => frame)).toEqual([1, 2, 3]);
    for (const { frame, bytes, seq } of own())
      expect(await send(frame, bytes)).toMatchObject([{ type: 'ack', frame, seq }]);
    expect(own()).toHaveLength(3);
  });

  it.each([0, 1, 2, 3])(
    'is refused as number %i with other words on used clocks, and changes nothing',
    async (frame) => {
      const { own, send, world, sectionId } = await stage();
      const before = own();
      for (const { bytes } of before) {
        const answers = await send(frame, forged(bytes));
        expect(answers).toMatchObject([{ type: 'refused', frame, reason: 'lease', lastFrame: 3 }]);
      }
      expect(own()).toEqual(before);
      const reader = world.tab(world.speaker('contractor')).client.open(sectionId);
      await world.settle();
      expect(plainText(reader.doc)).toBe('drie twee een Begin');
    },
  );

  it.each([0, 1, 2])('is refused as number %i when it only deletes, and deletes nothing', async (frame) => {
    const { own, send, world, sectionId } = await stage();
    const doc = new Y.Doc();
    for (const { bytes } of world.store.sections.get(sectionId)!.rows) Y.applyUpdate(doc, bytes);
    const known = Y.encodeStateVector(doc);
    doc.getXmlFragment(TEXT_ROOT).delete(0, 1);
    const answers = await send(frame, Y.encodeStateAsUpdate(doc, known));
    expect(answers).toMatchObject([{ type: 'refused', reason: 'lease' }]);
    expect(own()).toHaveLength(3);
  });

  it('is refused as number 0 with the very bytes of another, which the log holds under another number', async () => {
    const { own, send } = await stage();
    for (const { bytes } of own()) expect(await send(0, bytes)).toMatchObject([{ type: 'refused', reason: 'lease' }]);
    expect(await send(2, own()[0]!.bytes)).toMatchObject([{ type: 'refused', reason: 'lease' }]);
  });

  it('is to be sent again when the log cannot be asked', async () => {
    const { own, send, world } = await stage();
    world.store.findFrame = () => Promise.reject(new Error('the database is away'));
    expect(await send(1, own()[0]!.bytes)).toMatchObject([{ type: 'refused', reason: 'retry' }]);
  });
});
