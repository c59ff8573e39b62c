import { describe, expect, it } from 'vitest';
import { visiblePart } from './visible';

const PHONE = '(max-width: 600px)';
const onScreen = (media: string): boolean => media !== 'print' && media !== PHONE;

/** The words that are left, with single spaces, and `told` if something was left out that one should know of. */
function seen(html: string): string {
  const { body, leftOut } = visiblePart(html, onScreen);
  for (const style of body.querySelectorAll('style')) style.remove();
  const words = (body.textContent ?? '').replace(/\s+/g, ' ').trim();
  return leftOut ? `${words} (told)` : words;
}

/** The cells that are left, row by row, with their spans. */
function cells(html: string): string[] {
  const { body } = visiblePart(html, onScreen);
  return [...body.querySelectorAll('tr')].map((row) =>
    [...row.cells]
      .map((cell) => {
        const spans = [cell.colSpan > 1 ? `c${cell.colSpan}` : '', cell.rowSpan > 1 ? `r${cell.rowSpan}` : ''].join('');
        return `${cell.textContent.trim()}${spans && `/${spans}`}`;
      })
      .join(' | '),
  );
}

const EXCEL = '<html xmlns:x="urn:schemas-microsoft-com:office:excel">';
const WORD = '<html xmlns:w="urn:schemas-microsoft-com:office:word">';

