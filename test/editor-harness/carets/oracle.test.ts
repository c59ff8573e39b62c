import { describe, expect, it } from 'vitest';
import { done, isBehind, wereDone } from './done';
import { Ledger } from './ledger';
import { backspaced, deletedForward, typed, type Row } from './naive';
import { scriptOf } from './script';
import { changeIn, indexOf, stands, symbolsOf } from './symbols';

/** A row from how it is read: `¶` and a number begin a block, `|` is the caret. */
function row(text: string): { symbols: string[]; at: number } {
  const found = [...text.matchAll(/¶\d|\||\S/g)].map(([symbol]) => symbol);
  return { symbols: found.filter((symbol) => symbol !== '|'), at: found.indexOf('|') };
}

function still(before: string, after: string): boolean {
  const [was, is] = [row(before), row(after)];
  return stands(was.symbols, was.at, is.symbols, is.at);
}

describe('[X30] the naive list of letters finds a caret right', () => {
  it.each([
    ['letters come and go before it', '¶1 ab|cd', '¶1 xyb|cd'],
    ['and behind it', '¶1 ab|cd', '¶1 ab|dx'],
    ['a run comes right at it, whichever side it is on then', '¶1 ab|cd', '¶1 abxy|cd'],
    ['or the other', '¶1 ab|cd', '¶1 ab|xycd'],
    ['what was around it is gone', '¶1 abc|def', '¶1 a|f'],
    ['a block is split before it, and it goes along', '¶1 abc|d', '¶1 a ¶2 bc|d'],
    ['a block is split right at it: the end of one', '¶1 ab|cd', '¶1 ab| ¶2 cd'],
    ['or the start of the other', '¶1 ab|cd', '¶1 ab ¶2 |cd'],
    ['its block is joined to the one before', '¶1 ab ¶2 c|d', '¶1 abc|d'],
    ['its block is gone: the end of the one before', '¶1 ab ¶2 c|d ¶3 e', '¶1 ab| ¶3 e'],
    ['or the start of the next', '¶1 ab ¶2 c|d ¶3 e', '¶1 ab ¶3 |e'],
    ['another block comes before its own', '¶1 ab ¶2 |cd', '¶1 ab ¶3 ¶2 |cd'],
    ['what stood on its left was pasted elsewhere', '¶1 ab|cd', '¶1 a|cdb'],
    ['a letter stands twice', '¶1 ab|cd', '¶1 bab|cd'],
    ['all that is left of its block stood in the next one too', '¶1 xb| ¶2 ab', '¶2 |ab'],
  ])('where %s', (_what, before, after) => expect(still(before, after)).toBe(true));
});

describe('[X30] the naive list of letters finds a caret wrong', () => {
  it.each([
    ['it stays at its number and not at its letters', '¶1 ab|cd', '¶1 xy|abcd'],
    ['it is one letter too far', '¶1 ab|cd', '¶1 abc|d'],
    ['it is amid what came', '¶1 ab|cd', '¶1 abx|ycd'],
    ['it stays behind when its block is split before it', '¶1 abc|d', '¶1 a| ¶2 bcd'],
    ['it leaves the end of its block for the start of the next', '¶1 ab| ¶2 cd', '¶1 xab ¶2 |cd'],
    ['and the other way round', '¶1 ab ¶2 |cd', '¶1 ab| ¶2 cxd'],
    ['it does not go along when its block is joined', '¶1 ab ¶2 c|d', '¶1 abcd|'],
    ['all that is left of its block stood elsewhere too, and it is at neither', '¶1 xb| ¶2 ab ¶3 cd', '¶2 ab ¶3 c|d'],
    ['a letter of its block stood twice, but not all of them', '¶1 xb| ¶2 ab', '¶1 x ¶2 |ab'],
    ['its block is gone and it is far away', '¶1 ab ¶2 c|d ¶3 ef', '¶1 ab ¶3 ef|'],
  ])('where %s', (_what, before, after) => expect(still(before, after)).toBe(false));
});

