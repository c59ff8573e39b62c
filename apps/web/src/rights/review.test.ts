import { describe, expect, it } from 'vitest';
import { csvOf, type AccessReviewView, type PartyView } from '@samenspel/domain';
import { byRight, reviewRows, type ReviewWords } from './review';

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const party = (name: string): PartyView => ({
  organisationId: uuid(1),
  name,
  abbreviation: 'PA',
  kind: 'provider',
  mark: { shape: 'circle', hue: 0 },
});
const view = (title: string | null): AccessReviewView => ({
  tableId: uuid(2),
  tableName: 'Tafel',
  archived: 0,
  seats: [
    { seatId: uuid(3), role: 'commissioner', party: party('Gemeente'), occupants: 2 },
    { seatId: uuid(4), role: 'contractor', party: party('=HYPERLINK("x")'), occupants: 0 },
  ],
  documents: [
    {
      kind: 'transformationPlan',
      number: 1,
      title: null,
      sections: [
        {
          code: 'G.1',
          title,
          restricted: true,
          rights: [
            { seatId: uuid(3), right: 'write', by: 'role', owner: true },
            { seatId: uuid(4), right: 'read', by: 'seat', owner: false },
          ],
        },
      ],
    },
  ],
});
const words: ReviewWords = {
  document: ({ kind, number }) => `${kind} ${number}`,
  seat: ({ party: { name } }) => name,
  right: (right) => right,
  all: (role) => `alle ${role}`,
  own: 'Eigen',
  owner: 'Eigenaar',
  heads: ['Document', 'Code', 'Sectie'],
  occupants: 'Personen',
};

describe('[R12] the file of an access review', () => {
  it('has a row per section and a column per seat, and no column for titles where there are none', () => {
    expect(reviewRows(view(null), words)).toEqual([
      ['Document', 'Code', 'Gemeente', '=HYPERLINK("x")'],
      ['Personen', '', '2', '0'],
      ['transformationPlan 1', 'G.1', 'write, Eigenaar', 'read, Eigen'],
    ]);
    expect(reviewRows(view('Mandaat'), words)[2]).toEqual([
      'transformationPlan 1',
      'G.1',
      'Mandaat',
      'write, Eigenaar',
      'read, Eigen',
    ]);
  });

  it('runs nothing that somebody chose as a name', () => {
    expect(csvOf(reviewRows(view(null), words))).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('[R10] is told per right for a narrow window', () => {
    const shown = view('Mandaat');
    const section = shown.documents[0]!.sections[0]!;
    expect(byRight(shown, section, 'write', words)).toEqual(['Gemeente (eigenaar)']);
    expect(byRight(shown, section, 'comment', words)).toEqual([]);
    const more = {
      ...shown,
      seats: [...shown.seats, { seatId: uuid(5), role: 'commissioner' as const, party: party('Dorp'), occupants: 1 }],
    };
    const alike = { seatId: uuid(5), right: 'write', by: 'role', owner: true } as const;
    expect(byRight(more, { ...section, rights: [...section.rights, alike] }, 'write', words)).toEqual([
      'alle commissioner (eigenaar)',
    ]);
    const unlike = { ...alike, owner: false };
    expect(byRight(more, { ...section, rights: [...section.rights, unlike] }, 'write', words)).toEqual([
      'Gemeente (eigenaar)',
      'Dorp',
    ]);
  });
});
