import { describe, expect, it } from 'vitest';
import { HEAD, NAMESPACES } from './fixtures.test-support';
import { linesOf, outline, p, para, r, readBody, told } from './reading.test-support';

describe('[I20] text in a shape', () => {
  const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
  const dml = (inner: string): string =>
    `<w:r><w:drawing><a:graphic><a:graphicData>${inner}</a:graphicData></a:graphic></w:drawing></w:r>`;
  const vml = (inner: string): string => `<w:r><w:pict>${inner}</w:pict></w:r>`;
  const shape = (text: string): string => `<wps:wsp><wps:txbx>${box(text)}</wps:txbx></wps:wsp>`;
  const choice = (first: string, fallback: string): string =>
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${first}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent></w:r>`;

  it.each([
    ['a drawing', dml(shape('in de vorm'))],
    ['a group in a canvas', dml(`<wpc xmlns="x"><wgp>${shape('in de vorm')}</wgp></wpc>`)],
    ['an oval of old', vml(`<v:oval><v:textbox>${box('in de vorm')}</v:textbox></v:oval>`)],
    ['a group of old', vml(`<v:group><v:rect><v:textbox>${box('in de vorm')}</v:textbox></v:rect></v:group>`)],
    [
      'both kinds, of which one is taken',
      choice(
        `<w:drawing>${shape('in de vorm')}</w:drawing>`,
        `<w:pict><v:rect><v:textbox>${box('in de vorm')}</v:textbox></v:rect></w:pict>`,
      ),
    ],
    [
      'the second, where the first has none',
      choice('<w:drawing/>', `<w:pict><v:rect><v:textbox>${box('in de vorm')}</v:textbox></v:rect></w:pict>`),
    ],
    ['letters along a line', vml('<v:shape><v:textpath on="t" string="in de vorm"/></v:shape>')],
    [
      'a locked drawing',
      dml(
        `<lc:lockedCanvas xmlns:lc="x"><a:sp><a:txBody><a:p><a:r><a:t>in de vorm</a:t></a:r></a:p></a:txBody></a:sp></lc:lockedCanvas>`,
      ),
    ],
  ])('stands behind its paragraph, once: %s', async (_what, drawn) => {
    const { plan, remarks } = await readBody(para(r('voor '), drawn, r('na')) + p('slot'));
    expect(outline(plan)).toEqual(['p voor na', 'p in de vorm', 'p slot']);
    expect(told(remarks)).toEqual({ 'text-boxes': 1 });
  });

  it('keeps its lists and tables, and a shape without text is not told', async () => {
    const inner = `<w:txbxContent>${p('punt', { list: 1 })}<w:tbl><w:tr><w:tc>${p('cel')}</w:tc></w:tr></w:tbl></w:txbxContent>`;
    expect(await linesOf(para(r('x'), vml(`<v:rect><v:textbox>${inner}</v:textbox></v:rect>`)))).toEqual([
      'p x',
      'b0 punt',
      'p cel',
    ]);
    expect((await readBody(para(r('x'), vml('<v:rect/>'), dml('<wps:wsp/>')))).remarks).toEqual([]);
  });

  it('that was struck is gone, and a picture in both kinds is told once', async () => {
    const { remarks } = await readBody(
      para(
        r('x'),
        `<w:del w:id="1">${vml(`<v:rect><v:textbox>${box('weg')}</v:textbox></v:rect>`)}</w:del>`,
        choice('<w:drawing><a:blip r:embed="r1"/></w:drawing>', '<w:pict><v:imagedata r:id="r1"/></w:pict>'),
      ),
    );
    expect(told(remarks)).toEqual({ 'tracked-changes': 1, images: 1 });
  });

  it('of a part that is taken from another file is told', async () => {
    const { remarks } = await readBody(`<w:altChunk r:id="r1"/><w:subDoc r:id="r2"/>${p('x')}`);
    expect(told(remarks)).toEqual({ objects: 2 });
  });
});

describe('[I21] a table', () => {
  const cell = (text: string, facts = ''): string => `<w:tc><w:tcPr>${facts}</w:tcPr>${p(text)}</w:tc>`;
  const row = (cells: string, facts = ''): string => `<w:tr><w:trPr>${facts}</w:trPr>${cells}</w:tr>`;
  const wide = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;

  it('keeps the columns of a row that begins later or ends sooner', async () => {
    const body = `<w:tbl>${row(cell('a') + cell('b') + cell('c') + cell('d'))}${row(cell('x', wide(2)), '<w:gridBefore w:val="2"/>')}${row(cell('y'), '<w:gridAfter w:val="3"/>')}</w:tbl>`;
    const { plan, remarks } = await readBody(body);
    expect(outline(plan)).toEqual(['p a|p b|p c|p d/||p x|/p y|||']);
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ merged: [{ row: 1, column: 2, rows: 1, columns: 2 }] });
    expect(remarks).toEqual([]);
  });

  it('keeps merged cells in both directions, of old files too, and each row of headings', async () => {
    const body = `<w:tbl>${row(cell('kop', `${wide(2)}<w:vMerge w:val="restart"/>`) + cell('c'), '<w:tblHeader/>')}${row(cell('', `${wide(2)}<w:vMerge/>`) + cell('d'), '<w:tblHeader/>')}${row(cell('e', '<w:hMerge w:val="restart"/>') + cell('', '<w:hMerge/>') + cell('f'))}</w:tbl>`;
    const { plan } = await readBody(body);
    expect(plan.sections[0]?.blocks[0]).toMatchObject({
      header: true,
      headerRows: 2,
      merged: [
        { row: 0, column: 0, rows: 2, columns: 2 },
        { row: 2, column: 0, rows: 1, columns: 2 },
      ],
    });
  });

  it('goes on as single cells where merged ones do not fit each other', async () => {
    const body = `<w:tbl>${row(cell('a', `${wide(2)}<w:vMerge w:val="restart"/>`))}${row(cell('b', '<w:vMerge/>') + cell('c', '<w:vMerge/>'))}</w:tbl>`;
    const { plan } = await readBody(body);
    expect(outline(plan)).toEqual(['p a|/p b|p c']);
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ merged: [{ row: 0, column: 0, rows: 1, columns: 2 }] });
  });

  it('in a table becomes the paragraphs of its cell, in order, and is told', async () => {
    const inner = `<w:tbl>${row(cell('b') + cell('c'))}</w:tbl>`;
    const { plan, remarks } = await readBody(`<w:tbl><w:tr><w:tc>${p('a')}${inner}${p('d')}</w:tc></w:tr></w:tbl>`);
    expect(outline(plan)).toEqual(['p a;p b;p c;p d']);
    expect(told(remarks)).toEqual({ 'nested-tables': 1 });
  });

  it('with cells that reach further than ours is told', async () => {
    const { remarks } = await readBody(`<w:tbl>${row(cell('a', wide(60)))}</w:tbl>`);
    expect(told(remarks)).toEqual({ 'merged-cells': 1 });
  });
});

describe('[I22] a style of the house', () => {
  const style = (id: string, name: string, more: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
  const outlineLevel = (at: number): string => `<w:pPr><w:outlineLvl w:val="${at}"/></w:pPr>`;
  const styles = {
    'word/styles.xml': `${HEAD}<w:styles ${NAMESPACES}>${[
      style('Titel', 'Title', ''),
      style('ZdTitel', 'ZD Titel', '<w:basedOn w:val="Titel"/>'),
      style('H', 'heading 1', ''),
      style('ZdKop', 'Överskrift', '<w:basedOn w:val="H"/>'),
      style('ZdSub', 'Unterkapitel', outlineLevel(1)),
      style('ZdPlat', 'Geen kop', `<w:basedOn w:val="H"/>${outlineLevel(9)}`),
      style('C', 'Quote', ''),
      style('ZdCitaat', 'Aanhaling', '<w:basedOn w:val="C"/>'),
      style('L', 'List Bullet', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
      style('ZdLijst', 'Puntjes', '<w:basedOn w:val="L"/>'),
      style('Rond', 'Rond', '<w:basedOn w:val="Rond"/>'),
    ].join('')}</w:styles>`,
  };

  it('is what it is based on, in any language', async () => {
    const body = [
      p('Ons plan', { style: 'ZdTitel' }),
      p('Een', { style: 'ZdKop' }),
      p('Deel', { style: 'ZdSub' }),
      p('plat', { style: 'ZdPlat' }),
      p('punt', { style: 'ZdLijst' }),
      p('zei zij', { style: 'ZdCitaat' }),
      p('rond', { style: 'Rond' }),
    ].join('');
    const { plan, remarks } = await readBody(body, styles);
    expect([plan.title, plan.sections.map(({ title }) => title)]).toEqual(['Ons plan', ['Een']]);
    expect(outline(plan)).toEqual(['h2 Deel', 'p plat', 'b0 punt', 'q zei zij', 'p rond']);
    expect(told(remarks)).toEqual({ styles: 2 });
  });

  it('of a title counts behind a cover, in a box on it, and not behind a chapter', async () => {
    const cover = await readBody(
      p('Regio Zilverstroom') + p('Ons plan', { style: 'Titel' }) + p('Een', { style: 'H' }) + p('x'),
      styles,
    );
    expect([cover.plan.title, outline(cover.plan)]).toEqual(['Ons plan', ['p Regio Zilverstroom']]);
    const boxed = `<w:r><w:pict><v:rect><v:textbox><w:txbxContent>${p('Ons plan', { style: 'Titel' })}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>`;
    expect((await readBody(para(boxed) + p('x'), styles)).plan.title).toBe('Ons plan');
    const later = await readBody(
      p('Een', { style: 'H' }) + p('Iets anders', { style: 'Titel' }) + p('Twee', { style: 'H' }),
      styles,
    );
    expect([later.plan.title, outline(later.plan)]).toEqual(['plan', ['p Iets anders']]);
  });

  it('is overruled by the level in the outline that a paragraph has itself', async () => {
    const body = `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>${r('Kop')}</w:p>${p('x')}<w:p><w:pPr><w:pStyle w:val="H"/><w:outlineLvl w:val="9"/></w:pPr>${r('geen kop')}</w:p><w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>${r('Kop 2')}</w:p>`;
    const { plan } = await readBody(body, styles);
    expect(plan.sections.map(({ title }) => title)).toEqual(['Kop', 'Kop 2']);
    expect(outline(plan)).toEqual(['p x', 'p geen kop']);
  });
});
