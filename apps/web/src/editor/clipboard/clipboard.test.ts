import { describe, expect, it } from 'vitest';
import { DOMSerializer } from '@tiptap/pm/model';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';
import { arrive } from './arrive';
import { flatten } from './flatten';
import { copyStatic, nest } from './static-copy';

function flat(html: string): string[] {
  const shown = (element: HTMLElement): string =>
    element.tagName === 'TABLE'
      ? `table: ${[...element.querySelectorAll('td,th')].map((cell) => [...cell.children].map((child) => shown(child as HTMLElement)).join('/')).join(' | ')}`
      : `${element.dataset.kind}${element.dataset.level ?? ''}${element.dataset.indent ? `+${element.dataset.indent}` : ''}: ${element.textContent}`;
  return [...flatten(arrive(html).body).children].map((child) => shown(child as HTMLElement));
}

function paste(writer: Writer, html: string): void {
  // jsdom has no clipboard events; the editor only hands them on.
  writer.view.pasteHTML(html, new Event('paste') as ClipboardEvent);
}

/** What a cut or a copy puts on the clipboard; jsdom has none of its own. */
function taken(writer: Writer, how: 'cut' | 'copy'): Map<string, string> {
  const data = new Map<string, string>();
  const clipboardData = {
    clearData: () => data.clear(),
    setData: (kind: string, text: string) => data.set(kind, text),
  };
  const event = new Event(how, { bubbles: true, cancelable: true });
  writer.view.dom.dispatchEvent(Object.assign(event, { clipboardData }));
  return data;
}

/** What comes in by a paste or a drop. */
function bring(writer: Writer, how: 'paste' | 'drop', data: Record<string, string>): void {
  const transfer = { getData: (kind: string) => data[kind] ?? '' };
  const event = new Event(how, { bubbles: true, cancelable: true });
  const at = { clientX: 0, clientY: 0, clipboardData: transfer, dataTransfer: transfer };
  writer.view.dom.dispatchEvent(Object.assign(event, at));
}

function copied(writer: Writer): string {
  const { dom } = writer.view.serializeForClipboard(writer.view.state.selection.content());
  return dom.innerHTML.replace(/ data-[a-z-]+="[^"]*"/g, '');
}

describe('pasting', () => {
  it('[X11] flattens nested lists of any make', () => {
    expect(flat('<ul><li>een<ul><li>twee<ol><li>drie</li></ol></li></ul></li><li>vier</li></ul>')).toEqual([
      'bullet: een',
      'bullet+1: twee',
      'numbered+2: drie',
      'bullet: vier',
    ]);
    expect(flat('<b style="font-weight:normal"><ul><li>een</li><ul><li><p>twee</p></li></ul></ul></b>')).toEqual([
      'bullet: een',
      'bullet+1: twee',
    ]);
  });

  it('[X11] takes headings, quotes, loose text and breaks', () => {
    expect(
      flat(
        '<h1>Kop</h1>\n  <h3>Sub</h3><div>los<div>  dieper\n  weg </div></div><blockquote><p>a</p><p>b</p></blockquote><p>x<br>y</p>',
      ),
    ).toEqual([
      'heading2: Kop',
      'heading3: Sub',
      'paragraph: los',
      'paragraph: dieper weg',
      'quote: a',
      'quote: b',
      'paragraph: x\ny',
    ]);
  });

  it('[X11] recognises the lists of Word and drops its markers', () => {
    const word = (marker: string, level: number, text: string): string =>
      `<p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${marker}<span>&nbsp;&nbsp;</span></span>${text}<o:p></o:p></p>`;
    expect(flat(`<style>p{}</style>${word('·', 1, 'een')}${word('o', 2, 'twee')}${word('1.', 1, 'drie')}`)).toEqual([
      'bullet: een',
      'bullet+1: twee',
      'numbered: drie',
    ]);
  });

  it('[X11] takes tables, with blocks in every cell', () => {
    expect(
      flat('<table><tbody><tr><th>a</th><td></td></tr><tr><td><ul><li>b</li></ul></td><td>c</td></tr></tbody></table>'),
    ).toEqual(['table: paragraph: a | paragraph:  | bullet: b | paragraph: c']);
  });

  it('[X11] keeps marks and safe links, and nothing that runs', () => {
    const { a } = two('');
    a.at(0, 0);
    paste(
      a,
      '<p>een <b>vet</b> <a href="https://a.nl" onclick="x()">goed</a> <a href="javascript:x()">slecht</a><script>x()</script></p>',
    );
    expect(a.blocks).toEqual(['paragraph: een vet goed slecht']);
    const marks: string[] = [];
    a.view.state.doc.descendants(
      (node) => void marks.push(...node.marks.map((mark) => `${mark.type.name} ${node.text}`)),
    );
    expect(marks).toEqual(['bold vet', 'link goed']);
  });

  it('[X11] gives pasted blocks new ids, but lets a cut one keep its own the first time', () => {
    const { a } = two('een', 'twee');
    a.at(0, 0, { block: 1, offset: 4 });
    const html = taken(a, 'cut').get('text/html')!;
    a.view.dispatch(a.view.state.tr.delete(0, a.view.state.doc.content.size));
    paste(a, html);
    expect(a.ids).toContain('b1');
    a.at(9, 9);
    paste(a, html);
    expect(new Set(a.ids).size).toBe(a.ids.length);
    expect(a.ids.every((id) => typeof id === 'string')).toBe(true);
  });
});

