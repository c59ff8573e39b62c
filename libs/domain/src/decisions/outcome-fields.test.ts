import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../seal/canonical-json';
import {
  EMPTY_OUTCOME,
  OutcomeContent,
  OUTCOME_FIELD_NAMES,
  OUTCOME_FIELDS,
  RecordedContent,
  unfinished,
  withNames,
} from './outcome-fields';

const ORGANISATION = '6f0a3c3e-35ba-4f0e-9d4a-0d8d7a3c0001';
const full: OutcomeContent = {
  ...EMPTY_OUTCOME,
  subject: 'Meer gezinshuizen',
  changes: 'Kinderen wonen dichter bij huis.',
  motivation: 'Zo hoeft een kind minder te verhuizen.',
  organs: [{ organisationId: ORGANISATION, organ: 'college', label: '' }],
};

describe('[B3] the fields of an outcome', () => {
  it('are each in the contract, in what is sealed, and in the list that draws form and page', () => {
    expect([...OUTCOME_FIELD_NAMES].sort()).toEqual(Object.keys(OutcomeContent.shape).sort());
    expect([...OUTCOME_FIELD_NAMES].sort()).toEqual(Object.keys(RecordedContent.shape).sort());
    for (const name of OUTCOME_FIELD_NAMES)
      expect(OUTCOME_FIELDS[name].options !== undefined, name).toBe(OUTCOME_FIELDS[name].input === 'choice');
  });

  it('can be sealed as they come in: composed accents, even line ends, no characters that turn the reading direction', () => {
    const parsed = OutcomeContent.parse({ ...full, subject: ' Cafe\u0301 ', motivation: 'een\r\ntwee\n' });
    expect(parsed).toMatchObject({ subject: 'Café', motivation: 'een\ntwee' });
    expect(() => canonicalJson(parsed)).not.toThrow();
    for (const subject of ['a\nb', 'a\u202Eb', 'a\u0000b', 'x'.repeat(201)])
      expect(OutcomeContent.safeParse({ ...full, subject }).success, JSON.stringify(subject)).toBe(false);
    expect(OutcomeContent.safeParse({ ...full, extra: '' }).success).toBe(false);
  });

  it('are asked for before preparation closes', () => {
    expect(unfinished(full)).toEqual([]);
    expect(unfinished(EMPTY_OUTCOME)).toEqual(['subject', 'changes', 'motivation', 'competence']);
  });

  it('[B9] name a competence when no organ is needed', () => {
    expect(unfinished({ ...full, organs: [] })).toEqual(['competence']);
    expect(unfinished({ ...full, organs: [], competence: 'Mandaat van de colleges' })).toEqual([]);
  });

  it('name an organ once, and another kind of organ by a name', () => {
    const [college] = full.organs;
    expect(unfinished({ ...full, organs: [college!, college!] })).toEqual(['organs']);
    expect(unfinished({ ...full, organs: [{ ...college!, organ: 'other' }] })).toEqual(['organs']);
    expect(unfinished({ ...full, organs: [{ ...college!, organ: 'other', label: 'dagelijks bestuur' }] })).toEqual([]);
  });

  it('get the names of parties and outcomes as they are that day, and none that is not there', () => {
    const asked = [{ organisationId: ORGANISATION, what: 'Vijf gezinshuizen', before: null }];
    const outcomeId = '6f0a3c3e-35ba-4f0e-9d4a-0d8d7a3c0002';
    const content = { ...full, asked, supersedes: [outcomeId] };
    const names = new Map([[ORGANISATION, 'Gemeente Duinrade']]);
    expect(withNames(content, names, new Map([[outcomeId, '2026-001']]))).toMatchObject({
      asked: [{ name: 'Gemeente Duinrade', what: 'Vijf gezinshuizen' }],
      organs: [{ name: 'Gemeente Duinrade' }],
      supersedes: [{ outcomeId, number: '2026-001' }],
    });
    expect(withNames(content, names, new Map())).toEqual({ unknown: 'supersedes' });
    expect(withNames(content, new Map(), new Map())).toEqual({ unknown: 'asked' });
  });
});
