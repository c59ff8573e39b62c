import { describe, expect, it } from 'vitest';
import type { SectionView } from '@samenspel/domain';
import { aboveOf, dropOf, placeOf, stepOf } from './arrange';

const section = (code: string, restricted = false): SectionView => ({
  sectionId: code,
  code,
  title: code,
  right: 'write',
  audience: [],
  restricted,
  owner: true,
  mayEdit: true,
  archivedAt: null,
});
const sections = [section('1'), section('2'), section('3'), section('G.1', true), section('G.2', true)];
const after = (step: { after: SectionView | null } | null): string | null | undefined =>
  step === null ? undefined : (step.after?.sectionId ?? null);

describe('[D12] a step in the outline', () => {
  it('goes one place up or down', () => {
    expect(after(stepOf(sections, '2', 'up'))).toBe(null);
    expect(after(stepOf(sections, '3', 'up'))).toBe('1');
    expect(after(stepOf(sections, '1', 'down'))).toBe('2');
  });

  it('ends where its group ends', () => {
    expect(stepOf(sections, '3', 'down')).toBeNull();
    expect(stepOf(sections, 'G.1', 'up')).toBeNull();
    expect(stepOf(sections, 'G.2', 'down')).toBeNull();
    expect(stepOf(sections, 'gone', 'up')).toBeNull();
  });

  it('is undone by the place that it came from', () => {
    expect(after(placeOf(sections, '3'))).toBe('2');
    expect(after(placeOf(sections, 'G.1'))).toBe(null);
  });
});

describe('[D12] a drop in the outline', () => {
  it('comes before or behind the target, and nowhere when it is there already', () => {
    expect(after(dropOf(sections, '1', '3', 'behind'))).toBe('3');
    expect(after(dropOf(sections, '1', '3', 'before'))).toBe('2');
    expect(after(dropOf(sections, '3', '1', 'before'))).toBe(null);
    expect(dropOf(sections, '2', '1', 'behind')).toBeNull();
    expect(dropOf(sections, '2', '2', 'behind')).toBeNull();
  });

  it('is nothing over a section of another group', () => {
    expect(dropOf(sections, '1', 'G.1', 'before')).toBeNull();
  });
});

describe('[D18] the section above', () => {
  it('is one of the same group', () => {
    expect(aboveOf(sections, '2')?.sectionId).toBe('1');
    expect(aboveOf(sections, 'G.1')).toBeNull();
    expect(aboveOf(sections, '1')).toBeNull();
  });
});
