import { describe, expect, it } from 'vitest';
import { HEAD, NAMESPACES } from './fixtures.test-support';
import { lineOf, linesOf, p, para, r, readBody, told } from './reading.test-support';

const sym = (font: string, char: string): string => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`;
const bare = (content: string): string => `<w:r>${content}</w:r>`;

describe('[I15] a sign of a font', () => {
  it.each([
    ['Times New Roman', '20AC', '€'],
    ['Segoe UI Symbol', '2713', '✓'],
    ['Wingdings', 'F0E0', '→'],
    ['Wingdings', 'F0FC', '✓'],
    ['Wingdings', 'F0FE', '☑'],
    ['Wingdings', 'F0A8', '□'],
    ['Wingdings', '4A', '☺'],
    ['Wingdings 2', 'F052', '☑'],
    ['Wingdings 3', 'F075', '▶'],
    ['Webdings', 'F061', '✔'],
    ['Symbol', 'F0B0', '°'],
    ['Symbol', 'F0B3', '≥'],
    ['Symbol', 'F0A0', '€'],
    ['Symbol', 'F0AE', '→'],
    ['ZapfDingbats', '34', '✔'],
  ])('becomes the sign that it shows: %s %s', async (font, char, sign) => {
    const { plan, remarks } = await readBody(para(r('a '), sym(font, char), r(' b')));
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ runs: [{ text: `a ${sign} b` }] });
    expect(remarks).toEqual([]);
  });

  it('stands for itself in letters of such a font, and in text that lost its font', async () => {
    expect(await lineOf(r('ü', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), r(' klaar'))).toBe('p ✓ klaar');
    expect(await lineOf(r('\uf0b7 punt \uf0fe'))).toBe('p • punt ☑');
  });

  it('that nobody knows is seen and told', async () => {
    const { plan, remarks } = await readBody(
      para(r('a '), sym('Eigen Tekens', 'F041'), sym('constructor', 'F041'), sym('Wingdings', 'zz')),
    );
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ runs: [{ text: 'a ���' }] });
    expect(told(remarks)).toEqual({ symbols: 3 });
  });
});

describe('[I16] signs that nobody sees', () => {
  it('go, and what is seen stays', async () => {
    expect(
      await lineOf(r('jeugd\u00adhulp\u200b en\u2060 wonen\ufeff'), bare('<w:softHyphen/>'), r('\u202eabc\u202c')),
    ).toBe('p jeugdhulp en wonenabc');
    expect(await lineOf(r('15'), bare('<w:noBreakHyphen/>'), r('jarigen 2\u00a0km'))).toBe('p 15‑jarigen 2\u00a0km');
  });

  it('stay where they say something: in emoji and in letters of other scripts', async () => {
    for (const text of ['👨‍👩‍👧', 'می‌خواهم', 'क्‍ष']) expect(await lineOf(r(text))).toBe(`p ${text}`);
    expect(await lineOf(r('zo\u200dmaar\u200e zo'))).toBe('p zomaar zo');
  });
});

describe('[I17] breaks and tabs', () => {
  it.each([
    ['<w:cr/>', '\n'],
    ['<w:br/>', '\n'],
    ['<w:br w:type="textWrapping" w:clear="all"/>', '\n'],
    ['<w:tab/>', '\t'],
    ['<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>', '\t'],
  ])('keep words apart: %s', async (sign, text) => {
    expect(await lineOf(bare(`<w:t>een</w:t>${sign}<w:t>twee</w:t>`))).toBe(`p een${text}twee`);
  });

  it.each(['page', 'column'])('of a %s end the paragraph', async (type) => {
    const broken = `<w:t>een</w:t><w:br w:type="${type}"/><w:t>twee</w:t>`;
    expect(await linesOf(para(bare(broken)))).toEqual(['p een', 'p twee']);
    expect(await linesOf(`<w:p>${bare(`<w:br w:type="${type}"/><w:t>een</w:t>`)}</w:p>${p('twee')}`)).toEqual([
      'p een',
      'p twee',
    ]);
    const heading = `<w:p><w:pPr><w:pStyle w:val="Kop2"/></w:pPr>${bare(broken)}</w:p>`;
    expect((await readBody(p('x') + heading)).plan.sections[1]?.title).toBe('een twee');
  });

  it('do not tear a large first letter from its word', async () => {
    expect(await linesOf(`<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>${r('D')}</w:p>${p('it plan')}`)).toEqual([
      'p Dit plan',
    ]);
  });
});

const char = (type: string, inner = ''): string => `<w:r><w:fldChar w:fldCharType="${type}">${inner}</w:fldChar></w:r>`;
const instr = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const field = (instruction: string, result: string | null): string =>
  char('begin') + instr(instruction) + (result === null ? '' : char('separate') + result) + char('end');

describe('[I18] of a field', () => {
  it('only what the innermost shows in all others is text', async () => {
    const nested =
      char('begin') + instr(' IF ') + field(' MERGEFIELD soort ', r('zorg')) + instr(' = "zorg" "de aanbieder" "x" ') +
      char('separate') + r('de ') + field(' REF naam ', r('aanbieder')) + char('end'); // prettier-ignore
    const { plan, remarks } = await readBody(para(r('Hierbij verklaart '), nested, r(' dit.')));
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ runs: [{ text: 'Hierbij verklaart de aanbieder dit.' }] });
    expect(told(remarks)).toEqual({ fields: 2 });
  });

  it.each([
    ['the chosen value', ' FORMDROPDOWN ', '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="nee"/><w:listEntry w:val="ja"/></w:ddList></w:ffData>', 'ja'],
    ['the first value', ' FORMDROPDOWN ', '<w:ffData><w:ddList><w:listEntry w:val="nee"/><w:listEntry w:val="ja"/></w:ddList></w:ffData>', 'nee'],
    ['a tick', ' FORMCHECKBOX ', '<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>', '☒'],
    ['a tick by default', ' FORMCHECKBOX ', '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>', '☒'],
    ['no tick', ' FORMCHECKBOX ', '<w:ffData><w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox></w:ffData>', '☐'],
    ['what was filled in before', ' FORMTEXT ', '<w:ffData><w:textInput><w:default w:val="naam"/></w:textInput></w:ffData>', 'naam'],
  ])('of an old form %s is kept', async (_what, instruction, data, text) => {
    const { plan, remarks } = await readBody(para(r('x: '), char('begin', data), instr(instruction), char('separate'), char('end'), r('.')));
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ runs: [{ text: `x: ${text}.` }] });
    expect(remarks).toEqual([]);
  }); // prettier-ignore

  it('an address is a link, and a sign is a sign', async () => {
    const { plan, remarks } = await readBody(
      para(
        field(' HYPERLINK "https://voorbeeld.nl" ', r('site')),
        field(' HYPERLINK \\l "plek" ', r(' hier')),
        field(' SYMBOL 252 \\f "Wingdings" \\s 11 ', null),
      ),
    );
    expect(plan.sections[0]?.blocks[0]).toMatchObject({
      runs: [{ text: 'site', link: 'https://voorbeeld.nl' }, { text: ' hier✓' }],
    });
    expect(told(remarks)).toEqual({ 'inner-links': 1 });
  });

  it('what Word only works out when it opens the file is told, and marks for an index are not', async () => {
    const { remarks } = await readBody(
      para(r('Blad '), field(' NUMPAGES ', null), field(' XE "woord" ', null), field(' FORMTEXT ', null)),
    );
    expect(told(remarks)).toEqual({ 'lost-fields': 1, placeholders: 1 });
  });

  it('without an end nothing is hidden, nor behind an end without a beginning', async () => {
    expect(await linesOf(para(r('een '), char('begin'), instr(' REF x '), r('twee')) + p('drie'))).toEqual([
      'p een twee',
      'p drie',
    ]);
    expect(await lineOf(r('een '), char('end'), char('separate'), r('twee '), field(' REF x ', r('drie')))).toBe(
      'p een twee drie',
    );
    const cells = `<w:tbl><w:tr><w:tc><w:p>${char('begin')}${r('een')}</w:p></w:tc><w:tc><w:p>${char('end')}${r('twee')}</w:p></w:tc></w:tr></w:tbl>`;
    expect(await linesOf(cells + p('drie'))).toEqual(['p een|p twee', 'p drie']);
    // The words themselves in a text are no field.
    expect(await lineOf(r('fldCharType="begin" '), field(' REF x ', r('drie')))).toBe('p fldCharType="begin" drie');
  });

  it('of the contents nothing stays, in any style, and it is told once', async () => {
    const toc = `<w:p>${char('begin')}${instr(' TOC \\o "1-3" ')}${char('separate')}${r('Doelen 3')}</w:p>${p('Aanpak 4')}<w:p>${char('end')}</w:p>`;
    const { plan, remarks } = await readBody(toc + p('Tekst.'));
    expect(plan.sections[0]?.blocks).toHaveLength(1);
    expect(told(remarks)).toEqual({ contents: 1 });
  });
});

describe('[I19] a content control', () => {
  const control = (facts: string, content: string): string =>
    `<w:sdt><w:sdtPr>${facts}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const list =
    '<w:dropDownList w:lastValue="2"><w:listItem w:displayText="nee" w:value="1"/><w:listItem w:displayText="ja, graag" w:value="2"/></w:dropDownList>';

  it.each([
    ['its text', '<w:text/>', r('Regio'), 'Regio'],
    ['the chosen value that it shows', list, r('ja, graag'), 'ja, graag'],
    ['the chosen value that it does not show', list, '', 'ja, graag'],
    ['a date that it does not show', '<w:date w:fullDate="2026-02-02T00:00:00Z"/>', '', '2 februari 2026'],
    ['a tick as it is shown', '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', r('☒'), '☒'],
    ['a tick in a font', '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', sym('Wingdings 2', 'F052'), '☑'],
    ['a tick that is not shown', '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', '', '☒'],
    ['no tick', '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', '', '☐'],
    ['one in another', '<w:text/>', control('<w:text/>', r('diep')), 'diep'],
  ])('keeps %s', async (_what, facts, content, text) => {
    expect(await lineOf(r('a '), control(facts, content), r(' b'))).toBe(`p a ${text} b`);
  });

  it('that is not filled in is told, and its request is no text', async () => {
    const { plan, remarks } = await readBody(para(r('Naam: '), control('<w:showingPlcHdr/><w:text/>', r('Klik hier'))));
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ runs: [{ text: 'Naam: ' }] });
    expect(told(remarks)).toEqual({ placeholders: 1 });
  });

  it('around paragraphs, rows and cells is looked through', async () => {
    const cell = (content: string): string => `<w:tc>${content}</w:tc>`;
    const row = control(
      '<w:id w:val="1"/>',
      `<w:tr>${control('<w:text/>', cell(p('a')))}${cell(control('<w:text/>', p('b')))}</w:tr>`,
    );
    expect(await linesOf(control('<w:text/>', p('Vooraf')) + `<w:tbl>${row}</w:tbl>`)).toEqual(['p Vooraf', 'p a|p b']);
    expect(await linesOf(control(list, '') + p('x'))).toEqual(['p ja, graag', 'p x']);
  });

  it('with the contents is left out as a whole', async () => {
    const contents = control(
      '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
      p('Inhoud') + p('1 Doelen'),
    );
    const { plan, remarks } = await readBody(contents + p('Tekst.'));
    expect(plan.sections[0]?.blocks).toHaveLength(1);
    expect(told(remarks)).toEqual({ contents: 1 });
  });
});