describe('what could be seen of pasted HTML', () => {
  it('[X24] is letter for letter what was pasted, if nothing was hidden', () => {
    for (const html of [
      '<p>een <b>vet</b></p><!-- los --><pre>\n\nx</pre>',
      '<tr><td>los</td></tr>',
      '<p data-kind="bullet" data-pm-slice="0 0 []">eigen</p>',
      `<style>p{color:red}</style><table style="width:0px"><col width="100"><tr style="height:0pt"><td>Google</td></tr></table>`,
    ]) {
      expect(visiblePart(html, onScreen)).toMatchObject({ html, leftOut: false });
    }
  });

  it.each([
    ['by itself', '<p>zicht<span style="display:none">X</span></p>'],
    ['with importance', '<p>zicht<span style="DISPLAY : NONE !important;display:inline">X</span></p>'],
    ['by attribute', '<p>zicht<span hidden>X</span></p><div hidden="until-found">X</div><dialog>X</dialog>'],
    ['by attribute, as a layer', '<p>zicht</p><div popover>X</div>'],
    ['by visibility', '<p>zicht<span style="visibility:hidden">X<b>X</b></span></p>'],
    ['by collapsing', '<p>zicht<span style="visibility:collapse">X</span></p>'],
    ['as content', '<p>zicht</p><div style="content-visibility:hidden">X</div>'],
    ['by opacity', '<p>zicht<span style="opacity:0.0">X</span><i style="filter:opacity(0%)">X</i></p>'],
    ['by size of letters', '<p>zicht<span style="font-size:0">X<b>X</b></span><i style="font-size:1.0pt">X</i></p>'],
    [
      'by height',
      '<p>zicht</p><div style="max-height:0;overflow:hidden">X</div><div style="height:1px;overflow-y:clip">X</div>',
    ],
    ['by width', '<p>zicht</p><div style="width:0px;overflow:hidden;white-space:nowrap">X</div>'],
    ['by moving', '<h1 style="text-indent:-9999px">X</h1><p>zicht</p><p style="position:absolute;left:-100em">X</p>'],
    ['by moving up', '<p>zicht</p><p style="position:fixed;top:-9999px">X</p><p style="margin-left:-9999px">X</p>'],
    [
      'by moving as drawn',
      '<p>zicht</p><p style="transform:translateX(-9999px)">X</p><p style="transform:scale(0)">X</p>',
    ],
    ['instead of an image', '<p>zicht</p><h1 style="text-indent:100%;overflow:hidden;white-space:nowrap">X</h1>'],
    ['by clipping', '<p>zicht<span style="position:absolute;clip:rect(0 0 0 0)">X</span></p>'],
    ['by a path', '<p>zicht<span style="clip-path:inset(50%)">X</span><i style="clip-path:circle(0)">X</i></p>'],
    ['by clear ink', '<p>zicht<span style="color:transparent">X</span><i style="color:rgba(1,2,3,0)">X</i></p>'],
    ['by ink like the ground', '<div style="background:#1F3864">zicht<b style="color:rgb(31,56,100)">X</b></div>'],
    ['closed', '<details><summary>zicht</summary>X<p>X</p></details>'],
    ['not chosen', '<p>zicht</p><select><option>X<option selected></select>'],
  ])('[X24] leaves out what a web page or a mail hides %s', (_how, html) => {
    expect(seen(html)).toBe('zicht (told)');
  });

  it('[X24] tells by the styles that came along what is hidden, as a browser weighs them', () => {
    const styled = (css: string, body: string): string =>
      seen(`<style>${css}</style><body class="blad">${body}</body>`);
    expect(styled('.weg{display:none}', 'zicht<p class="weg">X</p>')).toBe('zicht (told)');
    expect(styled('<!-- p.weg, li.weg {display:none} -->', '<p class=weg>X</p><p>zicht</p>')).toBe('zicht (told)');
    expect(styled('.blad > .weg:not(.toch){visibility:hidden}', '<i class="weg">X</i>zicht')).toBe('zicht (told)');
    expect(styled('@media screen{.weg{display:none}}', '<i class="weg">X</i>zicht')).toBe('zicht (told)');
    expect(styled('@layer x{@supports (a:b){.weg{display:none}}}', '<i class="weg">X</i>zicht')).toBe('zicht (told)');
    expect(seen('<noscript><style>p{display:none}</style></noscript><p>zicht</p>')).toBe('zicht');
    expect(seen('<style>body{display:none}</style><p>X</p>')).toBe(' (told)');
    expect(styled('.a{display:none}#b{display:block}', '<p class="a" id="b">zicht</p>')).toBe('zicht');
    expect(styled('#b{display:none!important}', '<p id="b" style="display:block">X</p>zicht')).toBe('zicht (told)');
    expect(styled('.a{display:none}.a{display:inline}', '<p class="a">zicht</p>')).toBe('zicht');
    expect(styled('[hidden]{display:block}', '<p hidden>zicht</p>')).toBe('zicht');
    expect(styled(`@media print{p{display:none}}@media ${PHONE}{p{display:none}}`, '<p>zicht</p>')).toBe('zicht');
    expect(seen('<style media="print">p{display:none}</style><p>zicht</p>')).toBe('zicht');
  });

  it('[X24] keeps what only looks as if it were hidden', () => {
    for (const html of [
      `<p><span style='mso-element:field-begin'></span>zicht</p>`,
      '<p aria-hidden="true">zicht</p>',
      '<p style="text-indent:-18.0pt;margin-left:-36pt">zicht</p>',
      '<p style="font-size:0"><span style="font-size:12pt">zicht</span></p>',
      '<p style="visibility:hidden"><span style="visibility:visible">zicht</span></p>',
      '<p style="color:white">zicht</p>',
      '<div style="background:#000">zicht</div>',
      `${EXCEL}<td style="color:white;background:#4472C4">zicht</td>`,
      `${EXCEL}<td background="grond.png" style="color:white">zicht</td>`,
      `${EXCEL}<td bgcolor="#000000"><font color="#ffffff">zicht</font></td>`,
      '<h1 style="background:linear-gradient(red,blue);background-clip:text;color:transparent">zicht</h1>',
      '<div style="color:white;background:white"><a href="https://a.nl">zicht</a></div>',
      '<div style="overflow:hidden;width:600px;height:300px">zicht</div>',
      '<details open><summary></summary>zicht</details>',
      '<!--[if !mso]><!-->zicht<!--<![endif]-->',
      '<![if !supportLists]>zicht<![endif]>',
      `${WORD}<a style="mso-footnote-id:ftn1" href="#_ftn1">z</a>icht<div style="mso-element:footnote-list"></div>`,
    ]) {
      expect(seen(html), html).toBe('zicht');
    }
    expect(
      seen(`${WORD}<p>a<a href="#_ftn1" style="mso-footnote-id:ftn1"><span class=MsoFootnoteReference>[1]</span></a></p>
        <div style="mso-element:footnote-list"><div style="mso-element:footnote" id=ftn1><p class=MsoFootnoteText>noot</p></div></div>`),
    ).toBe('a[1] noot');
  });

  it('[X24] says nothing of what no browser draws as words', () => {
    expect(
      seen(
        '<title>X</title><!-- X --><!--[if mso]>X<![endif]--><p>zicht</p><script>X</script><template>X</template><noscript>X</noscript><iframe>X</iframe><noembed>X</noembed><object>X</object><video>X</video><canvas>X</canvas><xml><w:View>X</w:View></xml><svg><title>X</title><desc>X</desc></svg>',
      ),
    ).toBe('zicht');
    expect(seen('<p>zicht<span style="display:none"> &nbsp;</span></p>')).toBe('zicht');
  });

  it('[X24] leaves out hidden text of Word, by itself and by a style of the document', () => {
    expect(seen(`<p>zicht<span style='mso-hide:all'>X</span><span style='mso-hide:screen'>X</span></p>`)).toBe(
      'zicht (told)',
    );
    expect(
      seen(`${WORD}<head><style><!-- /* Style Definitions */
        @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3;}
        @list l0:level1 {mso-level-number-format:bullet;}
        span.Intern {mso-style-name:Intern; mso-style-unhide:no; mso-hide:all;}
        p.Weg {mso-style-name:Weg; display:none;}
        --></style></head><p class=MsoNormal>zicht<span class=Intern>X</span></p><p class=Weg>X<o:p></o:p></p>`),
    ).toBe('zicht (told)');
    expect(seen(`${WORD}<p>zicht <span style='background:black;mso-highlight:black'>X</span></p>`)).toBe(
      'zicht (told)',
    );
    expect(seen(`${WORD}<p>zicht <span style='color:white;mso-themecolor:background1'>X</span></p>`)).toBe(
      'zicht (told)',
    );
    expect(
      seen(
        `${WORD}<p><span style='mso-element:field-begin'></span> MERGEFIELD X <span style='mso-element:field-separator'></span>zicht<span style='mso-element:field-end'></span></p>`,
      ),
    ).toBe('zicht (told)');
  });

  it('[X24] leaves out comments of Word, Excel and Google Docs, and keeps the words that they are about', () => {
    expect(
      seen(`${WORD}<p class=MsoNormal>De grens is <a style='mso-comment-reference:AB_1;mso-comment-date:20260101T1200'>zicht</a><span
        class=MsoCommentReference><span style='mso-special-character:comment'>&nbsp;<a class=msocomanchor id="_anchor_1" href="#_msocom_1">[AB1]</a></span></span>.</p>
        <div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff><![endif]>
        <div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText><a href="#_msoanchor_1" class=msocomoff>[AB1]</a>X<o:p></o:p></p></div></div></div>`),
    ).toBe('De grens is zicht. (told)');
    // The list and its comments, each without what is around it: a selection may begin or end in between.
    for (const part of [
      '<div style="mso-element:comment">X</div>',
      '<div class=msocomtxt>X</div>',
      '<p class=MsoCommentText>X</p>',
      '<div id="_com_3">X</div>',
      '<a href="file:///C:/x.htm#_msocom_2">X</a>',
      '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>',
      '<div><p><a href="https://docs.voorbeeld.nl/d#cmnt_ref1" id="cmnt1">[a]</a> X</p></div>',
    ]) {
      expect(seen(`<p>zicht</p>${part}`), part).toBe('zicht (told)');
    }
    expect(seen('<ul><li id="cmnt-5"><a id="cmnt5" href="#cmnt5">5</a> zicht</li></ul>')).toBe('5 zicht');
  });

  it('[X24] leaves out a deletion that an editor tracked, and keeps one that a page shows struck through', () => {
    expect(seen(`${WORD}<p>zicht<span class=msoDel><del cite="mailto:A">X</del></span></p>`)).toBe('zicht (told)');
    expect(seen(`${WORD}<p>zicht<del>X</del></p>`)).toBe('zicht (told)');
    expect(seen('<p>zicht<del datetime="2026-01-01T12:00:00">X</del></p>')).toBe('zicht (told)');
    expect(seen(`<p><span class="msoIns"><ins>zicht</ins></span><span class=msoMoveFrom>X</span></p>`)).toBe(
      'zicht (told)',
    );
    expect(seen('<p><del>zicht</del></p>')).toBe('zicht');
    expect(seen(`${WORD}<p><s>zicht</s></p>`)).toBe('zicht');
  });

  it('[X24] leaves out hidden rows and columns of a sheet, and keeps every other cell in its column', () => {
    expect(
      cells(`${EXCEL}<table><col width=120><col width=0 style='display:none;mso-width-source:userset'><col width=80>
        <tr height=20><td>a</td><td style='display:none'>X</td><td>b</td></tr>
        <tr height=20><td>c</td><td>X</td><td>d</td></tr>
        <tr height=0 style='display:none;mso-height-source:userset'><td>X</td><td>X</td><td>X</td></tr></table>`),
    ).toEqual(['a | b', 'c | d']);
    // By a class, by a span of columns, by a group of columns, by width alone, collapsed; and the rows alike.
    for (const columns of [
      '<style>.w{display:none}</style><table><col><col class=w span=2><col>',
      '<table><colgroup><col></colgroup><colgroup style="display:none"><col><col></colgroup><col>',
      '<table><colgroup></colgroup><colgroup span=2 hidden></colgroup><colgroup></colgroup>',
      '<google-sheets-html-origin><table style="width:0px"><colgroup><col width="100"/><col width="0"/><col style="width:0"/><col width="90"/></colgroup>',
      '<table><col><col style="visibility:collapse" span="2"><col>',
    ]) {
      const rows = '<tr><td>a<td>X<td>X<td>b</tr><tr><td>c<td colspan=2>X<td>d</tr>';
      expect(cells(`${columns}${rows}</table>`), columns).toEqual(['a | b', 'c | d']);
    }
    for (const row of [
      '<tr style="visibility:collapse">',
      '<tr hidden>',
      '<tr style="mso-hide:all">',
      '<tr data-sheets-row style="height:0px">',
      '<tbody style="display:none"><tr>',
    ]) {
      expect(cells(`<table><tr><td>a</tr>${row}<td>X</tr></table>`), row).toEqual(['a']);
    }
    // A format that shows nothing, and white letters on a white sheet: the cell stays, empty.
    const blank = `<table><tr><td style='mso-number-format:"\\;\\;\\;"'>X<td>a<tr><td style="color:white">X<td>b</table>`;
    expect(cells(EXCEL + blank)).toEqual([' | a', ' | b']);
    expect(seen(EXCEL + blank)).toBe('ab (told)');
  });

  it('[X24] counts with cells over several rows and columns', () => {
    expect(
      cells(`<table><col><col style="display:none"><col>
        <tr><td colspan="3">kop</td></tr>
        <tr><td rowspan="3">links</td><td colspan="2">over</td></tr>
        <tr style="display:none"><td>X</td><td>X</td></tr>
        <tr><td>X</td><td>b</td></tr></table>`),
    ).toEqual(['kop/c2', 'links/r2 | over', 'b']);
    // One that begins in a hidden row leaves its place, not its words.
    expect(
      cells(`<table><tr><td>a</td><td>b</td></tr><tr style="display:none"><td>X</td><td rowspan="2">X</td></tr>
        <tr><td>c</td></tr></table>`),
    ).toEqual(['a | b', 'c | ']);
    expect(
      cells(
        `<table><tr style="display:none"><td rowspan="3">X</td><td>X</td></tr><tr><td>a</td></tr><tr><td>b</td></tr></table>`,
      ),
    ).toEqual(['/r2 | a', 'b']);
    // A table in a cell is a table of its own.
    expect(
      cells(
        '<table><col><col style="display:none"><tr><td><table><tr><td>a<td>b</tr></table></td><td>X</td></tr></table>',
      ),
    ).toEqual(['ab', 'a | b']);
    expect(cells('<table><tr><td colspan="99999" rowspan="99999">a</td></tr></table>')).toEqual(['a/c1000']);
  });

  it('[X24] knows hidden rows of which only a part of the table was pasted', () => {
    expect(seen('<tr style="display:none"><td>X</td></tr><tr><td>zicht</td></tr>')).toBe('zicht (told)');
    expect(seen('<html><body><!--StartFragment--><col><col style="display:none"><tr><td>zicht<td>X</tr>')).toBe(
      'zicht (told)',
    );
  });
});
