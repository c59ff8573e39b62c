import { describe, expect, it } from 'vitest';
import { HEAD, NAMESPACES } from './fixtures.test-support';
import { linesOf, outline, p, para, r, readBody, told } from './reading.test-support';

const style = (id: string, name: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
const styles = {
  'word/styles.xml': `${HEAD}<w:styles ${NAMESPACES}>${style('Kop1', 'heading 1')}${style('InhKop', 'TOC Heading', '<w:basedOn w:val="Kop1"/>')}${style('Geschrapt', 'Body Text', '<w:rPr><w:strike/></w:rPr>')}</w:styles>`,
};

describe('[I36] a look that says something', () => {
  it('a chapter in the style of the heading of the contents stays, and that heading goes', async () => {
    const body = p('Inhoudsopgave', { style: 'InhKop' }) + p('Voorwoord', { style: 'InhKop' }) + p('Tekst.') + p('Een', { style: 'Kop1' }) + p('x'); // prettier-ignore
    const { plan, remarks } = await readBody(body, styles);
    expect(plan.sections.map(({ title }) => title)).toEqual(['Voorwoord', 'Een']);
    expect(told(remarks)).toEqual({ contents: 1 });
  });

  it('what is struck through by its style, or by two lines, stays struck through', async () => {
    const shown = r(' blijft', '<w:strike w:val="0"/>');
    const body = `<w:p><w:pPr><w:pStyle w:val="Geschrapt"/></w:pPr>${r('vervalt')}${shown}</w:p>${para(r('ook', '<w:strike w:val="0"/><w:dstrike/>'))}`;
    const { plan } = await readBody(body, styles);
    expect(plan.sections[0]?.blocks).toMatchObject([
      { runs: [{ text: 'vervalt', marks: ['strike'] }, { text: ' blijft' }] },
      { runs: [{ text: 'ook', marks: ['strike'] }] },
    ]);
  });

  it('a reading above a word stands in brackets', async () => {
    const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${r('lezing')}</w:rt><w:rubyBase>${r('woord')}</w:rubyBase></w:ruby></w:r>`;
    expect(await linesOf(para(r('Zie '), ruby, r('.')))).toEqual(['p Zie (lezing) woord.']);
  });

  it('a word behind the text of every page is told', async () => {
    const header = `${HEAD}<w:hdr ${NAMESPACES}><w:p><w:r><w:pict><v:shape><v:textpath string="VERTROUWELIJK"/></v:shape></w:pict></w:r></w:p></w:hdr>`;
    const { plan, remarks } = await readBody(p('x'), { 'word/header1.xml': header });
    expect(outline(plan)).toEqual(['p x']);
    expect(told(remarks)).toEqual({ headers: 1 });
  });
});