describe('pasting what its source hid', () => {
  const HIDDEN = `<table><col><col style="display:none"><tr><td>zicht</td><td>X</td></tr><tr hidden><td>X<td>X</tr></table>`;

  it.each(['paste', 'drop'] as const)('[X24] brings no hidden word into the text, by %s', (how) => {
    const { a } = two('');
    a.at(0, 0);
    a.view.posAtCoords = () => ({ pos: 1, inside: 0 });
    bring(a, how, { 'text/html': HIDDEN, 'text/plain': 'zicht\tX\nX\tX' });
    expect(a.text).toContain('zicht');
    expect(a.text).not.toContain('X');
    expect(a.notices).toEqual(['leftOut']);
  });

  it('[X24] keeps no hidden word for when the right to write comes', () => {
    const { a } = two('');
    a.at(0, 0);
    a.live.mayType = false;
    bring(a, 'paste', { 'text/html': HIDDEN });
    expect(JSON.stringify(a.waiting)).toContain('zicht');
    expect(JSON.stringify(a.waiting)).not.toContain('X');
  });

  it('[X24] keeps a deletion that a page shows as a deletion', () => {
    const { a } = two('');
    a.at(0, 0);
    paste(
      a,
      '<style>.weg{text-decoration:line-through red}</style><p>nieuw <del>oud</del> <span style="text-decoration-line:line-through">ouder</span> <b class="weg">oudst</b></p>',
    );
    const marks: string[] = [];
    a.view.state.doc.descendants(
      (node) => void marks.push(...node.marks.map(({ type }) => `${type.name} ${node.text}`)),
    );
    expect(marks).toEqual(['strike oud', 'strike ouder', 'bold oudst', 'strike oudst']);
    expect(a.notices).toEqual([null]);
  });

  it('[X25] takes no hidden word from the plain text either, when that is asked for', () => {
    const { a } = two('');
    a.at(0, 0);
    a.view.dom.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Shift', keyCode: 16, shiftKey: true, bubbles: true }),
    );
    bring(a, 'paste', { 'text/html': HIDDEN, 'text/plain': 'zicht\tX\nX\tX' });
    expect(a.blocks).toEqual(['paragraph: zicht']);
    expect(a.notices).toEqual(['leftOut']);
    bring(a, 'paste', { 'text/html': '<table><tr><td>een<td>twee</table>', 'text/plain': 'een\ttwee' });
    expect(a.blocks).toEqual(['paragraph: zichteen twee']);
    expect(a.notices).toEqual(['leftOut', null]);
  });
});

