import { Random } from '@samenspel/collab/testing';
import { FAULTS } from './crash-faults';
import { Ledger } from './crash-ledger';
import { CrashStage, type CrashShape } from './crash-stage';

/** What the parts are played on, in turn. On each a database begins anew, so that texts stay as long as people's texts are. */
const SHAPES: readonly CrashShape[] = [
  { servers: 1, disk: true },
  { servers: 2, disk: false },
  { servers: 1, disk: false },
  { servers: 3, disk: true },
];
/** What is typed in a round before the next, in words, unless that takes too long. */
const WORDS = 1_100;
const ROUND_MS = 2_500;
/** In milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly max: number;
}

export interface CampaignResult {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly seenUnsaved: number;
  readonly diverged: number;
  readonly doubled: number;
  /** Servers that ended though nobody killed them. */
  readonly crashes: number;
  /** Text that a server refused for good, which it had no reason to. */
  readonly refused: number;
  /** From the end of a fault until text is saved again in every browser. */
  readonly recoveryMs: Spread;
  /** From the end of a server to its next readiness. */
  readonly awayMs: Spread;
  readonly seed: number;
  readonly faults: Readonly<Record<string, { readonly rounds: number; readonly slowestMs: number }>>;
  /** The first of everything that was wrong, in words. */
  readonly problems: readonly string[];
}

/** Rounds of typing in which something breaks, and at the end of each part everything is counted. */
export async function crashCampaign(
  { rounds, seed, roundsInPart }: { readonly rounds: number; readonly seed: number; readonly roundsInPart: number },
  say: (line: string) => void,
): Promise<CampaignResult> {
  const random = new Random(seed);
  const recoveries: number[] = [];
  const away: number[] = [];
  const faults: Record<string, { rounds: number; slowestMs: number }> = {};
  const problems: string[] = [];
  const counts = { acknowledged: 0, lost: 0, seenUnsaved: 0, diverged: 0, doubled: 0, crashes: 0, refused: 0 };
  let done = 0;
  for (let part = 0; done < rounds; part += 1) {
    const ledger = new Ledger();
    const stage = await CrashStage.open(random, ledger, SHAPES[part % SHAPES.length] ?? { servers: 1, disk: false });
    const label = `seed ${seed}, part ${part}`;
    try {
      stage.startTyping();
      // Every kind has its turn before one comes again, in another order each time.
      const turns: string[] = [];
      for (let round = 0; round < roundsInPart && done < rounds; round += 1, done += 1) {
        if (turns.length === 0)
          turns.push(
            ...shuffled(
              FAULTS.filter(({ possible }) => possible(stage)),
              random,
            ),
          );
        const fault = FAULTS.find(({ name }) => name === turns[0]);
        turns.shift();
        if (fault === undefined) throw new Error('there is nothing to do');
        const begun = Date.now();
        const goal = stage.acknowledged + WORDS;
        await new Promise((later) => setTimeout(later, 20 + random.below(200)));
        const healed = await fault.run(stage, random);
        const took = await stage.untilSaving(healed);
        recoveries.push(took);
        say(`${done + 1}: ${fault.name}: everybody is saving again after ${took} ms`);
        const before = faults[fault.name] ?? { rounds: 0, slowestMs: 0 };
        faults[fault.name] = { rounds: before.rounds + 1, slowestMs: Math.max(before.slowestMs, took) };
        while (stage.acknowledged < goal && Date.now() < begun + ROUND_MS)
          await new Promise((tick) => setTimeout(tick, 10));
      }
      stage.stopTyping();
      const verdict = await stage.judge();
      counts.acknowledged += stage.acknowledged;
      for (const kind of ['lost', 'seenUnsaved', 'diverged', 'doubled', 'refused'] as const) {
        counts[kind] += verdict[kind].length;
        problems.push(...verdict[kind].slice(0, 3).map((what) => `${label}: ${kind}: ${what}`));
      }
      for (const node of stage.nodes) {
        away.push(...node.away);
        counts.crashes += node.crashes.length;
        problems.push(...node.crashes.map((said) => `${label}: the server ended by itself: ${said}`));
      }
      say(`${done} rounds, ${counts.acknowledged} words acknowledged, ${JSON.stringify(counts)}`);
    } catch (error) {
      throw new Error(`${label}, round ${done}`, { cause: error });
    } finally {
      await stage.close();
    }
  }
  return { rounds: done, ...counts, recoveryMs: spread(recoveries), awayMs: spread(away), seed, faults, problems };
}

function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((one, other) => one - other);
  return { p50: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
}

function shuffled(faults: readonly { readonly name: string }[], random: Random): string[] {
  const names = faults.map(({ name }) => name);
  for (let at = names.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [names[at], names[other]] = [names[other] ?? '', names[at] ?? ''];
  }
  return names;
}
