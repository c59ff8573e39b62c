import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';
import { REMOTE } from '@samenspel/collab/client';
import { two } from '../testing/pair';
import { Writer } from '../testing/writer';

describe('ids of blocks', () => {
  it('[X10] gives every new block an id of its own and keeps the ids of the others', () => {
    const { a } = two('een twee', 'drie');
    a.at(0, 3).press('Enter');
    a.at(2, 0).press('Enter');
    a.run('insertTable');
    const ids = a.ids;
    expect(ids.every((id) => typeof id === 'string')).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('b0');
    expect(ids).toContain('b1');
  });

  it('[X10] writes nothing when an editor comes, nor for what others send', () => {
    const { a, section } = two('een', 'twee');
    let writes = 0;
    a.live.doc.on('update', (_update: Uint8Array, origin: unknown) => (writes += origin === REMOTE ? 0 : 1));
    const again = new Writer(a.live);
    const other = section.members[1]!;
    const copy = new Y.XmlElement('block');
    copy.setAttribute('id', 'b0');
    copy.setAttribute('kind', 'paragraph');
    other.doc.transact(() => other.doc.getXmlFragment(TEXT_ROOT).insert(1, [copy]), 'elsewhere');
    section.settle();
    expect(again.ids).toEqual(['b0', 'b0', 'b1']);
    expect(writes).toBe(0);
    again.at(1, 0).type('x');
    expect(new Set(again.ids).size).toBe(3);
  });

  it('[X10] puts a block to write in into every cell that its author makes', () => {
    const { a } = two('een');
    a.at(0, 0).run('insertTable');
    a.at(1, 0).run('addRowAfter').run('addColumnAfter');
    const cells: number[] = [];
    a.view.state.doc.descendants((node) => {
      if (/^table(Cell|Header)$/.test(node.type.name)) cells.push(node.childCount);
    });
    expect(cells).toEqual(Array.from({ length: 16 }, () => 1));
  });
});