describe('[I23] what was tracked or hidden', () => {
  const mark = (change: string, text: string): string => `<w:p><w:pPr><w:rPr>${change}</w:rPr></w:pPr>${text}</w:p>`;

  it('is taken as accepted: moves, rows and ends of paragraphs too', async () => {
    const body =
      para(`<w:moveFrom w:id="1"><w:r><w:t>weg</w:t></w:r></w:moveFrom>`, `<w:moveTo w:id="2">${r('hier')}</w:moveTo>`) +
      mark('<w:del w:id="3"/>', r('eerste helft, ')) + p('tweede helft') +
      `<w:tbl><w:tr><w:tc>${p('a')}</w:tc></w:tr><w:tr><w:trPr><w:del w:id="4"/></w:trPr><w:tc>${p('weg')}</w:tc></w:tr><w:tr><w:tc>${p('b')}</w:tc></w:tr></w:tbl>`; // prettier-ignore
    const { plan, remarks } = await readBody(body);
    expect(await linesOf(body)).toEqual(['p hier', 'p eerste helft, tweede helft', 'p a/p b']);
    expect(plan.words).toBe(8);
    expect(told(remarks)).toEqual({ 'tracked-changes': 4 });
  });

  it('stays out when it is hidden, by itself or by its style, and is told', async () => {
    const styles = `${HEAD}<w:styles ${NAMESPACES}><w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Intern"><w:name w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`;
    const body =
      para(
        r('a'),
        r(' geheim', '<w:vanish/>'),
        r(' ook', '<w:rStyle w:val="Weg"/>'),
        r(' b', '<w:vanish w:val="0"/>'),
      ) + p('intern', { style: 'Intern' });
    const { plan, remarks } = await readBody(body, { 'word/styles.xml': styles });
    expect(plan.sections[0]?.blocks).toMatchObject([{ runs: [{ text: 'a b' }] }]);
    expect(told(remarks)).toEqual({ 'hidden-text': 3 });
  });
});

