import { writeBlocks } from '@samenspel/collab';
import { MARKS, type ContentBlock, type TextBlock, type TextRun } from '@samenspel/domain';
import * as Y from 'yjs';
import type { ExportJob } from './export-model';

export const FACTS: ExportJob['facts'] = {
  title: 'Transformatieplan',
  tableName: 'Ontwikkeltafel verblijf',
  kind: 'Transformatieplan',
  formality: 'Formeel',
  formalityMeans: 'Dit gaat over het contract.',
  copy: 'Uw exemplaar: wat Gemeente Noorderveen als opdrachtgever mag lezen',
  at: '22 november 2026 om 07:15',
  date: '22 november 2026',
  instant: '2026-11-22T06:15:00.000Z',
};

export function updateOf(blocks: readonly ContentBlock[]): Uint8Array {
  const doc = new Y.Doc();
  let next = 0;
  writeBlocks(doc, blocks, () => `b${next++}`);
  return Y.encodeStateAsUpdate(doc);
}

export const jobOf = (
  format: 'docx' | 'pdf',
  sections: readonly (readonly [string, readonly ContentBlock[]])[],
  facts = FACTS,
): ExportJob => ({
  format,
  facts,
  sections: sections.map(([title, blocks], at) => ({
    code: at === 2 ? 'G.1' : String(at + 1),
    title,
    audience: 'gemeenten en Jeugdhulp De Brug',
    restricted: at === 2,
    updates: [updateOf(blocks)],
  })),
});

export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Blocks of every kind, with letters that files like to stumble over. */
export function randomBlocks(random: () => number, depth = 0): ContentBlock[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const words = [
    'cliënt',
    'a<b>&"c"',
    'hulp',
    'één\ntwee',
    '日本',
    '€ 12,50',
    '“citaat”',
    'tab\tna',
    '— 1.',
    '[1]',
    '🙂',
    'x  y',
    'ﬁ',
    'ŵ',
    'Ω',
  ];
  const text = (): string => Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(words)).join(' ');
  const runs = (): TextRun[] => {
    const made: TextRun[] = [];
    for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
      const marks = MARKS.filter(() => random() < 0.25);
      const link = random() < 0.15 ? `https://voorbeeld.nl/?q=${Math.floor(random() * 99)}&a=<b>#x` : undefined;
      made.push({ text: text(), ...(marks.length === 0 ? {} : { marks }), ...(link === undefined ? {} : { link }) });
    }
    return made;
  };
  const block = (): TextBlock => {
    const kind = pick(['paragraph', 'heading', 'bullet', 'numbered', 'quote'] as const);
    return {
      type: 'block',
      kind,
      ...(kind === 'heading' ? { level: 2 + Math.floor(random() * 3) } : {}),
      ...(kind === 'bullet' || kind === 'numbered' ? { indent: Math.floor(random() * 8) } : {}),
      runs: runs(),
    };
  };
  return Array.from({ length: 1 + Math.floor(random() * 12) }, (): ContentBlock => {
    if (depth > 0 || random() > 0.2) return block();
    const width = 1 + Math.floor(random() * 4);
    const cell = (): TextBlock[] => Array.from({ length: Math.floor(random() * 3) }, block);
    const rows = Array.from({ length: 1 + Math.floor(random() * 4) }, () => Array.from({ length: width }, cell));
    // A table with nothing in it is not worth a place in a text.
    rows[0]![0] = [block()];
    return { type: 'table', header: random() < 0.5, rows };
  });
}
