import { describe, expect, it } from 'vitest';
import { blackenQuote, blackenWords, ERASED_MARK as M } from './blacken';

const LINES = ['BSN 123456782 van Noor'];

describe('[H13] a quotation of words that were erased', () => {
  it.each([
    [
      ['', 'Over BSN 123456782 van Noor staat iets.', ''],
      ['', `Over ${M} staat iets.`, ''],
    ],
    [
      ['Zie ', 'BSN 123456782 van Noor', ' hier'],
      ['Zie ', M, ' hier'],
    ],
    [
      ['Zie BSN 1234', '56782 van', ' Noor hier'],
      [`Zie ${M}`, M, `${M} hier`],
    ],
    [
      ['82 van Noor woont ', 'in de wijk', ' en'],
      [`${M} woont `, 'in de wijk', ' en'],
    ],
    [
      ['dat ', 'hij woont', ' bij BSN 123'],
      ['dat ', 'hij woont', ` bij ${M}`],
    ],
    [
      ['', '123456782', ''],
      ['', M, ''],
    ],
    [
      ['of ', 'iets anders', '.'],
      ['of ', 'iets anders', '.'],
    ],
    [
      ['een ', 'oor', ' heeft'],
      ['een ', 'oor', ' heeft'],
    ],
  ])('%j becomes %j', (parts, blackened) => {
    expect(blackenQuote(parts, LINES)).toEqual(blackened);
  });

  it('is one over several blocks, of which each may be quoted by itself', () => {
    const lines = ['einde van de ene regel', 'begin van de andere'];
    expect(blackenQuote(['', 'het einde van de ene regel\nbegin van de andere kant', ''], lines)).toEqual([
      '',
      `het ${M} kant`,
      '',
    ]);
    expect(blackenQuote(['', 'het begin van de andere', ''], lines)).toEqual(['', `het ${M}`, '']);
  });

  it('is blackened in what somebody wrote himself only where the words stand in full', () => {
    expect(blackenWords('Noor heeft BSN 123456782 van Noor, BSN 123456782 van Noor!', LINES)).toBe(
      `Noor heeft ${M}, ${M}!`,
    );
    expect(blackenWords('van Noor', LINES)).toBe('van Noor');
    expect(blackenWords('de aap', ['de'])).toBe('de aap');
  });
});
