import { describe, expect, it } from 'vitest';
import { fileNameOf } from './export-words';

const AT = new Date('2026-11-30T13:07:05.000Z');
const FACTS = { title: 'Plan', tableName: 'Tafel verblijf', party: 'Gemeente Noorderveen', role: 'opdrachtgever' };

describe('[F18] the name of an exported file', () => {
  it('says document, table, party and moment', () => {
    expect(fileNameOf(FACTS, AT, 'pdf')).toBe(
      'Plan, Tafel verblijf, Gemeente Noorderveen als opdrachtgever, 2026-11-30 14.07.05.pdf',
    );
  });

  it('has only signs that every system takes, and fits', () => {
    const odd = { ...FACTS, title: '../..\\CON:*?"<>|\u0000\u202egnp.exe', tableName: '.', party: 'é'.repeat(400) };
    const name = fileNameOf(odd, AT, 'docx');
    expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]|^[. ]/u);
    expect(Buffer.byteLength(name)).toBeLessThan(255);
    expect(fileNameOf({ ...FACTS, title: '???' }, AT, 'pdf')).toMatch(/^Document, /);
  });

  it('is another for another party, role, table and moment, also where what differs had to go', () => {
    const long = 'Stichting Jeugdhulp en Gezinsondersteuning Noordelijke Regio afdeling ';
    const others = [
      FACTS,
      { ...FACTS, party: 'Gemeente Noorderveen/Zuid' },
      { ...FACTS, party: 'Gemeente Noorderveen:Zuid' },
      { ...FACTS, party: `${long}A` },
      { ...FACTS, party: `${long}B` },
      { ...FACTS, role: 'voorzitter' },
      { ...FACTS, tableName: 'Tafel thuis' },
    ];
    const names = others.map((facts) => fileNameOf(facts, AT, 'pdf'));
    expect(new Set(names).size).toBe(names.length);
    expect(fileNameOf(FACTS, new Date(AT.getTime() + 1000), 'pdf')).not.toBe(names[0]);
  });
});