describe('[X31] what keys must do to a screen', () => {
  const at = (text: string): { symbols: string[]; anchor: number; head: number } => {
    const { symbols, at } = row(text);
    return { symbols, anchor: at, head: at };
  };

  it('is told before they do it', () => {
    expect(typed(at('¶1 ab|c'), 'x')).toMatchObject({ ...at('¶1 abx|c'), deleted: [] });
    expect(typed({ ...at('¶1 a|bcd'), head: 4 }, 'x')).toMatchObject({ ...at('¶1 ax|d'), deleted: ['b', 'c'] });
    expect(backspaced(at('¶1 ab|c'))).toMatchObject({ ...at('¶1 a|c'), deleted: ['b'], exact: true });
    expect(deletedForward(at('¶1 ab|c'))).toMatchObject({ ...at('¶1 ab|'), deleted: ['c'], exact: true });
    expect(backspaced(at('¶1 ab ¶2 |c'))).toMatchObject({ deleted: [], exact: false });
  });

  it('counts blocks and the letters in them', () => {
    const look = { blocks: ['ab', '', 'c'].map((text, key) => ({ key: String(key), cell: -1, text })) };
    const whole = { ...look, anchor: null, head: null, special: false, shared: [], redone: [], leaving: [], offers: [], repairs: 0 }; // prettier-ignore
    expect(symbolsOf(whole, [['a', 'b'], [], ['c']])).toEqual(['¶0', 'a', 'b', '¶1', '¶2', 'c']);
    expect(indexOf(whole, { block: 2, offset: 1 })).toBe(6);
    expect(indexOf(whole, { block: 1, offset: 0 })).toBe(4);
  });
});

describe('[X33] what came or went is', () => {
  const change = (before: string, after: string): number[] | null => {
    const found = changeIn(row(before).symbols, row(after).symbols);
    return found && [found.from, found.to];
  };

  it('beside the letter that came, and between the nearest that are left of what went', () => {
    expect(change('¶1 ac', '¶1 abc')).toEqual([2, 3]);
    expect(change('¶1 abc', '¶1 ac')).toEqual([2, 2]);
    expect(change('¶1 abc', '¶1 abc')).toBeNull();
  });

  it('at the start of the block before which an empty one went, and no further', () => {
    expect(change('¶2 ¶1 ab', '¶1 ab')).toEqual([0, 1]);
    expect(change('¶1 ab ¶2 ¶3 c', '¶1 ab ¶3 c')).toEqual([3, 4]);
    expect(change('¶1 abx ¶3 c', '¶1 ab ¶3 c')).toEqual([3, 3]);
  });

  it('where letters were moved away, or to, also when no letter came or went', () => {
    expect(change('¶1 xab ¶2 ¶3 c', '¶1 x ¶2 ¶4 ab ¶3 c')).toEqual([2, 6]);
    expect(change('¶1 abc ¶2 d', '¶1 bac ¶2 d')).toEqual([1, 3]);
  });

  it('where one of two went or came that are the same letter, and at either where they are beside each other', () => {
    expect(change('¶1 abm ¶2 m ¶3 c', '¶1 abm ¶3 c')).toEqual([3, 5]);
    expect(change('¶1 m ¶2 abm', '¶1 m ¶2 ab')).toEqual([5, 5]);
    expect(change('¶1 amb', '¶1 ammb')).toEqual([2, 4]);
    expect(change('¶1 ammb', '¶1 amb')).toEqual([2, 3]);
  });

  it('done by keys that brought what undo took away, or took what it brought back, and by no others', () => {
    const seen = (text: string): Row => ({ symbols: row(text).symbols, anchor: row(text).at, head: row(text).at });
    const [text, split, typed] = [seen('¶1 |ab'), seen('¶2 ¶1 |ab'), seen('¶2 ¶1 abx|')];
    const [enter, letter] = [done(text, split), done(split, typed)];
    expect([enter, letter]).toMatchObject([
      { came: ['¶2'], gone: [], caret: text },
      { came: ['x'], caret: split },
    ]);
    expect(wereDone([enter, letter], ['¶2'], [])).toEqual([enter]);
    expect(wereDone([enter, letter], ['x'], [])).toEqual([letter]);
    expect(wereDone([done(typed, split)], [], ['x'])).toMatchObject([{ gone: ['x'], caret: typed }]);
    expect(wereDone([enter, letter], [], ['x', '¶2'])).toEqual([]);
  });

  it.each([
    ['behind the letter before it', '¶1 ab|c', '¶3 ¶1 ab|xc', true],
    ['or what is left before it, at the start of its block', '¶1 a|c', '¶3 ¶1 |xc', true],
    ['but not in the block before', '¶1 |abc', '¶3 | ¶1 xyabc', false],
    ['nor behind what came there', '¶1 |abc', '¶3 ¶1 xy|abc', false],
  ])('where the caret was before those keys: %s', (_what, before, after, right) => {
    const [was, is] = [row(before), row(after)];
    expect(isBehind({ symbols: was.symbols, anchor: was.at, head: was.at }, is.symbols, is.at)).toBe(right);
  });
});

