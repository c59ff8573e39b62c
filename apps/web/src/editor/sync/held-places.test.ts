import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { AnchorResolver, anchorAt, type LineRange } from '@samenspel/collab';
import type { Anchor } from '@samenspel/domain';
import { placeOf } from '../reading/dom-place';
import type { TextPlace } from '../reading/mounted-section';
import { two, writersOn, blocks } from '../testing/pair';
import { Writer } from '../testing/writer';

function composing({ view }: Writer, now: boolean): void {
  (view as unknown as { input: { composing: boolean } }).input.composing = now;
}

/** What stands before the caret from `back` letters on becomes this. */
function compose({ view }: Writer, back: number, text: string): void {
  const { from } = view.state.selection;
  view.dispatch(view.state.tr.insertText(text, from - back, from));
}

function end(writer: Writer): void {
  composing(writer, false);
  writer.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
}

const DEEDS: readonly { what: string; deed: (b: Writer) => unknown }[] = [
  { what: 'types before it', deed: (b) => b.at(1, 0).type('Let op: ') },
  { what: 'deletes before it', deed: (b) => b.view.dispatch(b.view.state.tr.delete(7, 9)) },
  { what: 'presses Enter before it', deed: (b) => b.at(1, 2).press('Enter') },
  { what: 'joins its block to the one before', deed: (b) => b.view.dispatch(b.view.state.tr.join(5)) },
];

describe('[X37] while a sign is composed and another', () => {
  it.each(DEEDS)('$what, the caret that others see stands beside it', async ({ deed }) => {
    const { section, a, b } = two('nul', 'een twee', 'drie');
    a.view.focus();
    a.at(1, 4);
    composing(a, true);
    compose(a, 0, 'k');
    section.settle();
    deed(b);
    section.settle();
    compose(a, 1, 'ka');
    section.settle();
    await Promise.resolve();
    expect(a.live.caret).not.toBeNull();
    const seen = (): TextPlace | null => placeOf(b.live.doc, a.live.caret!.head);
    const before = (place: TextPlace | null): string =>
      place ? b.blocks[place.block]!.replace('paragraph: ', '').slice(0, place.offset) : '';
    expect(before(seen())).toMatch(/ka$/);
    end(a);
    section.settle();
    await Promise.resolve();
    expect(before(seen())).toMatch(/ka$/);
  });

  it('writes in its block, my caret elsewhere is told where it is', async () => {
    const { section, a, b } = two('nul', 'een twee', 'drie');
    a.view.focus();
    a.at(1, 4);
    composing(a, true);
    compose(a, 0, 'k');
    b.view.dispatch(b.view.state.tr.join(5));
    section.settle();
    a.at(2, 2);
    await Promise.resolve();
    expect(placeOf(b.live.doc, a.live.caret!.head)).toEqual({ block: 1, offset: 2 });
  });

  it('types before it, the caret of the other is drawn between the letters where they have it', () => {
    const { section, a, b } = two('een twee');
    a.at(0, 4);
    composing(a, true);
    compose(a, 0, 'k');
    section.settle();
    b.view.focus();
    b.at(0, 0).type('Let op: ').at(0, 11);
    section.settle();
    const head = b.section.selection().after as { head: never };
    expect(placeOf(a.live.doc, Y.encodeRelativePosition(head.head))).toEqual({ block: 0, offset: 3 });
  });
});

/** Long enough to be found again where another cuts it in two. */
const LONG = 'een twee drie vier vijf zes zeven acht negen';

describe('[X38] while a sign is composed, a note in that block', () => {
  /** Two writers, and a note on these words that the first of them sees. */
  function noted(words: string, ...lines: string[]): { a: Writer; b: Writer; settle: () => void; seen: () => string } {
    const { section, writers } = writersOn(blocks(...lines), 2);
    const [first, b] = writers as [Writer, Writer];
    const { live } = first;
    first.leave();
    const line = lines.findIndex((one) => one.includes(words));
    const from = lines[line]!.indexOf(words);
    const selected: LineRange = {
      from: { block: line, offset: from },
      to: { block: line, offset: from + words.length },
    };
    const anchor = anchorAt(live.doc, selected) as Anchor;
    const listeners = new Set<() => void>();
    const resolver = new AnchorResolver(live.doc);
    const a = new Writer(live, undefined, {
      ranges: () => {
        resolver.changed();
        resolver.search([anchor]);
        const range = resolver.place(anchor);
        return range ? [{ id: 'n', range, active: false }] : [];
      },
      onChange: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
    });
    const settle = (): void => {
      section.settle();
      for (const listener of listeners) listener();
    };
    const seen = (): string =>
      [...a.view.dom.querySelectorAll('[data-notes]')].map((mark) => mark.textContent).join('');
    return { a, b, settle, seen };
  }

  it.each(DEEDS)('stays at its words when another $what', ({ deed }) => {
    const { a, b, settle, seen } = noted('vijf zes', 'nul', LONG, 'drie');
    expect(seen()).toBe('vijf zes');
    a.at(1, 3);
    composing(a, true);
    compose(a, 0, 'k');
    settle();
    deed(b);
    settle();
    expect(seen()).toBe('vijf zes');
    compose(a, 1, 'ka');
    settle();
    expect(seen()).toBe('vijf zes');
    end(a);
    settle();
    expect(seen()).toBe('vijf zes');
  });
});