describe('[I24] a formula', () => {
  const m = (name: string, ...inner: string[]): string => `<m:${name}>${inner.join('')}</m:${name}>`;
  const t = (text: string): string => m('r', m('t', text));

  it.each([
    ['a fraction', m('f', m('num', t('a+b')), m('den', t('2'))), '(a+b)/2'],
    ['a power', m('sSup', m('e', t('x')), m('sup', t('2'))), 'x^2'],
    ['an index', m('sSub', m('e', t('x')), m('sub', t('i+1'))), 'x_(i+1)'],
    ['a root', m('rad', m('deg'), m('e', t('y'))), '√y'],
    ['brackets', m('d', '<m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>', m('e', t('a'))), '[a]'],
    [
      'a sum',
      m('nary', '<m:naryPr><m:chr m:val="∑"/></m:naryPr>', m('sub', t('i')), m('sup', t('n')), m('e', t('x'))),
      '∑_i^n x',
    ],
  ])('stands on one line: %s', async (_what, formula, text) => {
    const { plan, remarks } = await readBody(para(r('Zie '), m('oMath', formula), r('.')));
    expect(plan.sections[0]?.blocks[0]).toMatchObject({ runs: [{ text: `Zie ${text}.` }] });
    expect(told(remarks)).toEqual({ equations: 1 });
  });
});
