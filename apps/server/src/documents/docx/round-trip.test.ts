import { writeBlocks } from '@samenspel/collab';
import type { ContentBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { makeExport } from '../export/make-export';
import { HEAD, NAMESPACES } from './fixtures.test-support';
import { p, para, plain, r, read, readBody, told, type Reading } from './reading.test-support';

/** The same document after it went out to Word and came in again. */
async function again({ plan }: Reading): Promise<Reading> {
  const updateOf = (blocks: readonly ContentBlock[]): Uint8Array => {
    const doc = new Y.Doc();
    let next = 0;
    writeBlocks(doc, blocks, () => `b${next++}`);
    return Y.encodeStateAsUpdate(doc);
  };
  const sections = plan.sections.map(({ title, blocks }, at) => ({
    code: String(at + 1),
    title,
    audience: 'de hele tafel',
    restricted: false,
    updates: [updateOf(blocks)],
  }));
  const facts = {
    title: plan.title, tableName: 'Tafel', kind: 'Plan', formality: 'Informeel', formalityMeans: 'Vrij.', copy: 'Uw exemplaar', at: '22 november 2026', date: '22 november 2026', instant: '2026-11-22T06:15:00.000Z',
  }; // prettier-ignore
  return read(await makeExport({ format: 'docx', facts, sections }));
}

const said = ({ plan }: Reading): unknown => [
  plan.title,
  plan.sections.map(({ title, blocks }) => [
    title,
    blocks.map((block) => [plain(block), block.type === 'table' ? (block.merged ?? []) : []]),
  ]),
];

const cell = (content: string, facts = ''): string => `<w:tc><w:tcPr>${facts}</w:tcPr>${content}</w:tc>`;
const row = (cells: string, facts = ''): string => `<w:tr><w:trPr>${facts}</w:trPr>${cells}</w:tr>`;
const char = (type: string, inner = ''): string => `<w:r><w:fldChar w:fldCharType="${type}">${inner}</w:fldChar></w:r>`;
const articles = {
  'word/numbering.xml': `${HEAD}<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Artikel %1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
};
const article = (text: string, at: number): string =>
  p(text, { list: 1, level: at, ...(at === 0 ? { style: 'Kop1' } : {}) });
const landscape =
  '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>';

const DOCUMENTS: readonly (readonly [string, string, Readonly<Record<string, string>>, Readonly<Record<string, number>>])[] = [
  ['footnotes', p('Ons plan', { style: 'Titel' }) + p('Doelen', { style: 'Kop1' }) + para(r('Zie de raad'), '<w:r><w:footnoteReference w:id="1"/></w:r>', r(', 15'), '<w:r><w:noBreakHyphen/></w:r>', r('jarigen.')), {}, { footnotes: 1 }],
  ['nested tables and merged cells', p('Wie doet wat', { style: 'Kop1' }) + `<w:tbl>${row(cell(p('Wie'), '<w:vMerge w:val="restart"/>') + cell(p('Wat'), '<w:gridSpan w:val="2"/>'), '<w:tblHeader/>')}${row(cell(p(''), '<w:vMerge/>') + cell(`${p('a')}<w:tbl>${row(cell(p('diep')))}</w:tbl>${p('na')}`) + cell(p('b')))}${row(cell(p('laat')), '<w:gridBefore w:val="2"/>')}</w:tbl>`, {}, { 'nested-tables': 1 }],
  ['a form', p('Verklaring', { style: 'Kop1' }) + para(r('Instemming: '), char('begin', '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="nee"/><w:listEntry w:val="ja"/></w:ddList></w:ffData>'), char('separate'), char('end')) + para(r('Naam: '), `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('Klik')}</w:sdtContent></w:sdt>`) + para('<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>', r(' akkoord')), {}, { placeholders: 1 }],
  ['landscape parts', p('Een', { style: 'Kop1' }) + p('staand') + landscape + p('Twee', { style: 'Kop1' }) + para('<w:r><w:t>kolom een</w:t><w:br w:type="column"/><w:t>kolom twee</w:t></w:r>') + landscape + p('slot'), {}, {}],
  ['numbered articles', [article('Begrippen', 0), article('Een tafel is een overleg.', 1), article('Zij bestaat uit:', 1), article('gemeenten;', 2), article('aanbieders.', 2), p('Toelichting.'), article('Verder geldt dit.', 1), article('Looptijd', 0), article('Twee jaar.', 1)].join(''), articles, { 'typed-numbers': 3 }],
]; // prettier-ignore

describe('[F7] a document from Word, to Word and in again', () => {
  it.each(DOCUMENTS)(
    'says the same, and what differs from the first file was told: %s',
    async (_what, body, parts, lost) => {
      const first = await readBody(body, parts);
      expect(told(first.remarks)).toEqual(lost);
      const second = await again(first);
      expect(said(second)).toEqual(said(first));
      expect(told(second.remarks)).toEqual({ 'own-export': 1, contents: 1, headers: 1 });
    },
  );
});
