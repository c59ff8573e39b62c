import { describe, expect, it } from 'vitest';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';
import { arrive } from './arrive';
import { flatten } from './flatten';

const TAGS: Readonly<Record<string, string>> = { STRONG: '*', EM: '/', U: '_', S: '~' };

/** The words with signs for how they look: *bold*, /italic/, _underlined_, ~struck through~. */
function marked(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  const sign = TAGS[(node as Element).tagName] ?? '';
  return sign + [...node.childNodes].map(marked).join('') + sign;
}

function came(html: string): string[] {
  const shown = (element: HTMLElement): string =>
    element.tagName === 'TABLE'
      ? [...element.querySelectorAll('tr')]
          .map((row) => [...row.cells].map((cell) => [...cell.children].map(marked).join('+')).join('|'))
          .join(' / ')
      : `${element.dataset.kind}${element.dataset.level ?? ''}${element.dataset.indent ? `+${element.dataset.indent}` : ''}: ${marked(element)}`;
  return [...flatten(arrive(html).body).children].map((child) => shown(child as HTMLElement));
}

const WORD = '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">';
const item = (list: string, marker: string, text: string, tag = 'p'): string =>
  `<${tag} class=MsoListParagraph style='text-indent:-18.0pt;mso-list:${list} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></${tag}>`;

describe('lists of other programs', () => {
  it('[X47] takes the lists of Word with their kind and depth, also where a style sheet tells it', () => {
    expect(
      came(
        `${WORD}<style><!-- @list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;} @list l1:level1 {mso-level-text:"%1\\)";} @list l1:level2 {mso-level-number-format:alpha-lower;} --></style>` +
          item('l0 level1', '·', 'punt') +
          item('l0 level2', 'o', 'dieper') +
          item('l1 level1', '1)', 'eerst') +
          item('l1 level2', 'a.', 'onder') +
          item('l1 level1', '2)', 'dan'),
      ),
    ).toEqual(['bullet: punt', 'bullet+1: dieper', 'numbered: eerst', 'numbered+1: onder', 'numbered: dan']);
  });

  it('[X47] keeps a number that our list would not show as words', () => {
    expect(
      came(
        WORD +
          item('l0 level1', '1.', 'een') +
          '<p class=MsoNormal>ertussen</p>' +
          item('l0 level1', '2.', 'twee') +
          item('l0 level2', '2.1', 'twee een') +
          item('l1 level1', 'Artikel 3', 'de aanbieder') +
          item('l2 level1', 'a.', 'lid') +
          item('l3 level1', '1.1', 'Kop', 'h2'),
      ),
    ).toEqual([
      'numbered: een',
      'paragraph: ertussen',
      'paragraph: 2. twee',
      'paragraph: 2.1 twee een',
      'paragraph: Artikel 3 de aanbieder',
      'paragraph: a. lid',
      'heading2: 1.1 Kop',
    ]);
  });

  it('[X47] takes lists that begin elsewhere, or have letters, with the number that was seen', () => {
    expect(came('<ol start="3"><li>drie</li><li>vier</li></ol>')).toEqual(['paragraph: 3. drie', 'paragraph: 4. vier']);
    expect(came('<ol><li>een</li><li value="5">vijf</li></ol>')).toEqual(['numbered: een', 'paragraph: 5. vijf']);
    expect(came('<ol type="A"><li>x</li></ol>')).toEqual(['paragraph: A. x']);
    expect(came('<ol><li>een</li></ol><p>x</p><ol start="2"><li>twee</li></ol>')).toEqual([
      'numbered: een',
      'paragraph: x',
      'paragraph: 2. twee',
    ]);
    expect(came('<ol><li>een<ol><li>een een</li></ol></li><li>twee</li></ol>')).toEqual([
      'numbered: een',
      'numbered+1: een een',
      'numbered: twee',
    ]);
  });

  it('[X47] takes the lists of Word on the web, one list for each item', () => {
    const online = (tag: string, level: number, at: number, text: string, format: string): string =>
      `<div class="ListContainerWrapper"><${tag} role="list" start="${at}" style="list-style-type: ${format};"><li data-leveltext="%${level}." data-aria-level="${level}" data-aria-posinset="${at}" role="listitem"><p class="Paragraph" style="margin:0"><span class="TextRun">${text}</span></p></li></${tag}></div>`;
    expect(
      came(
        online('ol', 1, 1, 'een', 'decimal') +
          online('ol', 2, 1, 'een a', 'lower-alpha') +
          online('ol', 2, 2, 'een b', 'lower-alpha') +
          online('ol', 1, 2, 'twee', 'decimal') +
          online('ul', 1, 1, 'punt', 'disc'),
      ),
    ).toEqual(['numbered: een', 'numbered+1: een a', 'numbered+1: een b', 'numbered: twee', 'bullet: punt']);
  });

  it('[X47] takes the lists of Google Docs, and a second paragraph of an item as a line of it', () => {
    expect(
      came(
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal" aria-level="1"><p dir="ltr"><span style="font-weight:400;white-space:pre-wrap">een</span></p></li><ol><li style="list-style-type:lower-alpha" aria-level="2"><p><span style="font-weight:700">vet</span></p></li></ol></ol></b>',
      ),
    ).toEqual(['numbered: een', 'numbered+1: *vet*']);
    expect(came('<ol><li><p>een</p><p>nog een regel</p></li><li><p>twee</p></li></ol>')).toEqual([
      'numbered: een\nnog een regel',
      'numbered: twee',
    ]);
  });
});

