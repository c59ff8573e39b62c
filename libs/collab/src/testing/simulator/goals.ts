/**
 * What must have happened at least once in a suite of histories (I15): a fault that never struck, a refusal that was never
 * given and a way back that was never gone prove nothing.
 */
export const GOALS = [
  'line cut', 'message lost', 'line half-open', 'stale line beside a new one', 'slow reader', 'backlog dropped',
  'page reloaded', 'second tab', 'page asleep', 'text of an earlier page', 'signed out', 'signed in again',
  'server killed', 'server killed within a turn', 'server drained', 'server frozen', 'handshake refused',
  'commit lost', 'commit stored, answer lost', 'read failed', 'database paused', 'database restarted',
  'commit committed', 'commit duplicate', 'commit fenced', 'lease fenced',
  'servers beside each other', 'hint lost', 'server cut off',
  'right lowered', 'right granted', 'right withdrawn', 'table closed', 'seat removed', 'history rewritten', 'backup restored',
  'revoked on the line', 'restarted on the line', 'closed for its backlog', 'draft kept', 'names agreed',
  'server edit', 'compacted', 'gap refused by compaction', 'joined by tail', 'joined by snapshot',
  'refused retry', 'refused resync', 'refused forbidden', 'refused schema', 'refused too-large', 'refused generation',
  'refused lease', 'lease refused', 'join refused', 'garbage refused', 'flood expelled',
  'peers named', 'carets moved', 'peers unnamed', 'news told', 'hostile frame admitted',
] as const; // prettier-ignore
/** What comes so seldom that a suite may miss it. Each has a test of its own. */
const SELDOM = ['commit taken', 'closed for its lapse', 'acknowledged again'] as const;
export type Goal = (typeof GOALS)[number] | (typeof SELDOM)[number];

export function isGoal(what: string): what is Goal {
  return [...GOALS, ...SELDOM].some((goal) => goal === what);
}

/** How often each thing happened. */
export class Goals {
  readonly counts = new Map<Goal, number>();

  hit(goal: Goal): void {
    this.counts.set(goal, (this.counts.get(goal) ?? 0) + 1);
  }

  add(other: Goals): void {
    for (const [goal, count] of other.counts) this.counts.set(goal, (this.counts.get(goal) ?? 0) + count);
  }

  get missed(): Goal[] {
    return GOALS.filter((goal) => !this.counts.has(goal));
  }
}
