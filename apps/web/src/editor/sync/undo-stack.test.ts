import { describe, expect, it } from 'vitest';
import { writeBlocks } from '@samenspel/collab';
import { FakeSection, party } from '../testing/fake-live';
import { blocks, two } from '../testing/pair';
import { Writer } from '../testing/writer';
import { createUndoStack } from '../writing/mount';
import type { UndoStack } from './undo-stack';

function document(count: number): { undo: UndoStack; writers: Writer[] } {
  const undo = createUndoStack();
  const writers = Array.from({ length: count }, (_, index) => {
    const live = new FakeSection(`section ${index}`).join(party('Gemeente Noorderveen', 'NV'));
    writeBlocks(live.doc, blocks(''), () => 'b');
    return new Writer(live, undo);
  });
  return { undo, writers };
}

describe('undo', () => {
  it('[X8] takes my latest edit in the document, over all its sections, and redoes in order', () => {
    const { undo, writers } = document(3);
    const [a, b, c] = writers as [Writer, Writer, Writer];
    a.at(0, 0).type('A1');
    b.at(0, 0).type('B1');
    a.at(0, 9).type('A2');
    c.at(0, 0).type('C1');
    b.at(0, 9).type('B2');
    const state = (): string => [a, b, c].map(({ text }) => text).join('|');
    expect(undo.undo()?.sectionId).toBe('section 1');
    expect(state()).toBe('A1A2|B1|C1');
    undo.undo();
    undo.undo();
    expect(state()).toBe('A1|B1|');
    undo.redo();
    undo.redo();
    undo.redo();
    expect(state()).toBe('A1A2|B1B2|C1');
    expect(undo.redo()).toBeNull();
    for (let left = 5; left > 0; left--) undo.undo();
    expect(state()).toBe('||');
    expect(undo.mayUndo).toBe(false);
  });

  it('[X8] outlives the editor of a section', () => {
    const { undo, writers } = document(1);
    const a = writers[0]!;
    a.at(0, 0).type('een');
    a.leave();
    undo.undo();
    expect(a.text).toBe('');
    const again = new Writer(a.live, undo);
    undo.redo();
    expect(again.blocks).toEqual(['paragraph: een']);
  });

  it('[X8] forgets what was undone when something new is written in any section', () => {
    const { undo, writers } = document(2);
    const [a, b] = writers as [Writer, Writer];
    a.at(0, 0).type('een');
    undo.undo();
    b.at(0, 0).type('twee');
    expect(undo.mayRedo).toBe(false);
    expect(undo.redo()).toBeNull();
    expect(a.text).toBe('');
  });

  it('[X9] keeps what another wrote in a block that I made, and undoes only mine', () => {
    const { section, a, b } = two('een');
    a.at(0, 3).press('Enter');
    a.type('mijn ');
    section.settle();
    b.at(1, 5).type('XYZ');
    section.settle();
    a.undo.undo();
    a.undo.undo();
    section.settle();
    expect(a.text).toContain('XYZ');
    expect(a.text).not.toContain('mijn');
    expect(a.text).toBe(b.text);
  });

  it('[X9] does not undo what another did', () => {
    const { section, a, b } = two('een');
    b.at(0, 3).type('XYZ');
    section.settle();
    expect(a.undo.undo()).toBeNull();
    expect(a.text).toBe('eenXYZ');
  });

  it('[X8] undoes a change of kind while keeping what another typed meanwhile', () => {
    const { section, a, b } = two('een');
    a.at(0, 1).run('heading2');
    section.settle();
    b.at(0, 3).type('XYZ');
    section.settle();
    a.undo.undo();
    section.settle();
    expect(a.blocks).toEqual(['paragraph: eenXYZ']);
    expect(b.blocks).toEqual(a.blocks);
  });
});