describe('the looks of words from other programs', () => {
  it.each([
    [
      'styles',
      '<p><span style="font-weight:700">v</span><span style="font-style:italic">c</span><span style="text-decoration:underline">o</span><span style="text-decoration:line-through">d</span></p>',
      '*v*/c/_o_~d~',
    ],
    ['elements', '<p><b>v</b><i>c</i><u>o</u><strike>d</strike></p>', '*v*/c/_o_~d~'],
    ['classes', '<style>.xl1{font-weight:bold;font-style:italic}</style><p><span class="xl1">x</span></p>', '*/x/*'],
    ['a shorthand', '<p><span style="font: italic bold 12pt Arial">x</span></p>', '*/x/*'],
    ['a wrapper around blocks', '<b><p>x</p></b>', '*x*'],
    [
      'a wrapper that is not bold',
      '<b style="font-weight:normal"><p>x <span style="font-weight:bold">y</span></p></b>',
      'x *y*',
    ],
    ['words that are not bold in bold ones', '<p><b>x<span style="font-weight:normal">y</span></b></p>', '*x*y'],
    ['Word', `${WORD}<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>x</b></p>`, '*x*'],
    ['a link', '<p><a href="https://a.nl"><span style="text-decoration:underline;color:#15c">x</span></a></p>', 'x'],
    [
      'headings, which are bold themselves',
      '<h2 style="font-weight:700"><span style="font-weight:400">x</span></h2>',
      'x',
    ],
    ['weights', '<p><span style="font-weight:600">a</span><span style="font-weight:500">b</span></p>', '*a*b'],
  ])('[X48] keeps them, told by %s', (_how, html, wanted) => {
    const [first] = came(html);
    expect(first!.replace(/^[^:]*: /, '')).toBe(wanted);
  });

  it('[X48] has them in the shared text, and no style', () => {
    const { a } = two('');
    const html = '<p><span style="font-weight:700">vet</span> en <span style="font-style:italic">schuin</span></p>';
    a.view.pasteHTML(html, new Event('paste') as ClipboardEvent);
    expect(a.live.doc.getXmlFragment('content').toString()).toContain('<bold>vet</bold> en <italic>schuin</italic>');
  });

  it('[X48] keeps merged cells and line breaks in a cell of a sheet', () => {
    expect(
      came(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>.xl65{font-weight:700}</style><table><tr><td colspan=2 class=xl65>Totaal</td></tr><tr><td>a<br style="mso-data-placement:same-cell">b</td><td>c</td></tr></table>',
      ),
    ).toEqual(['*Totaal* / a\nb|c']);
  });
});

describe('signs that nobody sees', () => {
  it('[X50] come in by no paste, with or without looks, and joined emoji stay joined', () => {
    const { a } = two('');
    const html =
      '<p>De ge\u00admeen\u00adten in de zorg\u200bregio\ufeff en \u2060wij\u200dzers \u{1f469}\u200d\u{1f467}</p>';
    a.view.pasteHTML(html, new Event('paste') as ClipboardEvent);
    a.view.pasteText(' proef\ufefftuin', new Event('paste') as ClipboardEvent);
    expect(a.text).toBe('De gemeenten in de zorgregio en wijzers \u{1f469}\u200d\u{1f467} proeftuin');
  });

  it('[X50] keeps a space that does not break where it is meant, and not where it only made room', () => {
    expect(came('<p>\u20ac\u00a01.250, art.\u00a03</p>')).toEqual(['paragraph: \u20ac\u00a01.250, art.\u00a03']);
    expect(came('<p>\u00a0\u00a0een\u00a0 twee<b>\u00a0 drie</b>\u00a0</p><p>\u00a0</p>')).toEqual([
      'paragraph: een twee* drie*',
      'paragraph: ',
    ]);
  });
});

describe('the plain text of a copy', () => {
  const copied = (writer: Writer): string => {
    const { text } = writer.view.serializeForClipboard(writer.view.state.selection.content());
    return text;
  };
  const cell = (...lines: string[]) =>
    lines.map((text) => ({ type: 'block' as const, kind: 'paragraph' as const, runs: [{ text }] }));

  it('[X46] keeps the lines of one cell apart, and the cells of a row by tabs', () => {
    const table = { type: 'table' as const, header: false, rows: [[cell('een', 'twee'), cell('drie')]] };
    const { a } = two('boven', table, 'onder');
    expect(copied(a.at(1, 0, { block: 2, offset: 4 }))).toBe('een\ntwee');
    expect(copied(a.at(0, 0, { block: 4, offset: 5 }))).toBe('boven\n"een\ntwee"\tdrie\nonder');
  });

  it('[X46] keeps a line break within a block, a heading and a list', () => {
    const { a } = two(
      { type: 'block', kind: 'heading', level: 2, runs: [{ text: 'Kop\nvervolg' }] },
      { type: 'block', kind: 'bullet', runs: [{ text: 'een\ntwee' }] },
    );
    expect(copied(a.at(0, 0, { block: 1, offset: 8 }))).toBe('Kop\nvervolg\n- een\ntwee');
  });
});
