import { describe, expect, it } from 'vitest';
import { normalPassword, passwordFault, PASSWORD_MAX } from './passwords';

const OWN = ['Annemiek Róos-Jansen', 'a.roos@jeugdhulp.example'];

describe('[S10] a password', () => {
  it.each([
    ['tractor fietst langzaam', null],
    ['zonder hoofdletter of cijfer', null],
    ['Wij drinken om 4 uur thee!', null],
    ['日本語のパスワードは長い方がいい', null],
    ['elf tekens!', 'too-short'],
    ['', 'too-short'],
    ['aaaaaaaaaaaaaaaa', 'repeated'],
    ['AAAAaaaaAAAA', 'repeated'],
    ['123456789012', 'common'],
    ['Wachtwoord2026!', 'common'],
    ['Wélkom!!!!!2026', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['qwertyuiop123', 'common'],
    ['welkom bij samenspel', 'own-name'],
    ['SAMENSPEL is leuk', 'own-name'],
    ['de tuin van Annemiek', 'own-name'],
    ['mevrouw roos in de tuin', 'own-name'],
    ['jansen jansen jansen', 'own-name'],
  ])('%j: %s', (password, fault) => {
    expect(passwordFault(password, OWN)).toBe(fault);
  });

  it('is counted in characters, and has a longest size', () => {
    expect(passwordFault('👍'.repeat(11), [])).toBe('too-short');
    expect(passwordFault('ab'.repeat(PASSWORD_MAX / 2), [])).toBeNull();
    expect(passwordFault(`${'ab'.repeat(PASSWORD_MAX / 2)}c`, [])).toBe('too-long');
  });

  it('is the same however its accents were typed', () => {
    expect(normalPassword('cafe\u0301')).toBe(normalPassword('caf\u00e9'));
  });

  it('is not refused for a part of a name that is too short to tell', () => {
    expect(passwordFault('de weg naar boven is lang', ['Jan de Wit', 'jw@x.example'])).toBeNull();
  });
});
