import { describe, expect, it } from 'vitest';
import { seamBetween, vocabularyOf } from './hyphens';

const join = (before: string, after: string, ...elsewhere: string[]) => {
  const { cut, glue } = seamBetween(before, after, vocabularyOf(elsewhere));
  return `${cut > 0 ? before.slice(0, -cut) : before}${glue}${after}`;
};

describe('seamBetween', () => {
  it('[I4] heals a word that was torn at the line end', () => {
    expect(join('voor de bege-', 'leiding thuis')).toBe('voor de begeleiding thuis');
    expect(join('Daar-', 'naast')).toBe('Daarnaast');
  });

  it('[I4] keeps the hyphen of words that share a part', () => {
    expect(join('de in-', 'en uitstroom')).toBe('de in- en uitstroom');
    expect(join('kind-', 'of gezinsplan')).toBe('kind- of gezinsplan');
    expect(join('inkoop-', 'en/of subsidie')).toBe('inkoop- en/of subsidie');
  });

  it('[I4] keeps the hyphen behind abbreviations and figures and before a capital', () => {
    expect(join('met ggz-', 'hulp')).toBe('met ggz-hulp');
    expect(join('met GGZ-', 'hulp')).toBe('met GGZ-hulp');
    expect(join('de J&O-', 'groep')).toBe('de J&O-groep');
    expect(join('een 16-', 'jarige')).toBe('een 16-jarige');
    expect(join('in Noord-', 'Holland')).toBe('in Noord-Holland');
    expect(join('de oud-', 'wethouder')).toBe('de oud-wethouder');
  });

  it('[I4] keeps the hyphen between vowels that would be read as one, and says that it guesses', () => {
    expect(join('auto-', 'ongeluk')).toBe('auto-ongeluk');
    expect(seamBetween('auto-', 'ongeluk', new Map()).unsure).toBe(true);
  });

  it('[I4] follows how the word is written elsewhere in the text', () => {
    expect(join('een pilot-', 'groep', 'elke pilot-groep telt')).toBe('een pilot-groep');
    expect(join('TAFEL-', 'OVERLEG', 'het tafeloverleg')).toBe('TAFELOVERLEG');
    expect(join('reserve-', 'uren', 'alle reserveuren')).toBe('reserveuren');
  });

  it('[I4] takes a dash for a dash and a slash for a word that goes on', () => {
    expect(join('plannen -', 'en uitvoeren')).toBe('plannen - en uitvoeren');
    expect(join('ouder en/', 'of voogd')).toBe('ouder en/of voogd');
  });
});
