import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Ledger, judge, type Held, type LoggedRow } from '../support/crash-ledger';

const SECTION = 'section';

/** A row with these words. */
function row(seq: number, words: string, more: Partial<LoggedRow> = {}): LoggedRow {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, words);
  return { sectionId: SECTION, seq, leaseId: 'lease', frame: seq, bytes: Y.encodeStateAsUpdate(doc), ...more };
}

function held(text: string, more: Partial<Held> = {}): Held {
  return { sectionId: SECTION, who: 'somebody', text, vector: Uint8Array.of(1), pending: false, ...more };
}

function ledger(promises: Partial<Record<'acknowledged' | 'seen' | 'kept', readonly string[]>>): Ledger {
  const made = new Ledger();
  for (const kind of ['acknowledged', 'seen', 'kept'] as const)
    for (const word of promises[kind] ?? []) made[kind].add(word);
  return made;
}

const log = [row(1, 'k1k '), row(2, 'k2k ')];
const fresh = [held('k1k k2k ')];
const nothing = { lost: [], seenUnsaved: [], doubled: [], diverged: [] };

describe('[C1] [C2] what a campaign calls well, and what it does not', () => {
  it('is well when every promise is there once and everybody has the same', () => {
    const promises = ledger({ acknowledged: ['k1k'], seen: ['k2k'], kept: ['k2k'] });
    expect(judge(promises, log, fresh, [held('k1k k2k ')])).toEqual(nothing);
  });

  it('finds what was acknowledged or kept and is not in the log, or not in the text', () => {
    expect(judge(ledger({ acknowledged: ['k3k'] }), log, fresh, []).lost).toEqual(['k3k']);
    expect(judge(ledger({ kept: ['k3k'] }), log, fresh, []).lost).toEqual(['k3k']);
    expect(judge(ledger({ acknowledged: ['k2k'] }), log, [held('k1k ')], []).lost).toEqual(['k2k']);
    expect(judge(ledger({ acknowledged: ['k2k'] }), [row(1, 'k1k ')], fresh, []).lost).toEqual(['k2k']);
  });

  it('finds what was shown and is not in the log', () => {
    expect(judge(ledger({ seen: ['k3k'] }), log, fresh, []).seenUnsaved).toEqual(['k3k']);
  });

  it('finds what stands there twice, and a log that does not count up', () => {
    expect(judge(ledger({}), [...log, row(3, 'k1k ')], fresh, []).doubled).toEqual(['k1k']);
    expect(judge(ledger({}), log, [held('k1k k2k k2k ')], []).doubled).toEqual(['k2k']);
    expect(judge(ledger({}), [row(1, 'k1k '), row(3, 'k2k ', { frame: 2 })], fresh, []).doubled).toHaveLength(1);
    expect(judge(ledger({}), [row(1, 'k1k '), row(2, 'k2k ', { frame: 1 })], fresh, []).doubled).toHaveLength(1);
  });

  it('finds who has another text, other clocks, or waits for what never comes', () => {
    const copies = [held('k1k '), held('k1k k2k ', { vector: Uint8Array.of(2) }), held('k1k k2k ', { pending: true })];
    expect(judge(ledger({}), log, fresh, copies).diverged).toHaveLength(3);
    expect(judge(ledger({}), log, fresh, [held('', { sectionId: 'other' })]).diverged).toHaveLength(1);
  });
});
