import { canonicalJson, type Finding } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import type { SealCheck } from './seal.store';
import { stateOf } from './state';

const checked = (findings: Finding[]): SealCheck => ({
  state: 'checked',
  since: null,
  records: { one: { title: canonicalJson('Eén'), dissent: null } },
  verdict: { findings, size: 2, readable: 1, values: 1, erased: 1, withheld: 0, lastAt: null, checkpoint: null },
});

describe('[Z11] the state of a sealed record', () => {
  it('is unknown until this browser has checked', () => {
    expect(stateOf(undefined, 'one')).toBe('unchecked');
    expect(stateOf({ state: 'checking', done: 1, total: 2 }, 'one')).toBe('unchecked');
    expect(stateOf({ state: 'unsupported' }, 'one')).toBe('unsupported');
  });

  it('is right when the whole log is, and it is in it', () => {
    expect(stateOf(checked([]), 'one')).toBe('right');
    expect(stateOf(checked([]), 'not in the log')).toBe('wrong');
  });

  it('is wrong when the check names it, and says so when only something else is', () => {
    expect(stateOf(checked([{ code: 'value-changed', leaf: 0, record: 'one', field: 'title' }]), 'one')).toBe('wrong');
    expect(stateOf(checked([{ code: 'leaf-missing', leaf: 1 }]), 'one')).toBe('elsewhere');
  });

  it('is wrong when the page shows something else than was sealed', () => {
    expect(stateOf(checked([]), 'one', { title: 'Eén', dissent: null })).toBe('right');
    expect(stateOf(checked([]), 'one', { title: 'Een' })).toBe('wrong');
    expect(stateOf(checked([]), 'one', { dissent: 'toch iets' })).toBe('wrong');
    expect(stateOf(checked([]), 'one', { more: 'x' })).toBe('wrong');
  });
});
