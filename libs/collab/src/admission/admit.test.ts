import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { KEYBOARD, Random, craft, craftUpdate, randomEdit, type CraftedContent } from '../testing';
import { admit } from './admit';
import { Structure } from './structure';
import { TRUSTED_LIMITS, readUpdate } from './update-reader';

const VICTIM = 11;
const ATTACKER = 22;

/** A section in which the victim has written, and the attacker's copy of it. */
function section(): { structure: Structure; victim: Y.Doc; attacker: Y.Doc } {
  const victim = new Y.Doc();
  victim.clientID = VICTIM;
  let n = 0;
  writeBlocks(
    victim,
    [{ type: 'block', kind: 'paragraph', runs: [{ text: 'Woorden van een ander' }] }],
    () => `id${n++}`,
  );
  const attacker = new Y.Doc();
  Y.applyUpdate(attacker, Y.encodeStateAsUpdate(victim));
  attacker.clientID = ATTACKER;
  const structure = new Structure(TEXT_ROOT);
  structure.add(readUpdate(Y.encodeStateAsUpdate(victim), TRUSTED_LIMITS));
  return { structure, victim, attacker };
}

/** The bytes of what an edit does to a document. */
function frameOf(doc: Y.Doc, edit: () => void): Uint8Array {
  const bytes = editFrame(doc, edit);
  if (bytes === null) throw new Error('the edit did nothing');
  return bytes;
}

function editFrame(doc: Y.Doc, edit: () => void): Uint8Array | null {
  let bytes: Uint8Array | null = null;
  const listen = (update: Uint8Array): void => {
    bytes = update;
  };
  doc.on('update', listen);
  doc.transact(edit, KEYBOARD);
  doc.off('update', listen);
  return bytes;
}

function write(...parts: ((out: encoding.Encoder) => void)[]): Uint8Array {
  const out = encoding.createEncoder();
  for (const part of parts) part(out);
  return encoding.toUint8Array(out);
}
const number =
  (...values: number[]) =>
  (out: encoding.Encoder): void =>
    values.forEach((value) => encoding.writeVarUint(out, value));

