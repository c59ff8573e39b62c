import type { SearchHit } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { nameIn } from '../platform/download';
import { rangesIn } from './found-words';
import { piecesOf, placeOf } from './marked';

const HIT: SearchHit = {
  kind: 'section',
  id: 's',
  documentId: 'd',
  documentTitle: 'Plan',
  sectionId: 's',
  code: '1',
  title: { text: 'Doelen', ranges: [] },
  fragment: { text: '… minder verblijf en verblijf', ranges: [{ start: 9, end: 17 }, { start: 21, end: 29 }] },
}; // prettier-ignore

describe('[V6] what was found', () => {
  it('is marked in pieces, whatever the ranges say', () => {
    expect(piecesOf('minder verblijf', [{ start: 7, end: 15 }])).toEqual([
      { text: 'minder ', found: false },
      { text: 'verblijf', found: true },
    ]);
    const odd = [
      { start: 3, end: 2 },
      { start: 0, end: 99 },
      { start: 1, end: 2 },
      { start: 1, end: 3 },
    ];
    expect(piecesOf('<b>a', odd).map(({ text }) => text).join('')).toBe('<b>a'); // prettier-ignore
  });

  it('leads to its section, and its words are in no address', () => {
    const place = placeOf(HIT);
    expect(place).toMatchObject({ name: 'document', hash: '#section-s', state: { found: ['verblijf'] } });
    expect(placeOf({ ...HIT, kind: 'outcome', documentId: null })).toMatchObject({ params: { outcomeId: 's' } });
  });

  it('is found in the text of the section in any case, without a change in it', () => {
    const section = document.createElement('section');
    section.innerHTML = '<p>Verblijf en <strong>verblijf</strong></p><p>verbl<em>ijf</em></p>';
    const before = section.innerHTML;
    expect(rangesIn(section, ['verblijf', ' ']).map(String)).toEqual(['Verblijf', 'verblijf']);
    expect(rangesIn(section, ['e'], 2)).toHaveLength(2);
    expect(section.innerHTML).toBe(before);
  });

  it('[V12] is marked through signs that nobody sees', () => {
    const section = document.createElement('section');
    section.innerHTML = '<p>de wacht\u00adlijst en \ufeffwachtlijst</p>';
    expect(rangesIn(section, ['wachtlijst']).map(String)).toEqual(['wacht\u00adlijst', 'wachtlijst']);
  });
});

describe('[F6] a file that is kept', () => {
  it('has the name that the server gives it', () => {
    expect(nameIn(`attachment; filename="a.pdf"; filename*=UTF-8''Plan%20%C3%A9%202026.pdf`)).toBe('Plan é 2026.pdf');
    for (const odd of [null, 'attachment', `attachment; filename*=UTF-8''%E9`]) expect(nameIn(odd)).toBeNull();
  });
});
