import { ImportedPlan, type ContentBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { wordFile } from './fixtures.test-support';
import { planFromDocx } from './plan-from-docx';

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Elements through which text is seen, whatever stands in whatever. */
const SEEN_IN = [
  'w:p',
  'w:p',
  'w:r',
  'w:sdt',
  'w:sdtContent',
  'w:ins',
  'w:smartTag',
  'w:hyperlink',
  'w:tbl',
  'w:tr',
  'w:tc',
  'w:dir',
  'w:customXml',
  'w:fldSimple',
  'w:moveTo',
  'x',
  'm:oMath',
  'w:object',
  'mc:Choice',
  'w:footnoteReference',
  'w:tab',
  'w:body',
];
const HIDDEN_IN = ['w:del', 'w:moveFrom', 'w:pPr', 'w:rPr', 'w:sdtPr', 'w:tcPr'];
const EMPTY = ['<w:br/>', '<w:br w:type="page"/>', '<w:cr/>', '<w:fldChar w:fldCharType="end"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:sym/>', '<w:softHyphen/>', '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', '<w:pPr><w:pStyle w:val="Kop2"/></w:pPr>', '<w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr>', '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', '<w:trPr><w:gridBefore w:val="2"/></w:trPr>', '<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>']; // prettier-ignore

/** A tree in which every seen word is numbered, in the order of the file. */
function tree(random: () => number): { xml: string; words: string[] } {
  const words: string[] = [];
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const node = (depth: number, hidden: boolean): string => {
    const roll = random();
    if (depth === 0 || roll < 0.3) {
      const word = `w${words.length}q`;
      if (!hidden) words.push(word);
      return `<w:t>${hidden ? 'weg' : word} </w:t>`;
    }
    if (roll < 0.45) return pick(EMPTY);
    const name = roll < 0.52 ? pick(HIDDEN_IN) : pick(SEEN_IN);
    const inner = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      node(depth - 1, hidden || HIDDEN_IN.includes(name)),
    ).join('');
    return `<${name}>${inner}</${name}>`;
  };
  const xml = Array.from({ length: 6 }, () => node(6, false)).join('');
  return { xml, words };
}

const textOf = (block: ContentBlock): string =>
  block.type === 'table' ? block.rows.flat(2).map(textOf).join(' ') : block.runs.map(({ text }) => text).join('');

describe('[I27] any tree of elements', () => {
  it.each(Array.from({ length: 8 }, (_, at) => at))(
    'gives a plan that fits, with every seen word in its order: series %i',
    async (series) => {
      for (let seed = series * 60; seed < series * 60 + 60; seed += 1) {
        const { xml, words } = tree(randomFrom(seed));
        const result = await planFromDocx('x.docx', wordFile(xml));
        if (!result.ok) {
          expect([seed, words.length, result.code]).toEqual([seed, 0, 'empty-file']);
          continue;
        }
        expect(() => ImportedPlan.parse(result.plan)).not.toThrow();
        const all = result.plan.sections.flatMap(({ title, blocks }) => [title, ...blocks.map(textOf)]).join(' ');
        const found = (all.match(/w\d+q/g) ?? []).filter((word, at, list) => list.indexOf(word) === at);
        expect([seed, [...found].sort()]).toEqual([seed, [...words].sort()]);
        // Cells that go on with the one above, and lines of a table in a table, keep the order within their cell only.
        if (!xml.includes('w:tc')) expect([seed, found]).toEqual([seed, words]);
        expect(all).not.toContain('weg');
      }
    },
  );
});
