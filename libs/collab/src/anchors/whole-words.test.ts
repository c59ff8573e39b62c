import { describe, expect, it } from 'vitest';
import { textBetween } from './text-lines';
import { wholeWords } from './whole-words';

const LINES = [
  { id: 'a', text: 'De gemeente (Zilverdam) betaalt 1.250 euro.' },
  { id: 'b', text: "Foto's, 24-uursopvang en cliëntenraad." },
];

function grown(from: [number, number], to: [number, number]): string | null {
  const range = wholeWords(LINES, {
    from: { block: from[0], offset: from[1] },
    to: { block: to[0], offset: to[1] },
  });
  return range === null ? null : textBetween(LINES, range);
}

describe('[K1] a selection', () => {
  it('grows to whole words at both ends', () => {
    expect(grown([0, 5], [0, 9])).toBe('gemeente');
    expect(grown([0, 14], [0, 26])).toBe('Zilverdam) betaalt');
    expect(grown([0, 8], [1, 12])).toBe("gemeente (Zilverdam) betaalt 1.250 euro.\nFoto's, 24-uursopvang");
    expect(grown([1, 30], [1, 31])).toBe('cliëntenraad');
    expect(grown([1, 1], [1, 2])).toBe("Foto's");
    expect(grown([0, 34], [0, 35])).toBe('1.250');
  });

  it('that is of whole words stays as it is, without the white space at its ends', () => {
    expect(grown([0, 3], [0, 11])).toBe('gemeente');
    expect(grown([0, 2], [0, 12])).toBe('gemeente');
    expect(grown([0, 12], [0, 13])).toBe('(');
    expect(grown([0, 0], [1, 38])).toBe(LINES.map(({ text }) => text).join('\n'));
    expect(grown([0, 2], [0, 3])).toBeNull();
  });
});