describe('[X31] what became of every letter', () => {
  const nothing = new Set<number>();
  const begun = (): Ledger => {
    const ledger = new Ledger(row('¶1 abcd').symbols);
    ledger.typed('x', row('¶1 ab').symbols, row('cd').symbols, nothing);
    return ledger;
  };

  it('is told where all is well', () => {
    const well = { misplaced: [], lost: [], doubled: [], twice: [] };
    expect(begun().settle(row('¶1 aybxcd').symbols, '')).toEqual(well);
    const ledger = begun();
    ledger.deleted(['a', 'c']);
    expect(ledger.settle(row('¶1 bxd').symbols, '')).toEqual(well);
    expect(begun().settle(row('¶1 abcd').symbols, 'x')).toEqual(well);
  });

  it('is told where a letter is misplaced, lost or doubled', () => {
    expect(begun().settle(row('¶1 axbcd').symbols, '').misplaced).toEqual(['x is on the wrong side of b']);
    expect(begun().settle(row('¶1 abcd').symbols, '').lost).toEqual(['x']);
    expect(begun().settle(row('¶1 abd').symbols, 'x').lost).toEqual(['c']);
    expect(begun().settle(row('¶1 abxcxd').symbols, '').doubled).toEqual(['x']);
  });

  it('asks nothing of two letters of which somebody moved one without seeing the other', () => {
    const ledger = begun();
    // The block was split before c where x was not there yet: it stays behind d, which went.
    ledger.moved(new Set(['c', 'd']), row('¶1 abcd').symbols, row('¶1 ab ¶2 cd').symbols, nothing);
    expect(ledger.settle(row('¶1 abcd ¶2 x').symbols, '').misplaced).toEqual([]);
    expect(ledger.settle(row('¶1 xab ¶2 cd').symbols, '').misplaced).toEqual(['x is on the wrong side of ab']);
    const seen = begun();
    seen.moved(new Set(['c', 'd']), row('¶1 abxcd').symbols, row('¶1 abx ¶2 cd').symbols, nothing);
    expect(seen.settle(row('¶1 ab ¶2 cxd').symbols, '').misplaced).toEqual(['x is on the wrong side of c']);
  });

  it('tells letters apart that two moved at the same moment, which may stand twice', () => {
    const ledger = begun();
    ledger.moved(new Set(['d']), row('¶1 abcd').symbols, row('¶1 abc ¶2 d').symbols, nothing);
    ledger.moved(new Set(['c', 'd']), row('¶1 abcd').symbols, row('¶1 ab ¶3 cd').symbols, nothing);
    expect(ledger.settle(row('¶1 abx ¶3 cd ¶2 d').symbols, '')).toEqual({ misplaced: [], lost: [], doubled: [], twice: ['d'] }); // prettier-ignore
  });
});

it('[X31] a history is made of its seed alone, in both modes, with every kind of step among a few', () => {
  const scripts = Array.from({ length: 30 }, (_, seed) => scriptOf(seed));
  expect(scriptOf(7)).toEqual(scripts[7]);
  expect(new Set(scripts.flatMap(({ steps }) => steps.map(({ kind }) => kind))).size).toBe(18);
  for (const equal of [true, false]) expect(scripts.some((script) => script.equal === equal)).toBe(true);
  for (const count of [2, 3]) expect(scripts.some(({ clients }) => clients.length === count)).toBe(true);
  for (const { equal, steps } of scripts) {
    const letters = [...steps.map(({ text }) => text).join('')];
    if (!equal) expect(new Set(letters).size).toBe(letters.length);
  }
});
