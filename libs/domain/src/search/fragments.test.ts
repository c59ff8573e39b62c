import { describe, expect, it } from 'vitest';
import { cutFragment, joinRanges, readMarked } from './fragments';
import { SearchQuery } from './contracts';

const marked = (text: string, ranges: readonly { start: number; end: number }[]): string[] =>
  ranges.map(({ start, end }) => text.slice(start, end));

describe('[V1] the fragment of a hit', () => {
  it('is read from marks, of which none is left', () => {
    expect(readMarked('een {twee} {drie} {', '{', '}')).toEqual({
      text: 'een twee drie ',
      ranges: [
        { start: 4, end: 8 },
        { start: 9, end: 13 },
      ],
    });
    expect(readMarked('}{}{{a}', '{', '}').text).toBe('a');
  });

  it('marks a phrase as one', () => {
    expect(joinRanges('dicht bij huis', [{ start: 0, end: 5 }, { start: 6, end: 9 }, { start: 10, end: 14 }])).toEqual([{ start: 0, end: 14 }]); // prettier-ignore
  });

  it('is cut between words, around the place where most was found', () => {
    const far = `${'iets anders '.repeat(40)}kind en verblijf en kind ${'nog meer '.repeat(60)}`;
    const at = far.indexOf('kind en');
    const ranges = [
      { start: 0, end: 4 },
      { start: at, end: at + 4 },
      { start: at + 8, end: at + 16 },
      { start: at + 20, end: at + 24 },
    ];
    const cut = cutFragment(far, ranges);
    expect(marked(cut.text, cut.ranges)).toEqual(['kind', 'verblijf', 'kind']);
    expect(cut.text).toMatch(/^… (iets|anders) .* (nog|meer) …$/);
    expect(cut.text.length).toBeLessThan(260);
  });

  it.each(['', 'kort', 'x'.repeat(1000), '🙂'.repeat(400), 'a\nb\tc'])('is made of any text: %#', (text) => {
    const cut = cutFragment(text, []);
    expect(cut.ranges).toEqual([]);
    expect(cut.text.isWellFormed()).toBe(true);
    for (const end of [1, text.length]) {
      for (const range of cutFragment(text, text === '' ? [] : [{ start: 0, end }]).ranges) {
        expect(range.end).toBeLessThanOrEqual(cut.text.length);
      }
    }
  });

  it('belongs to a question of at most 200 characters, trimmed and composed', () => {
    expect(SearchQuery.parse({ q: ' cli\u0065\u0308nt ' }).q).toBe('cliënt');
    expect(SearchQuery.safeParse({ q: 'a'.repeat(201) }).success).toBe(false);
    expect(SearchQuery.safeParse({ q: 'a', x: '1' }).success).toBe(false);
  });
});