describe('copying', () => {
  it('[X26] tells nobody the ids of blocks, but for a cut, which moves them', () => {
    const { a } = two('een', { type: 'block', kind: 'bullet', runs: [{ text: 'twee' }] });
    a.at(0, 0, { block: 1, offset: 4 });
    const copy = taken(a, 'copy');
    expect([...copy.values()].join()).not.toMatch(/b0|b1|data-id/);
    expect(copy.get('text/plain')).toBe('een\n- twee');
    expect(taken(a, 'cut').get('text/html')).toContain('data-id="b1"');
  });

  it('[X11] puts real headings and really nested lists on the clipboard, which come back the same', () => {
    const { a, b } = two(
      { type: 'block', kind: 'heading', level: 2, runs: [{ text: 'T' }] },
      { type: 'block', kind: 'bullet', runs: [{ text: 'x' }] },
      { type: 'block', kind: 'bullet', indent: 1, runs: [{ text: 'y' }] },
      { type: 'block', kind: 'numbered', runs: [{ text: 'z\nw' }] },
    );
    a.at(0, 0, { block: 3, offset: 9 });
    expect(copied(a)).toBe('<h2>T</h2><ul><li>x<ul><li>y</li></ul></li></ul><ol><li>z\nw</li></ol>');
    const { dom, text } = a.view.serializeForClipboard(a.view.state.selection.content());
    expect(text).toBe('T\n- x\n  - y\n1. z\nw');
    b.view.dispatch(b.view.state.tr.delete(0, b.view.state.doc.content.size));
    paste(b, dom.innerHTML);
    expect(b.blocks).toEqual(a.blocks);
  });

  it('[X11] copies the same from the static text', () => {
    const source = document.createElement('div');
    source.innerHTML =
      '<ul data-indent="0"><li>x</li></ul><ul data-indent="1" role="none"><li>y</li></ul><p>z</p><h3>k</h3>';
    expect(nest(flatten(source)).innerHTML).toBe('<ul><li>x<ul><li>y</li></ul></li></ul><p>z</p><h3>k</h3>');
  });

  it('[X26] copies from the static text what is text there, in both flavours, and no name that the page has for it', () => {
    const source = document.body.appendChild(document.createElement('div'));
    source.innerHTML = `<h2 id="X"><span class="s-section__code">1</span> Kop</h2><div class="s-section__bar">X</div>
      <p class="s-block" data-key="X">een <mark class="s-note" data-notes="X">twee</mark> <a href="https://a.nl/" rel="X">drie</a></p>
      <ul class="s-block" data-indent="0" id="X"><li id="X">vier</li></ul>
      <ul class="s-block" data-indent="1"><li>vijf</li></ul><ol class="s-block" data-indent="0"><li>zes</li></ol>
      <div class="s-table-wrap" aria-label="X"><table><tbody><tr><td><p class="s-block" data-key="X">a</p></td>
      <td colspan="2"><ul class="s-block" data-indent="0"><li>b</li></ul></td></tr></tbody></table></div>
      <div class="s-peers">X</div><div class="s-reviews">X</div><p class="visually-hidden">X</p><div class="s-notice">X</div>`;
    const copy = (from: Node): Map<string, string> => {
      document.getSelection()!.selectAllChildren(from);
      const data = new Map<string, string>();
      const clipboardData = { setData: (kind: string, text: string) => data.set(kind, text) };
      copyStatic(Object.assign(new Event('copy'), { clipboardData }) as unknown as ClipboardEvent);
      return data;
    };
    const all = copy(source);
    expect([...all.values()].join()).not.toMatch(/X|data-|class|id=/);
    expect(all.get('text/html')).toBe(
      '<h2><span>1</span> Kop</h2><p>een twee <a href="https://a.nl/">drie</a></p><ul><li>vier<ul><li>vijf</li></ul></li></ul><ol><li>zes</li></ol><table><tr><td><p>a</p></td><td colspan="2"><ul><li>b</li></ul></td></tr></table>',
    );
    expect(all.get('text/plain')).toBe('1 Kop\neen twee drie\n- vier\n  - vijf\n1. zes\na\t- b');
    const one = copy(source.querySelector('p')!);
    expect(one.get('text/html')).toBe('een twee <a href="https://a.nl/">drie</a>');
    expect(one.get('text/plain')).toBe('een twee drie');
    // Not ours: what a notice offers to copy is copied by the browser.
    expect(copy(source.querySelector('.s-notice')!).size).toBe(0);
    source.remove();
  });

  it('[X1] draws nothing with an inline style, which the page would refuse', () => {
    const { a } = two('een');
    a.at(0, 0).run('insertTable');
    const drawn = document.createElement('div');
    drawn.append(DOMSerializer.fromSchema(a.view.state.schema).serializeFragment(a.view.state.doc.content));
    expect(drawn.querySelector('[style]')).toBeNull();
    expect(a.view.dom.querySelector('[style]')).toBeNull();
  });
});
