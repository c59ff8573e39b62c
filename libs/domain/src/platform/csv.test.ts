import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('[R12] csv', () => {
  it('has the mark of UTF-8, semicolons, and every cell between quotes', () => {
    expect(csvOf([['Partij', 'Cliëntenraad "De Brug"; zelf'], ['']])).toBe(
      '\uFEFF"Partij";"Cliëntenraad ""De Brug""; zelf"\r\n""\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r\n=1', ' =1', '\u200B=1', '\uFF1D1', '|calc', '%x'])(
    'runs nothing: %j',
    (cell) => {
      expect(csvOf([[cell]])).toBe(`\uFEFF"'${cell}"\r\n`);
    },
  );

  it.each(['Gemeente', '3', "'t Zand", 'a=b', 'B.3'])('leaves %j as it is', (cell) => {
    expect(csvOf([[cell]])).toBe(`\uFEFF"${cell}"\r\n`);
  });
});
