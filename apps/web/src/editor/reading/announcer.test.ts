import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSection, party } from '../testing/fake-live';
import { Announcer, type Change } from './announcer';
import { createPeerLabels } from './peer-labels';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('telling of remote changes', () => {
  it('[X21] tells in one sentence what happened, at most once in ten seconds, with the parties that write there', () => {
    const told: (readonly Change[])[] = [];
    const announcer = new Announcer(
      (changes) => told.push(changes),
      () => Date.now(),
    );
    const sections = ['3', '4'].map((code) => {
      const section = new FakeSection(code);
      const theirs = section.join(party('Gemeente Noorderveen', 'NV'));
      const mine = section.join(party('De Brug', 'DB', 1));
      announcer.follow(mine, code);
      return { section, theirs, mine };
    });
    const [three, four] = sections;
    const edit = ({ section, theirs }: (typeof sections)[number]): void => {
      theirs.doc.transact(() => theirs.doc.getMap('any').set('key', Math.random()), 'theirs');
      section.settle();
    };
    three!.theirs.setCaret({ anchor: new Uint8Array(), head: new Uint8Array() });
    edit(three!);
    edit(four!);
    edit(four!);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([
      [
        { code: '3', parties: ['Gemeente Noorderveen'] },
        { code: '4', parties: [] },
      ],
    ]);
    edit(three!);
    vi.advanceTimersByTime(9000);
    expect(told.length).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(told.length).toBe(2);
  });

  it('[X21] says nothing of own edits, nor of the text as it first comes in', () => {
    const told: unknown[] = [];
    const announcer = new Announcer((changes) => told.push(changes));
    const section = new FakeSection('3');
    const theirs = section.join(party('Gemeente Noorderveen', 'NV'));
    const mine = section.join(party('De Brug', 'DB', 1));
    announcer.follow(mine, '3');
    mine.doc.transact(() => mine.doc.getMap('any').set('key', 1), 'mine');
    mine.set({ state: 'joining' });
    theirs.doc.transact(() => theirs.doc.getMap('any').set('key', 2), 'theirs');
    section.settle();
    vi.advanceTimersByTime(20_000);
    expect(told).toEqual([]);
  });
});

describe('labels of carets', () => {
  it('[X22] shows at most three at once, those that moved last, and each only for a while', () => {
    const labels = createPeerLabels();
    for (const key of ['a', 'b', 'c', 'd']) labels.moved(key);
    labels.moved('b');
    labels.moved('e');
    expect([...labels.shown.value]).toEqual(['d', 'b', 'e']);
    vi.advanceTimersByTime(3000);
    expect([...labels.shown.value]).toEqual([]);
  });
});
