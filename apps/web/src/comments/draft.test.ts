import type { MentionView } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { party } from '../editor/testing/fake-live';
import { draftOf, mentionTyped, sent, type Draft } from './draft';

const pick = (label: string, seatId: string): Draft['picks'][number] => ({ label, seatId, personId: null });

describe('[K7] a mention in a comment that is being written', () => {
  it('is sent as its place in the list, the longer label first, and not when it was struck', () => {
    const draft: Draft = {
      text: '@Noor en @Noor Haveman, kijk',
      picks: [pick('Noor', 'a'), pick('Noor Haveman', 'b'), pick('Weg', 'c')],
      counts: true,
    };
    expect(sent(draft)).toEqual({
      body: '@[0] en @[1], kijk',
      mentions: [
        { seatId: 'a', personId: null },
        { seatId: 'b', personId: null },
      ],
    });
  });

  it('comes back as it was when the comment is changed', () => {
    const mention: MentionView = {
      seatId: 'a',
      personId: null,
      party: party('Gemeente Duinrade', 'DR'),
      role: 'commissioner',
      name: null,
    };
    const draft = draftOf('Wat vindt @[0]? En @[7]', [mention]);
    expect(draft.text).toBe('Wat vindt @Gemeente Duinrade? En @[7]');
    expect(sent(draft).body).toBe('Wat vindt @[0]? En @[7]');
  });

  it('is offered after an at sign that begins a word, and not in an address', () => {
    expect(mentionTyped('Hallo @Dui', 10)).toEqual({ from: 6, word: 'Dui' });
    expect(mentionTyped('@Gemeente Du', 12)).toEqual({ from: 0, word: 'Gemeente Du' });
    expect(mentionTyped('post@example', 12)).toBeNull();
    expect(mentionTyped('Hallo @Dui en nog meer', 22)).toBeNull();
  });
});
