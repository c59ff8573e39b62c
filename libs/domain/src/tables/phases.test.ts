import { describe, expect, it } from 'vitest';
import { nextGate, phaseFault, phaseState, type PhaseDates } from './phases';

const phase = (from: string, until: string | null, gate: string | null = null): PhaseDates => ({
  from,
  until,
  gate: gate === null ? null : { on: gate },
});
const GOOD = [
  phase('2025-01-01', '2025-12-31', '2025-12-31'),
  phase('2026-01-01', '2027-06-30', '2027-01-15'),
  phase('2027-07-01', null),
];

describe('[T9] the phases of a table', () => {
  it('follow each other', () => {
    expect(phaseFault([])).toBeNull();
    expect(phaseFault(GOOD)).toBeNull();
  });

  it.each([
    [[phase('2026-02-01', '2026-01-01')], 0, 'endsBeforeStart'],
    [[phase('2026-01-01', '2026-06-30'), phase('2026-06-30', null)], 1, 'overlaps'],
    [[phase('2026-01-01', null), phase('2027-01-01', null)], 1, 'overlaps'],
    [[phase('2026-06-01', '2026-07-01'), phase('2026-01-01', '2026-02-01')], 1, 'overlaps'],
    [[phase('2026-01-01', '2026-06-30', '2026-07-01')], 0, 'gateOutside'],
    [[phase('2026-01-01', null, '2025-12-31')], 0, 'gateOutside'],
  ] as const)('are refused where they do not: %#', (phases, at, fault) => {
    expect(phaseFault(phases)).toEqual({ at, fault });
  });

  it('are over, going on or to come, their first and last day included', () => {
    expect(GOOD.map((each) => phaseState(each, '2025-12-31'))).toEqual(['current', 'future', 'future']);
    expect(GOOD.map((each) => phaseState(each, '2026-01-01'))).toEqual(['past', 'current', 'future']);
    expect(GOOD.map((each) => phaseState(each, '2040-01-01'))).toEqual(['past', 'past', 'current']);
  });

  it('have a next gate until the last one is behind us', () => {
    expect(nextGate(GOOD, '2025-12-31')).toBe(GOOD[0]);
    expect(nextGate(GOOD, '2026-01-01')).toBe(GOOD[1]);
    expect(nextGate(GOOD, '2027-01-16')).toBeNull();
  });
});
