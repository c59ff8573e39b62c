import type { Outcome } from './measures';

/** The outcomes of one scenario as a table of text, a system a line. */
export function table(outcomes: readonly Outcome[]): string {
  const lines: string[] = [];
  for (const scenario of new Set(outcomes.map((one) => one.scenario))) {
    const rows = outcomes.filter((one) => one.scenario === scenario);
    const names = Object.keys(rows[0]?.figures ?? {});
    const cells = [
      [scenario, 'durable', ...names],
      ...rows.map(({ system, durable, figures }) => [
        system,
        durable,
        ...names.map((name) => shown(figures[name] ?? null)),
      ]),
    ];
    const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0))) ?? [];
    lines.push('', ...cells.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')));
  }
  return lines.join('\n');
}

/** A figure with as many digits as mean something. */
export function shown(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '-';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Math.round(value * 100) / 100);
}

export interface GoalOutcome {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

/** What was set out to be reached, against Hocuspocus as it comes unless it says otherwise. */
const GOALS: readonly {
  readonly goal: string;
  readonly scenario: RegExp;
  readonly figure: string;
  readonly against?: string;
  readonly met: (ours: number, theirs: number) => boolean;
}[] = [
  { goal: 'S1 p50 at most 1 ms slower', scenario: /^S1/, figure: 'p50Ms', met: (ours, theirs) => ours <= theirs + 1 },
  { goal: 'S1 p99 at most 1.5 times', scenario: /^S1/, figure: 'p99Ms', met: (ours, theirs) => ours <= theirs * 1.5 },
  { goal: 'S1 processor per delivery at most 1.1 times', scenario: /^S1/, figure: 'cpuUsPerDelivery', met: (ours, theirs) => ours <= theirs * 1.1 },
  { goal: 'S1 processor per delivery at most 0.55 times', scenario: /^S1 N=(200|500)/, figure: 'cpuUsPerDelivery', against: 'y-socket.io', met: (ours, theirs) => ours <= theirs * 0.55 },
  { goal: 'S1 bytes per delivery at most 0.65 times', scenario: /^S1/, figure: 'bytesPerDelivery', met: (ours, theirs) => ours <= theirs * 0.65 },
  { goal: 'S2 memory at most 0.65 times', scenario: /^S2/, figure: 'rssMb', met: (ours, theirs) => ours <= theirs * 0.65 },
  { goal: 'S3 cold join at most 0.25 times', scenario: /^S3/, figure: 'coldMs', met: (ours, theirs) => ours <= theirs * 0.25 },
  { goal: 'S3 bytes at most 0.55 times', scenario: /^S3/, figure: 'bytes', met: (ours, theirs) => ours <= theirs * 0.55 },
  { goal: 'S3 fifty cold joins at most 0.35 times', scenario: /^S3/, figure: 'fiftyColdSlowestMs', met: (ours, theirs) => ours <= theirs * 0.35 },
  { goal: 'S4 nothing acknowledged is lost', scenario: /^S4/, figure: 'acknowledgedLost', met: (ours) => ours === 0 },
  { goal: 'S4 nothing seen is lost', scenario: /^S4/, figure: 'seenLost', met: (ours) => ours === 0 },
  { goal: 'S5 one document at least 3 times', scenario: /^S5 one/, figure: 'updatesPerSecond', met: (ours, theirs) => ours > 0 && ours >= theirs * 3 },
  { goal: 'S5 hundred documents at least 2.5 times', scenario: /^S5 100/, figure: 'updatesPerSecond', met: (ours, theirs) => ours > 0 && ours >= theirs * 2.5 },
  { goal: 'WAL per letter at most 1/100', scenario: /^WAL/, figure: 'walBytesPerLetter', against: 'Hocuspocus, debounce 0', met: (ours, theirs) => ours <= theirs / 100 },
  { goal: 'S6 below 10 % of a core', scenario: /^S6/, figure: 'cpuPercent', met: (ours) => ours < 10 },
  { goal: 'S7 all synced within 5 s', scenario: /^S7/, figure: 'allSyncedMs', met: (ours) => ours <= 5_000 },
  { goal: 'S7 acknowledged meanwhile within 1 s at p99', scenario: /^S7/, figure: 'ackP99Ms', met: (ours) => ours <= 1_000 },
]; // prettier-ignore

/** Every goal against what was measured; what was not measured is left out. */
export function againstGoals(outcomes: readonly Outcome[]): GoalOutcome[] {
  return outcomes
    .filter(({ system }) => system === 'Samenspel')
    .flatMap((ours) =>
      GOALS.filter(({ scenario }) => scenario.test(ours.scenario)).flatMap(({ goal, figure, against, met }) => {
        const own = ours.figures[figure];
        const name = against ?? 'Hocuspocus';
        const theirs = outcomes.find((one) => one.scenario === ours.scenario && one.system === name)?.figures[figure];
        // `met` with one parameter asks for nobody else.
        if (own === undefined || own === null || (met.length > 1 && typeof theirs !== 'number')) return [];
        const measured = `${ours.scenario}: ${shown(own)}${met.length < 2 || typeof theirs !== 'number' ? '' : ` against ${shown(theirs)} of ${name}`}`;
        return [{ goal, measured, met: met(own, theirs ?? Number.NaN) }];
      }),
    );
}
