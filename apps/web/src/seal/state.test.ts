import { canonicalJson, type Finding } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import type { SealCheck } from './seal.store';
import { stateOf } from './state';

const checked = (findings: Finding[]): SealCheck => ({
  state: 'checked',
  whole: false,
  kept: true,
  records: new Map([
    [
      'one',
      {
        values: new Map([
          ['title', canonicalJson('Eén')],
          ['dissent', null],
        ]),
        withheld: new Set(['texts']),
      },
    ],
  ]),
  verdict: {
    findings,
    size: 2,
    readable: 1,
    values: 1,
    absent: { records: [], fields: [['texts', 1]], erased: 1 },
    compared: null,
    lastAt: null,
    checkpoint: null,
  },
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
    expect(stateOf(checked([]), 'one', { dissent: [] })).toBe('right');
    expect(stateOf(checked([]), 'one', { title: '' })).toBe('wrong');
  });

  it('is told to be checked in part when the page shows what is withheld from the check', () => {
    expect(stateOf(checked([]), 'one', { title: 'Eén', texts: ['x'] })).toBe('part');
    expect(stateOf(checked([]), 'one', { title: 'Een', texts: ['x'] })).toBe('wrong');
  });
});
