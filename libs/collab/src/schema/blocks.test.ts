import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ContentBlock } from '@samenspel/domain';
import { hasUnknownContent, plainText, readBlocks, writeBlocks } from './blocks';
import { TEXT_ROOT } from './schema';

const CONTENT: ContentBlock[] = [
  { type: 'block', kind: 'heading', level: 3, runs: [{ text: 'Doel' }] },
  {
    type: 'block',
    kind: 'paragraph',
    unsure: true,
    runs: [
      { text: 'Elk ' },
      { text: 'kind', marks: ['bold', 'italic'] },
      { text: ' telt', link: 'https://voorbeeld.nl/a' },
      { text: '!', link: 'javascript:alert(1)' },
    ],
  },
  { type: 'block', kind: 'bullet', indent: 1, runs: [] },
  {
    type: 'table',
    header: true,
    rows: [
      [[{ type: 'block', kind: 'paragraph', runs: [{ text: 'Wie' }] }], []],
      [[{ type: 'block', kind: 'numbered', runs: [{ text: 'De Brug' }] }]],
    ],
  },
];

function filled(): Y.Doc {
  const doc = new Y.Doc();
  let next = 0;
  writeBlocks(doc, CONTENT, () => `b${next++}`);
  return doc;
}

function element(name: string, attributes: Record<string, string | number>, text?: string): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, string | number>>(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.insert(0, [new Y.XmlText(text)]);
  return made as unknown as Y.XmlElement;
}

describe('the text of a section', () => {
  it('[X1] reads back what was written, and only what the schema has', () => {
    const doc = filled();
    const [heading, paragraph, bullet, table] = readBlocks(doc);
    expect(heading).toMatchObject({ key: 'b0', kind: 'heading', level: 3, indent: 0, unsure: false });
    expect(paragraph).toMatchObject({
      unsure: true,
      runs: [
        { text: 'Elk ', marks: [], link: null },
        { text: 'kind', marks: ['bold', 'italic'], link: null },
        { text: ' telt', marks: [], link: 'https://voorbeeld.nl/a' },
        { text: '!', marks: [], link: null },
      ],
    });
    expect(bullet).toMatchObject({ kind: 'bullet', indent: 1, runs: [] });
    expect(table).toMatchObject({
      type: 'table',
      rows: [
        [{ header: true }, { header: true }],
        [{ header: false }, {}],
      ],
    });
    expect(hasUnknownContent(doc)).toBe(false);
    expect(plainText(doc)).toBe('Doel\nElk kind telt!\n\nWie\t\nDe Brug\t');
  });

  it('[X1] writes in one transaction', () => {
    const doc = new Y.Doc();
    let updates = 0;
    doc.on('update', () => updates++);
    writeBlocks(doc, CONTENT, () => 'x');
    expect(updates).toBe(1);
  });

  it('[X2] never writes while reading and takes whatever merging left', () => {
    const doc = new Y.Doc();
    const root = doc.getXmlFragment(TEXT_ROOT);
    const row = (cells: number): Y.XmlElement => {
      const made = element('tableRow', {});
      made.insert(
        0,
        Array.from({ length: cells }, () => element('tableCell', { colspan: 1, rowspan: 1 })),
      );
      return made;
    };
    const table = element('table', {});
    table.insert(0, [row(2), row(3)]);
    root.insert(0, [
      element('block', { id: 'a', kind: 'bullet', level: 2 }, 'een'),
      element('block', { id: 'a', kind: 'dance', indent: 9 }, 'twee'),
      element('block', { id: 'c', kind: 'heading', indent: 2 }, 'drie'),
      table,
      new Y.XmlText('los') as unknown as Y.XmlElement,
    ]);
    const before = Y.encodeStateAsUpdate(doc);
    const blocks = readBlocks(doc);
    expect(blocks[0]).toMatchObject({ key: 'a', kind: 'bullet', level: null });
    expect(blocks[1]).toMatchObject({ kind: 'paragraph', indent: 0 });
    expect(blocks[1]?.key).toMatch(/^a~\d+:\d+$/);
    expect(blocks[2]).toMatchObject({ kind: 'heading', level: 2, indent: 0 });
    expect(blocks[3]?.type === 'table' && blocks[3].rows.map((cells) => cells.length)).toEqual([3, 3]);
    expect(blocks[4]).toMatchObject({ kind: 'paragraph', runs: [{ text: 'los' }] });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it.each([
    ['an unknown element', element('figure', {})],
    ['an unknown attribute', element('block', { id: 'a', kind: 'paragraph', colour: 'red' })],
    ['a cell outside a row', element('tableCell', {})],
    ['text outside a block', new Y.XmlText('los') as unknown as Y.XmlElement],
  ])('[X3] sees %s', (_what, node) => {
    const doc = new Y.Doc();
    doc.getXmlFragment(TEXT_ROOT).insert(0, [node]);
    expect(hasUnknownContent(doc)).toBe(true);
  });

  it('[X3] sees an unknown mark and an unknown attribute of a mark', () => {
    for (const format of [{ blink: {} }, { link: { href: 'https://a.nl', onclick: 'x' } }]) {
      const doc = filled();
      const text = new Y.XmlText();
      text.insert(0, 'oei', format);
      const block = element('block', { id: 'z', kind: 'paragraph' });
      block.insert(0, [text]);
      doc.getXmlFragment(TEXT_ROOT).insert(0, [block]);
      expect(hasUnknownContent(doc)).toBe(true);
    }
  });
});
