import { describe, expect, it } from 'vitest';
import { HEAD, NAMESPACES } from './fixtures.test-support';
import { linesOf, outline, p, para, r, readBody, told } from './reading.test-support';

const VANISH = '<w:vanish/>';
const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
const drawing = (facts: string, inner: string): string =>
  `<w:r><w:drawing><d:anchor xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><d:docPr ${facts}/><a:graphic><a:graphicData>${inner}</a:graphicData></a:graphic></d:anchor></w:drawing></w:r>`;
const shape = (text: string, facts = ''): string =>
  `<wps:wsp><wps:cNvPr ${facts}/><wps:txbx>${box(text)}</wps:txbx></wps:wsp>`;
const old = (style: string, text: string): string =>
  `<w:pict><v:group><v:rect style="${style}"><v:textbox>${box(text)}</v:textbox></v:rect></v:group></w:pict>`;
const styles = {
  'word/styles.xml': `${HEAD}<w:styles ${NAMESPACES}><w:style w:type="paragraph" w:styleId="Weg"><w:name w:val="Normal"/><w:rPr>${VANISH}</w:rPr></w:style></w:styles>`,
};
const hidden = (...content: string[]): string => `<w:p><w:pPr><w:pStyle w:val="Weg"/></w:pPr>${content.join('')}</w:p>`;

describe('[I31] what Word does not show', () => {
  it.each([
    ['a shape that was hidden', drawing('hidden="1"', shape('geheim'))],
    ['one of a group', drawing('', `<g:wgp xmlns:g="x">${shape('geheim', 'hidden="true"')}</g:wgp>`)],
    ['a shape of old', `<w:r>${old('position:absolute;visibility: hidden', 'geheim')}</w:r>`],
    ['a shape at hidden letters', `<w:r><w:rPr>${VANISH}</w:rPr>${old('', 'geheim')}</w:r>`],
    ['a formula', `<m:oMath><m:r><w:rPr>${VANISH}</w:rPr><m:t>geheim</m:t></m:r></m:oMath>`],
  ])('stays out and is told: %s', async (_what, inner) => {
    const { plan, remarks } = await readBody(para(r('voor'), inner) + p('na'));
    expect(outline(plan)).toEqual(['p voor', 'p na']);
    expect(told(remarks)['hidden-text']).toBe(1);
  });

  it('ends with its shape: the next one is seen', async () => {
    const group = drawing('', `<g:wgp xmlns:g="x">${shape('weg', 'hidden="1"')}${shape('zichtbaar')}</g:wgp>`);
    expect(await linesOf(para(r('a'), drawing('hidden="1"', shape('weg')), r(' b'), group))).toEqual([
      'p a b',
      'p zichtbaar',
    ]);
  });

  it('holds for shapes and notes in a hidden style, and not for letters that are shown in it', async () => {
    const note = '<w:r><w:footnoteReference w:id="1"/></w:r>';
    const shown = r('zichtbaar', '<w:vanish w:val="0"/>');
    const { plan, remarks } = await readBody(
      hidden(r('weg'), shown, note, `<w:r>${old('', 'weg')}</w:r>`) + para(r('na')),
      styles,
    );
    expect(outline(plan)).toEqual(['p zichtbaar', 'p na']);
    expect(told(remarks)).toEqual({ 'hidden-text': 2 });
  });

  it('does not come back as the choice of its control', async () => {
    const list = '<w:dropDownList w:lastValue="x"><w:listItem w:displayText="geheim" w:value="x"/></w:dropDownList>';
    const control = `<w:sdt><w:sdtPr>${list}</w:sdtPr><w:sdtContent>${r('geheim', VANISH)}</w:sdtContent></w:sdt>`;
    expect(await linesOf(para(r('keuze: '), control, r('nee')))).toEqual(['p keuze: nee']);
  });

  it('counts in a list all the same, when only the number is hidden', async () => {
    const level = (at: number, text: string, more: string): string =>
      `<w:lvl w:ilvl="${at}"><w:numFmt w:val="decimal"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
    const numbering = {
      'word/numbering.xml': `${HEAD}<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0">${level(0, '%1.', `<w:rPr>${VANISH}</w:rPr>`)}${level(1, '%1.%2', '')}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    };
    expect(await linesOf(p('x', { list: 2 }) + p('y', { list: 2, level: 1 }), numbering)).toEqual(['p x', 'p 1.1 y']);
  });
});
