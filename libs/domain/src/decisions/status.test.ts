import { describe, expect, it } from 'vitest';
import { organKey, type RecordedOrgan } from './outcome-fields';
import { standing, statusOf, type AdoptionEntry, type Supersession } from './status';

const organ = (name: string, kind: RecordedOrgan['organ'] = 'college'): RecordedOrgan => ({
  organisationId: name,
  organ: kind,
  label: '',
  name,
});
const A = organ('A');
const B = organ('B');
let entries = 0;
const said = (of: RecordedOrgan, result: AdoptionEntry['result'], corrects: string | null = null): AdoptionEntry => ({
  entryId: `entry ${++entries}`,
  organ: of,
  result,
  date: '2026-11-23',
  reservation: '',
  reason: '',
  corrects,
});
const by = (number: string, decided: boolean): Supersession => ({ number, decided });

describe('[B7] [B8] what an outcome is', () => {
  const refusedA = said(A, 'refused');
  const yesA = said(A, 'adopted');
  it.each<[string, RecordedOrgan[], AdoptionEntry[], Supersession[], string, string | null, string | null]>([
    ['nobody said anything yet', [A, B], [], [], 'pending', null, null],
    ['one of two adopted', [A, B], [yesA], [], 'pending', null, null],
    ['both adopted', [A, B], [yesA, said(B, 'adopted')], [], 'decision', null, null],
    ['one refused', [A, B], [yesA, said(B, 'refused')], [], 'notAdopted', null, null],
    ['one refused while another waits', [A, B], [refusedA], [], 'notAdopted', null, null],
    ['a refusal that was corrected', [A], [refusedA, said(A, 'adopted', refusedA.entryId)], [], 'decision', null, null],
    ['an adoption that was corrected', [A], [yesA, said(A, 'refused', yesA.entryId)], [], 'notAdopted', null, null],
    ['the council instead of the college', [A], [said(organ('A', 'council'), 'adopted')], [], 'pending', null, null],
    ['no organ needed', [], [], [], 'decision', null, null],
    ['a decision, with a later one that is none yet', [A], [yesA], [by('2', false)], 'decision', null, '2'],
    ['a decision, with a later decision', [A], [yesA], [by('2', true)], 'superseded', '2', null],
    [
      'a decision, with a later decision and another',
      [A],
      [yesA],
      [by('2', true), by('3', false)],
      'superseded',
      '2',
      null,
    ],
    ['no decision, with a later one that is none', [A], [], [by('2', false)], 'superseded', '2', null],
  ])('%s', (_name, organs, adoptions, later, state, supersededBy, toBeSupersededBy) => {
    expect(statusOf(organs, adoptions, later)).toMatchObject({ state, supersededBy, toBeSupersededBy });
  });

  it('names whom it binds and with what reservation, who refused and why, and who has not said anything', () => {
    const C = organ('C', 'board');
    const status = statusOf(
      [A, B, C],
      [
        { ...yesA, reservation: 'mits' },
        { ...said(B, 'refused'), reason: 'te duur' },
      ],
      [],
    );
    expect(status.adopted).toEqual([{ organ: A, date: '2026-11-23', reservation: 'mits' }]);
    expect(status.refused).toEqual([{ organ: B, date: '2026-11-23', reason: 'te duur' }]);
    expect(status.waiting).toEqual([C]);
  });

  it('holds only the last word of a chain of corrections', () => {
    const second = said(A, 'refused', yesA.entryId);
    const third = said(A, 'adopted', second.entryId);
    expect(standing([yesA, second, third])).toEqual([third]);
  });

  it('tells organs apart by organisation, kind and label, without regard to capitals', () => {
    const other = (label: string): string => organKey({ organisationId: 'A', organ: 'other', label });
    expect(other('Algemeen Bestuur')).toBe(other('algemeen bestuur'));
    expect(new Set([organKey(A), organKey(B), organKey(organ('A', 'board')), other('x'), other('y')]).size).toBe(5);
  });
});