function root(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(TEXT_ROOT);
}
function text(doc: Y.Doc): Y.XmlText {
  return (root(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

describe('admission refuses', () => {
  const refusal = (bytes: Uint8Array, structure = section().structure): string => {
    const verdict = admit(bytes, ATTACKER, structure);
    return verdict.admitted ? 'admitted' : verdict.reason;
  };

  it('[C4] burning the clock of a victim, after which all that he types would be ignored', () => {
    const { structure } = section();
    // One client, one struct, his id, his next clock, a GC that stands for a million; no deletions.
    const bytes = write(number(1, 1, VICTIM, structure.clock(VICTIM), 0, 1_000_000, 0));
    const victim = new Y.Doc();
    Y.applyUpdate(victim, bytes); // Yjs itself takes it without a word
    expect(refusal(bytes, structure)).toBe('forbidden');
  });

  it('[C4] deleting what somebody has not typed yet', () => {
    const { structure } = section();
    const bytes = write(number(0, 1, VICTIM, 1, structure.clock(VICTIM), 500));
    expect(refusal(bytes, structure)).toBe('resync');
  });

  it('[C4] words under the id of somebody else', () => {
    const { structure, attacker } = section();
    attacker.clientID = VICTIM;
    expect(
      refusal(
        frameOf(attacker, () => text(attacker).insert(0, 'Wij gaan akkoord')),
        structure,
      ),
    ).toBe('forbidden');
  });

  it('[C4] a frame whose predecessor is withheld, which Yjs would park for ever', () => {
    const { structure, attacker } = section();
    frameOf(attacker, () => text(attacker).insert(0, 'achtergehouden'));
    expect(
      refusal(
        frameOf(attacker, () => text(attacker).insert(0, 'gezonden')),
        structure,
      ),
    ).toBe('resync');
  });

  it('[C4] a frame with a hole in it', () => {
    const { structure, attacker } = section();
    const parts = ['een', 'twee', 'drie'].map((word) => frameOf(attacker, () => text(attacker).insert(0, word)));
    const holed = Y.mergeUpdates([parts[0]!, parts[2]!]);
    expect(refusal(holed, structure)).toBe('schema');
  });

  it('[C4] another text under clocks that are taken', () => {
    const { structure, attacker } = section();
    structure.add(
      readUpdate(
        frameOf(attacker, () => text(attacker).insert(0, 'eerst')),
        TRUSTED_LIMITS,
      ),
    );
    const twin = section().attacker;
    expect(
      refusal(
        frameOf(twin, () => text(twin).insert(0, 'anders')),
        structure,
      ),
    ).toBe('lease');
  });

  it('[C4] the version-2 format, a few bytes of which can stand for endless work', () => {
    const { attacker } = section();
    let bytes: Uint8Array = new Uint8Array();
    attacker.on('updateV2', (update: Uint8Array) => (bytes = update));
    text(attacker).insert(0, 'v2');
    expect(refusal(bytes)).toBe('schema');
  });

  it('[C4] garbage, truncated and lengthened frames, without a throw', () => {
    const { structure, attacker } = section();
    const good = frameOf(attacker, () => text(attacker).insert(0, 'goed'));
    const random = new Random(4);
    expect(refusal(good, structure)).toBe('admitted');
    for (let cut = 0; cut < good.length; cut += 1) expect(refusal(good.slice(0, cut), structure)).not.toBe('admitted');
    expect(refusal(new Uint8Array([...good, 0]), structure)).toBe('schema');
    for (let n = 0; n < 2_000; n += 1) {
      refusal(
        Uint8Array.from({ length: random.below(60) }, () => random.below(256)),
        structure,
      );
    }
  });

  it('[C4] counts and lengths beyond their caps, in little time', () => {
    const { structure } = section();
    expect(refusal(new Uint8Array(300_000), structure)).toBe('too-large');
    expect(refusal(write(number(1, 2 ** 32, ATTACKER, 0)), structure)).not.toBe('admitted');
    expect(refusal(write(number(1, 1, ATTACKER, 0, 0, 2 ** 49, 0)), structure)).toBe('too-large');
    expect(refusal(write(number(0, 2 ** 40)), structure)).toBe('schema');
  });

  it.each([
    [
      'from back to front',
      [
        [7, 2],
        [1, 2],
      ],
    ],
    [
      'one over another',
      [
        [1, 4],
        [3, 2],
      ],
    ],
    [
      'the same twice',
      [
        [1, 2],
        [1, 2],
      ],
    ],
  ] as const)('[C4] deletions %s, which a reader that must put them off turns into others', (_name, ranges) => {
    const { structure } = section();
    const frame = (sorted: readonly (readonly [number, number])[]): Uint8Array =>
      craftUpdate([], [{ client: VICTIM, ranges: sorted }]);
    expect(
      refusal(
        frame([
          [1, 2],
          [7, 2],
        ]),
        structure,
      ),
    ).toBe('admitted');
    expect(refusal(frame(ranges), structure)).toBe('schema');
  });

  it('[C4] a mark that nobody can read, beside what Yjs threw away', () => {
    const { structure } = section();
    const gone = (content: CraftedContent): Uint8Array =>
      craft(ATTACKER, 0, [{ content: { gc: 2 } }, { origin: { client: ATTACKER, clock: 1 }, content }]);
    for (const value of ['{', '{"onclick":1}'])
      expect(refusal(gone({ format: ['bold', value] }), structure)).toBe('schema');
    expect(refusal(gone({ format: ['comment', '{}'] }), structure)).toBe('schema');
    expect(refusal(gone({ element: 'script' }), structure)).toBe('schema');
    for (const content of [{ format: ['bold', '{}'] }, { element: 'block' }, { string: 'x' }] as const)
      expect(refusal(gone(content), structure)).toBe('admitted');
  });

  it('[C4] a frame with nothing in it', () => {
    expect(refusal(write(number(0, 0)))).toBe('schema');
  });

  it.each([
    ['another root', (doc: Y.Doc) => doc.getMap('secrets').set('a', 1)],
    ['an element that the schema does not have', (doc: Y.Doc) => root(doc).insert(0, [new Y.XmlElement('script')])],
    [
      'an element inside the text of a block',
      (doc: Y.Doc) => (root(doc).get(0) as Y.XmlElement).insert(0, [new Y.XmlElement('block')]),
    ],
    ['a cell outside a row', (doc: Y.Doc) => root(doc).insert(0, [new Y.XmlElement('tableCell')])],
    ['text outside a block', (doc: Y.Doc) => root(doc).insert(0, [new Y.XmlText()])],
    [
      'an attribute that the schema does not have',
      (doc: Y.Doc) => (root(doc).get(0) as Y.XmlElement).setAttribute('onclick', 'x'),
    ],
    [
      'a kind that the schema does not have',
      (doc: Y.Doc) => (root(doc).get(0) as Y.XmlElement).setAttribute('kind', 'figure'),
    ],
    ['a mark that the schema does not have', (doc: Y.Doc) => text(doc).format(0, 3, { comment: { id: 1 } })],
    ['a link that runs a program', (doc: Y.Doc) => text(doc).format(0, 3, { link: { href: 'javascript:alert(1)' } })],
    ['an object in the text', (doc: Y.Doc) => text(doc).insertEmbed(0, { image: 'x' })],
    ['a sub-document', (doc: Y.Doc) => root(doc).insert(0, [new Y.XmlHook('x') as unknown as Y.XmlElement])],
  ])('[C4] %s, on which other replicas would delete a whole block', (_name, edit) => {
    const { structure, attacker } = section();
    expect(
      refusal(
        frameOf(attacker, () => edit(attacker)),
        structure,
      ),
    ).toBe('schema');
  });

  it('[C4] nothing of the structure changes by a refusal', () => {
    const { structure, attacker } = section();
    const before = structure.size;
    refusal(
      frameOf(attacker, () => root(attacker).insert(0, [new Y.XmlElement('script')])),
      structure,
    );
    expect(structure.size).toBe(before);
    expect(structure.clock(ATTACKER)).toBe(0);
  });
});

describe('admission takes', () => {
  it.each([1, 2, 3, 4, 5, 6])('[C4] every frame of honest writers, in any order of arrival (seed %i)', (seed) => {
    const random = new Random(seed);
    const structure = new Structure(TEXT_ROOT);
    const first = section();
    structure.add(readUpdate(Y.encodeStateAsUpdate(first.victim), TRUSTED_LIMITS));
    const log: Uint8Array[] = [Y.encodeStateAsUpdate(first.victim)];
    const writers = [101, 102, 103].map((clientID) => {
      const doc = new Y.Doc();
      doc.clientID = clientID;
      Y.applyUpdate(doc, log[0]!);
      const pending: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
        if (transaction.local && origin === KEYBOARD) pending.push(update);
      });
      return { doc, pending, seen: 1 };
    });
    for (let n = 0; n < 900; n += 1) {
      const writer = random.pick(writers);
      randomEdit(writer.doc, random, `w${n}`);
      if (random.chance(0.3) && writer.pending.length > 0) {
        const frame = Y.mergeUpdates(writer.pending.splice(0));
        const verdict = admit(frame, writer.doc.clientID, structure);
        if (!verdict.admitted) throw new Error(`seed ${seed}, step ${n}: ${verdict.reason}`);
        structure.add(verdict.update);
        log.push(frame);
      }
      if (random.chance(0.2)) {
        for (const update of log.slice(writer.seen)) Y.applyUpdate(writer.doc, update, 'remote');
        writer.seen = log.length;
      }
    }
    // And a section that is opened from a compacted state knows the same places.
    const doc = new Y.Doc();
    for (const update of log) Y.applyUpdate(doc, update);
    const reopened = new Structure(TEXT_ROOT);
    reopened.add(readUpdate(Y.encodeStateAsUpdate(doc), TRUSTED_LIMITS));
    for (const { doc: own } of writers) expect(reopened.clock(own.clientID)).toBe(structure.clock(own.clientID));
    const late = new Y.Doc();
    late.clientID = 777;
    Y.applyUpdate(late, Y.encodeStateAsUpdate(doc));
    for (let n = 0; n < 100; n += 1) {
      const frame = editFrame(late, () => randomEdit(late, random, `l${n}`));
      if (frame === null) continue; // a mark that was there already
      const verdict = admit(frame, 777, reopened);
      if (!verdict.admitted) throw new Error(`seed ${seed}, late ${n}: ${verdict.reason}`);
      reopened.add(verdict.update);
    }
  });
});
