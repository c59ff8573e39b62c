import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../wire/messages';
import { uuid, World, type Tab } from '../testing';

/** Ids of every kind that are refused alike: in use at this moment, being loaded, at rest, and of nothing at all. */
interface Stage {
  readonly world: World;
  /** Who may see none of the sections. */
  readonly outsider: Tab;
  readonly kinds: Readonly<Record<string, string>>;
  /** The questions that were put to the store and to the facts since the last look. */
  readonly asked: () => string[];
  /** Lets the loads go on that were held back. */
  readonly release: () => void;
}

async function stage(): Promise<Stage> {
  const world = new World();
  const hidden = { kind: 'commissionersOnly' } as const;
  const [loaded, behind, loading, atRest] = [1, 2, 3, 4].map(() => world.section(hidden)) as [
    string,
    string,
    string,
    string,
  ];
  const insider = world.tab(world.speaker('commissioner'));
  const outsider = world.tab(world.speaker('contractor'));
  for (const sectionId of [loaded, behind]) insider.client.open(sectionId);
  await world.settle();
  // What the log of this one has is not known here: who may read it waits until it is.
  world.store.append(behind, new Uint8Array([0, 0]));

  let questions: string[] = [];
  let holding = true;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { store } = world;
  const [load, tail, findLease, createLease] = [store.load, store.tail, store.findLease, store.createLease].map(
    (each) => each.bind(store),
  ) as [typeof store.load, typeof store.tail, typeof store.findLease, typeof store.createLease];
  store.load = async (ids) => {
    questions.push(`load ${ids.length}`);
    // Rights are asked first, and by name of the section: what is held back is what comes after that.
    if (holding && questions.length > 1) await held;
    return load(ids);
  };
  store.tail = (...of) => (questions.push('tail'), tail(...of));
  store.findLease = (...of) => (questions.push('findLease'), findLease(...of));
  store.createLease = (...of) => (questions.push('createLease'), createLease(...of));

  void world.engine.receive(insider, { type: 'join', sections: [{ sectionId: loading, known: null }] });
  await turns(50);
  holding = false;
  questions = [];
  const kinds = {
    'open here': loaded,
    'open here, behind the log': behind,
    'being loaded': loading,
    'at rest': atRest,
    nothing: uuid(),
    'all zeros': '00000000-0000-0000-0000-000000000000',
    'all ones': 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  };
  return { world, outsider, kinds, asked: () => questions.splice(0), release };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

const MESSAGES: Readonly<Record<string, (sectionId: string) => ClientMessage>> = {
  join: (sectionId) => ({ type: 'join', sections: [{ sectionId, known: null }] }),
  'join with what it has': (sectionId) => ({
    type: 'join',
    sections: [{ sectionId, known: { generation: 1, seq: 1_000_000 } }],
  }),
  'join of several': (sectionId) => ({
    type: 'join',
    sections: [uuid(), sectionId].map((each) => ({ sectionId: each, known: null })),
  }),
  leave: (sectionId) => ({ type: 'leave', sectionId }),
  lease: (sectionId) => ({ type: 'lease', sectionId }),
  frame: (sectionId) => ({
    type: 'frame',
    sectionId,
    generation: 1,
    leaseId: uuid(),
    frame: 1,
    bytes: new Uint8Array([0, 0]),
  }),
  caret: (sectionId) => ({
    type: 'caret',
    sectionId,
    caret: { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) },
  }),
};

describe('[R16] a refusal', () => {
  it.each(Object.keys(MESSAGES))(
    'of a %s is the same work, in the same turns, whatever stands under the id',
    async (kind) => {
      const { world, outsider, kinds, asked, release } = await stage();
      const work = new Map<string, string>();
      for (const [what, sectionId] of Object.entries(kinds)) {
        const message = MESSAGES[kind]!(sectionId);
        let done = false;
        void world.engine.receive(outsider, message).then(() => (done = true));
        let took = 0;
        for (; !done && took < 500; took += 1) await Promise.resolve();
        outsider.toClient();
        work.set(what, `${asked().join()} in ${took} turns`);
      }
      expect(Object.fromEntries(work)).toEqual(
        Object.fromEntries(Object.keys(kinds).map((what) => [what, work.get('nothing')])),
      );
      expect(work.get('nothing')).not.toContain('in 500 turns');
      release();
    },
  );
});
