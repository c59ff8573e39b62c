import { describe, expect, it } from 'vitest';
import { linesOf, outline, p, para, r, readBody, told } from './reading.test-support';

const char = (type: string, look = ''): string =>
  `<w:r><w:rPr>${look}</w:rPr><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instr = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const field = (instruction: string, result: string | null): string =>
  char('begin') + instr(instruction) + (result === null ? '' : char('separate') + result) + char('end');

describe('[I33] a field of any kind', () => {
  it.each([
    ['a sum', ' =SUM(ABOVE) ', r('12'), 'p x 12', { fields: 1 }],
    ['a sum that is worked out later', ' = 2 + 3 ', null, 'p x ', { 'lost-fields': 1 }],
    ['a place to fill in with blanks', ' FORMTEXT ', r('\u2002\u2002\u2002'), 'p x \u2002\u2002\u2002', { placeholders: 1 }],
    ['a hidden reference', ' REF a ', r('geheim', '<w:vanish/>'), 'p x ', { 'hidden-text': 1 }],
    ['a struck reference', ' REF a ', '<w:del w:id="1"><w:r><w:delText>weg</w:delText></w:r></w:del>', 'p x ', { 'tracked-changes': 1 }],
  ])('is told as what it is: %s', async (_what, instruction, result, line, remarks) => {
    const read = await readBody(para(r('x '), field(instruction, result)));
    expect(outline(read.plan)).toEqual([line]);
    expect(told(read.remarks)).toEqual(remarks);
  }); // prettier-ignore

  it.each([
    [' HYPERLINK "https://voorbeeld.nl/a" \\l "plek" ', 'https://voorbeeld.nl/a#plek'],
    [' HYPERLINK \\o "uitleg" "https://voorbeeld.nl/b" \\t "_blank" ', 'https://voorbeeld.nl/b'],
    [' HYPERLINK \\n https://voorbeeld.nl/c ', 'https://voorbeeld.nl/c'],
    [' HYPERLINK "mailto:tafel@voorbeeld.nl" ', 'mailto:tafel@voorbeeld.nl'],
  ])('leads where it says: %s', async (instruction, link) => {
    const { plan, remarks } = await readBody(para(field(instruction, r('site'))));
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ runs: [{ text: 'site', link }] });
    expect(remarks).toEqual([]);
  });

  it('of the contents tells nothing but the contents', async () => {
    const line = `<w:hyperlink w:anchor="_1">${r('Doelen')}<w:r><w:tab/></w:r>${field(' PAGEREF _1 \\h ', r('3'))}</w:hyperlink>`;
    const inner = field(' HYPERLINK \\l "_2" ', r('Aanpak'));
    const toc = `<w:p>${char('begin')}${instr(' TOC \\h ')}${char('separate')}${line}</w:p>${para(inner)}<w:p>${char('end')}</w:p>`;
    const { plan, remarks } = await readBody(toc + p('Tekst.'));
    expect(outline(plan)).toEqual(['p Tekst.']);
    expect(told(remarks)).toEqual({ contents: 1 });
  });

  it('of old: the day and the page that Word works out are told', async () => {
    const { remarks } = await readBody(
      para(r('Blad '), '<w:r><w:pgNum/></w:r>', '<w:r><w:dayLong/><w:yearLong/></w:r>'),
    );
    expect(told(remarks)).toEqual({ 'lost-fields': 3 });
  });

  it('in two descriptions of one shape is read once', async () => {
    const box = (text: string): string => `<w:txbxContent>${para(field(' REF a ', r(text)))}</w:txbxContent>`;
    const both = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:wsp>${box('een')}</wps:wsp></mc:Choice><mc:Fallback><w:pict><v:rect>${box('een')}</v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    expect(await linesOf(para(r('x'), both))).toEqual(['p x', 'p een']);
  });
});
