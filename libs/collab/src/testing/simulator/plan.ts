import { Random } from '../random';
import { ATTACKS, type Attack } from './hostile';

/** Everything that can be done to a simulated table, in groups that a seed switches on or off together. */
const GROUPS = {
  text: { type: 30, edit: 12, open: 4, close: 2, caret: 4, news: 1 },
  lines: { cut: 4, silent: 2, slow: 3, fast: 3, leave: 2, laggy: 1 },
  pages: { reload: 4, tab: 2, sleep: 2, wake: 2 },
  database: { faults: 3, pause: 2, resume: 2, crash: 1, sluggish: 1 },
  nodes: { kill: 2, drain: 1, freeze: 1, cutOff: 1, busDown: 1 },
  rights: { right: 6, withdraw: 2, closing: 1, names: 1 },
  people: { unseat: 1, seat: 2, signOut: 2, signIn: 2 },
  server: { serverEdit: 3, compact: 4, gap: 1 },
  generations: { rewrite: 2, backup: 1 },
  hostile: { attack: 25 },
} as const;
type Group = keyof typeof GROUPS;
export type Kind = { [G in Group]: keyof (typeof GROUPS)[G] }[Group];

/** One thing that is done. Its numbers choose whom and what, so that it means the same when others are left out. */
export interface Command {
  readonly kind: Kind;
  /** Virtual milliseconds before it. */
  readonly wait: number;
  /** In [0, 1): who, which section, what. */
  readonly who: number;
  readonly where: number;
  readonly what: number;
  readonly attack: Attack;
  /** Turns of the event in the midst of which it happens; null when it happens between two. */
  readonly within: number | null;
}

/** How a history is made up: which faults it knows, how many take part, and all that is done. */
export interface Plan {
  readonly groups: readonly Group[];
  readonly nodes: number;
  readonly people: number;
  readonly sections: number;
  readonly commands: readonly Command[];
}

export function planOf(seed: number, maxNodes: number): Plan {
  const random = Random.of(seed, 'plan');
  const share = 0.15 + 0.7 * random.next();
  const groups = (Object.keys(GROUPS) as Group[]).filter((group) => group === 'text' || random.chance(share));
  const weighted: Kind[] = [];
  for (const group of groups) {
    const scale = group === 'text' ? 1 : 0.3 + random.next();
    for (const [kind, weight] of Object.entries(GROUPS[group])) {
      // Swarm: within a group that is on, a seed leaves out some of it altogether.
      if (group !== 'text' && random.chance(0.25)) continue;
      for (let n = Math.ceil(weight * scale); n > 0; n -= 1) weighted.push(kind as Kind);
    }
  }
  const commands = Array.from({ length: 30 + random.below(90) }, () => commandOf(random, weighted));
  return {
    groups,
    nodes: 1 + random.below(maxNodes),
    people: 3 + random.below(4),
    sections: 2 + random.below(3),
    commands,
  };
}

function commandOf(random: Random, kinds: readonly Kind[]): Command {
  const kind = random.pick(kinds);
  const pace = random.next();
  return {
    kind,
    wait: random.next() * (pace < 0.55 ? 15 : pace < 0.94 ? 120 : 2_000),
    who: random.next(),
    where: random.next(),
    what: random.next(),
    attack: random.pick(ATTACKS),
    within: random.chance(0.3) ? random.below(12) : null,
  };
}
