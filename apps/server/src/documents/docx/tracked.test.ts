import { describe, expect, it } from 'vitest';
import { HEAD, NAMESPACES } from './fixtures.test-support';
import { linesOf, outline, p, para, r, readBody, told } from './reading.test-support';

const cell = (content: string, facts = ''): string => `<w:tc><w:tcPr>${facts}</w:tcPr>${content}</w:tc>`;
const row = (cells: string, facts = ''): string => `<w:tr><w:trPr>${facts}</w:trPr>${cells}</w:tr>`;
const table = (...rows: string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;
const struck = (text: string): string => `<w:del w:id="9"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
const gone = '<w:cellDel w:id="1"/>';
const numbering = {
  'word/numbering.xml': `${HEAD}<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
};
const number = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>';

describe('[I30] what was tracked, of every kind', () => {
  it('a struck cell is gone, with its text and notes, and those behind it move up', async () => {
    const note = para(r('weg'), '<w:r><w:footnoteReference w:id="1"/></w:r>');
    const { plan, remarks } = await readBody(
      table(row(cell(p('a')) + cell(note, gone) + cell(p('c'))), row(cell(p('d')) + cell(p('e'), gone) + cell(p('f')))),
    );
    expect(outline(plan)).toEqual(['p a|p c/p d|p f']);
    expect(told(remarks)).toEqual({ 'tracked-changes': 2 });
  });

  it('a row of which every cell was struck is gone, and a table of such rows too', async () => {
    const all = row(cell(p('weg'), gone) + cell(p('weg'), gone));
    expect(await linesOf(table(row(cell(p('a')) + cell(p('b'))), all, row(cell(p('c')) + cell(p('d')))))).toEqual([
      'p a|p b/p c|p d',
    ]);
    expect(await linesOf(p('x') + table(all))).toEqual(['p x']);
  });

  it('a struck cell in a control, and with a table of its own', async () => {
    const control = (content: string): string => `<w:sdt><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const inner = cell(table(row(cell(p('weg')))) + p(''), gone);
    expect(await linesOf(table(row(control(cell(p('weg'), gone)) + inner + cell(p('b')))))).toEqual(['p b']);
  });

  it('an added cell and a merge are taken as accepted, and told', async () => {
    const merged = (change: string, text: string): string =>
      cell(p(text), `<w:cellMerge w:id="1" w:vMerge="${change}"/>`);
    const { plan, remarks } = await readBody(
      table(row(merged('rest', 'a') + cell(p('x'), '<w:cellIns w:id="2"/>')), row(merged('cont', '') + cell(p('y')))),
    );
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ merged: [{ row: 0, column: 0, rows: 2, columns: 1 }] });
    expect(told(remarks)).toEqual({ 'tracked-changes': 3 });
  });

  it('another look is told, and what it was before does not count', async () => {
    const before = '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:pPrChange>';
    const shown = r('x', '<w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange>');
    const { plan, remarks } = await readBody(`<w:p><w:pPr>${before}</w:pPr>${shown}</w:p>`);
    expect(outline(plan)).toEqual(['p x']);
    expect(told(remarks)).toEqual({ 'tracked-changes': 2 });
  });

  it('rows and cells that were struck have no number', async () => {
    const numbered = (text: string, facts = ''): string => row(cell(number) + cell(p(text)), facts);
    const body = table(numbered('a'), numbered('weg', '<w:del w:id="1"/>'), row(cell(number, gone) + cell(p('b'))), numbered('c')); // prettier-ignore
    expect(await linesOf(body, numbering)).toEqual(['n0 |p a/p b|/p 2.|p c']);
  });

  it('words before a table stay before it, when the end of their paragraph was struck', async () => {
    const before = `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${r('voor')}</w:p>`;
    expect(await linesOf(before + table(row(cell(p('cel')))) + p('na'))).toEqual(['p voor', 'p cel', 'p na']);
  });

  it('a struck part of a formula is gone', async () => {
    const t = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
    expect(await linesOf(para(`<m:oMath>${t('a')}<w:del w:id="1">${t('weg')}</w:del></m:oMath>`))).toEqual(['p a']);
  });

  it('a struck choice does not come back from its control', async () => {
    const box = `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>${struck('☒')}</w:sdtContent></w:sdt>`;
    expect(await linesOf(para(r('akkoord: '), box, r('nee')))).toEqual(['p akkoord: nee']);
  });
});
