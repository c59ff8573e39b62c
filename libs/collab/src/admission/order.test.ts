import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compact } from '../compaction/compact';
import { readBlocks, writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import {
  JudgedSection,
  KEYBOARD,
  Random,
  craft,
  lengthOf,
  randomEdit,
  type Crafted,
  type CraftedContent,
} from '../testing';
import { admit } from './admit';
import { OrderCheck, type Seen } from './order';
import { Structure } from './structure';
import { TRUSTED_LIMITS, readUpdate, type ItemId } from './update-reader';

const SERVER = 1;
const HONEST = 10;
const at = (clock: number, client = SERVER): ItemId => ({ client, clock });
const reads = (doc: Y.Doc): string => JSON.stringify(readBlocks(doc));

/** A section as a server judges it, and readers who follow it in different ways. */
class Judged {
  readonly structure = new Structure(TEXT_ROOT);
  readonly log: Uint8Array[] = [];
  readonly #seen = new Map<number, Seen>();
  readonly #order = new OrderCheck(() => this.log.map((bytes, n) => ({ seq: n + 1, bytes, snapshot: false })));
  /** There from the beginning. */
  readonly live = createTextDoc();
  /** Keeps what was deleted, as an undo stack does. */
  readonly keeper = createTextDoc();
  readonly undo = new Y.UndoManager(this.keeper.getXmlFragment(TEXT_ROOT), {
    trackedOrigins: new Set([KEYBOARD]),
    captureTimeout: 0,
  });
  /** Came in by a snapshot, some time. */
  joiner: Y.Doc | null = null;

  constructor() {
    const first = createTextDoc();
    first.clientID = SERVER;
    let n = 0;
    const runs = [{ text: 'De gemeente betaalt niet mee.' }];
    writeBlocks(
      first,
      [
        { type: 'block', kind: 'paragraph', runs },
        { type: 'block', kind: 'heading', level: 2, runs: [{ text: 'Kop', marks: ['bold'] }] },
        { type: 'block', kind: 'paragraph', runs: [{ text: 'Slot' }] },
      ],
      () => `b${n++}`,
    );
    this.keeper.clientID = HONEST;
    this.#store(Y.encodeStateAsUpdate(first));
  }

  /** What the server says; admitted frames go to every reader. */
  offer(client: number, bytes: Uint8Array): string {
    const verdict = admit(bytes, client, this.structure);
    if (!verdict.admitted) return verdict.reason;
    const seen = this.#seen.get(client) ?? { seq: 1, own: new Set<number>() };
    this.#seen.set(client, seen);
    if (!this.#order.allows(bytes, verdict.update, seen)) return 'order';
    this.#store(bytes);
    return 'admitted';
  }

  join(): void {
    const { snapshot } = compact({
      snapshot: null,
      snapshotSeq: 0,
      rows: this.log.map((bytes, n) => ({ seq: n + 1, bytes })),
    });
    this.joiner = createTextDoc();
    Y.applyUpdate(this.joiner, snapshot);
  }

  /** Do all readers read the same, with nothing left waiting? */
  agree(): void {
    const fresh = createTextDoc();
    for (const bytes of this.log) Y.applyUpdate(fresh, bytes);
    const snapshot = createTextDoc();
    Y.applyUpdate(snapshot, Y.encodeStateAsUpdate(fresh));
    for (const doc of [this.keeper, fresh, snapshot, ...(this.joiner ? [this.joiner] : [])]) {
      expect(reads(doc)).toBe(reads(this.live));
      expect(doc.store.pendingStructs).toBeNull();
    }
  }

  #store(bytes: Uint8Array): void {
    this.log.push(bytes);
    this.structure.add(readUpdate(bytes, TRUSTED_LIMITS));
    this.#order.append({ seq: this.log.length, bytes, snapshot: false });
    for (const doc of [this.live, this.keeper, this.joiner]) if (doc !== null) Y.applyUpdate(doc, bytes, 'remote');
  }
}

describe('the order of neighbours', () => {
  const sentence = (from: number, to: number): Crafted => ({
    origin: at(from),
    rightOrigin: at(to),
    content: { string: ' alles' },
  });
  // Clocks of the first paragraph: 0 the block, 1 and 2 its attributes, 3 its text, its letters from 4 on.
  it.each([
    ['the right neighbour is the left one', [sentence(14, 14)]],
    ['the right neighbour stands before the left one', [sentence(14, 6)]],
    ['letters between them, which the writer had when he came', [sentence(6, 14)]],
    ['the end of the text is claimed in its middle', [{ origin: at(8), content: { string: 'x' } }]],
  ] as [string, Crafted[]][])('[C10] is refused when %s', (_name, structs) => {
    const judged = new Judged();
    for (const client of [7, 3_000_000_000]) {
      expect(judged.offer(client, craft(client, 0, structs))).toBe('order');
    }
    expect(judged.offer(7, craft(7, 0, [sentence(14, 15)]))).toBe('admitted');
    judged.agree();
  });

  it('[C10] is refused when the writer must have seen what stands between, also of what came with a snapshot', () => {
    const section = new JudgedSection([]);
    // Letters of the first paragraph have the clocks 4 to 32. Another writes among them, with all before him in sight.
    expect(
      section.offer(7, craft(7, 0, [{ origin: at(10), rightOrigin: at(11), content: { string: 'tussen' } }])),
    ).toBe('admitted');
    section.reload();
    const among = (origin: ItemId | null, rightOrigin: ItemId, client = 8): Uint8Array =>
      craft(client, 0, [{ origin, rightOrigin, parent: at(3), content: { string: 'x' } }]);
    // Who refers to a word has seen the words beside which its writer put it, and what their writer wrote before them.
    expect(section.offer(8, among(null, at(3, 7)))).toBe('order');
    expect(section.offer(8, among(at(6), at(0, 7)))).toBe('order');
    // Not what another wrote there: the writer may have been away when it came.
    expect(section.offer(9, among(at(10), at(11), 9))).toBe('admitted');
    section.handOver(new Random(1));
    expect(section.problem()).toBeNull();
  });

  it('[C10] is refused when Yjs would pass very many items on the way, at every reader', () => {
    const section = new JudgedSection([]);
    // Each before the last one, so that none are joined; two leases that know nothing of each other, in one gap.
    const letters = (client: number, count: number): Uint8Array => {
      const right = (n: number): ItemId => (n === 0 ? at(11) : at(n - 1, client));
      const structs = Array.from({ length: count }, (_, n) => ({
        origin: at(10),
        rightOrigin: right(n),
        content: { string: 'x' },
      }));
      return craft(client, 0, structs);
    };
    expect(section.offer(7, letters(7, 2_000))).toBe('admitted');
    expect(section.offer(9, letters(9, 2_000))).toBe('order');
    expect(section.offer(11, letters(11, 2_000))).toBe('order');
    expect(section.offer(12, letters(12, 40))).toBe('admitted');
    section.handOver(new Random(1));
    expect(section.problem()).toBeNull();
  });

  it('[C10] neighbours in two places are refused: who threw one away would lose what a victim types there', () => {
    const judged = new Judged();
    const second = judged.structure.clock(SERVER) - 2;
    const bytes = craft(7, 0, [{ origin: at(14), rightOrigin: at(second), content: { string: 'x' } }]);
    expect(judged.offer(7, bytes)).toBe('schema');
  });

  it.each(Array.from({ length: 150 }, (_, n) => n + 1))(
    '[C10] whatever is admitted reads the same for everybody, and honest writers are never refused (seed %i)',
    (seed) => {
      const random = new Random(seed);
      const judged = new Judged();
      for (let step = 0; step < 60; step += 1) {
        if (random.chance(0.3)) honest(judged, random, `h${step}`);
        else if (random.chance(0.07)) judged.join();
        else hostile(judged, random, random.pick([100, 101, 3_000_000_000]));
      }
      judged.join();
      judged.agree();
    },
  );
});

function honest(judged: Judged, random: Random, word: string): void {
  const updates: Uint8Array[] = [];
  const listen = (update: Uint8Array, origin: unknown): void => void (origin !== 'remote' && updates.push(update));
  judged.keeper.on('update', listen);
  const choice = random.next();
  if (choice < 0.2) judged.undo.undo();
  else if (choice < 0.3) judged.undo.redo();
  else randomEdit(judged.keeper, random, word);
  judged.keeper.off('update', listen);
  if (updates.length > 0) expect(judged.offer(HONEST, Y.mergeUpdates(updates))).toBe('admitted');
}

function hostile(judged: Judged, random: Random, client: number): void {
  const { structure } = judged;
  const start = structure.clock(client);
  let clock = start;
  const some = (): ItemId => {
    const writer = random.pick([SERVER, HONEST, client]);
    const end = writer === client ? clock : structure.clock(writer);
    return end === 0 ? at(random.below(20)) : at(random.below(end), writer);
  };
  const contents: CraftedContent[] = [
    { string: 'x' }, { string: 'Zin' }, { element: 'block' }, { element: 'table' }, { element: 'tableRow' },
    { element: 'tableCell' }, { text: true }, { any: ['quote'] }, { any: [3] }, { any: [null] },
    { format: ['bold', '{}'] }, { format: ['bold', 'null'] }, { gc: 2 }, { deleted: 2 },
  ]; // prettier-ignore
  const structs: Crafted[] = [];
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const struct: Crafted = {
      ...(random.chance(0.5) ? { origin: some() } : {}),
      ...(random.chance(0.5) ? { rightOrigin: some() } : {}),
      parent: random.chance(0.3) ? TEXT_ROOT : some(),
      ...(random.chance(0.2) ? { sub: random.pick(['kind', 'level', 'id', '__proto__']) } : {}),
      content: random.pick(contents),
    };
    structs.push(struct);
    clock += lengthOf(struct);
  }
  if (judged.offer(client, craft(client, start, structs)) === 'admitted') return;
  for (const struct of structs) judged.offer(client, craft(client, structure.clock(client), [struct]));
}
