import type { Random } from '@samenspel/collab/testing';
import type { CrashStage } from './crash-stage';

/** What goes wrong in a round. Resolves with the moment from which everything is there again, for how long it takes to save. */
export interface CrashFault {
  readonly name: string;
  /** Can it be done here? */
  readonly possible: (stage: CrashStage) => boolean;
  readonly run: (stage: CrashStage, random: Random) => Promise<number>;
}

const FAILPOINTS = [
  'before-commit',
  'after-commit',
  'after-ack',
  'compaction-before-switch',
  'compaction-after-switch',
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const always = (): boolean => true;

async function postgresKilled(stage: CrashStage, random: Random): Promise<number> {
  await stage.database.kill();
  await pause(random.below(300));
  await stage.database.start();
  return Date.now();
}

/** A line that is bad for a while. */
function badLine(
  name: string,
  which: 'front' | 'databaseLine',
  worsen: (stage: CrashStage, random: Random) => void,
): CrashFault {
  return {
    name,
    possible: always,
    run: async (stage, random) => {
      worsen(stage, random);
      await pause(100 + random.below(600));
      stage[which].heal();
      return Date.now();
    },
  };
}

export const FAULTS: readonly CrashFault[] = [
  {
    name: 'server killed',
    possible: always,
    run: async (stage, random) => {
      const at = Date.now();
      await random.pick(stage.nodes).kill();
      return at;
    },
  },
  ...FAILPOINTS.map((point) => ({
    name: `killed ${point}`,
    possible: always,
    run: async (stage: CrashStage, random: Random) => {
      const [node] = stage.nodes;
      if (node === undefined) throw new Error('there is no server');
      node.expectEnd();
      stage.arm(point, point.startsWith('compaction') ? 0 : random.below(40));
      if (!(await node.endsWithin(8_000))) throw new Error(`${point} was never reached`);
      return Date.now();
    },
  })),
  {
    name: 'server stopped in order',
    possible: always,
    run: async (stage, random) => {
      await random.pick(stage.nodes).restart();
      return Date.now();
    },
  },
  { name: 'postgres killed', possible: always, run: postgresKilled },
  {
    name: 'postgres and server killed',
    possible: always,
    run: async (stage, random) => {
      const [at] = await Promise.all([postgresKilled(stage, random), ...stage.nodes.map((node) => node.kill())]);
      return at;
    },
  },
  {
    name: 'postgres paused',
    possible: always,
    run: async (stage, random) => {
      stage.database.pause();
      await pause(100 + random.below(random.chance(0.1) ? 4_000 : 800));
      stage.database.resume();
      return Date.now();
    },
  },
  {
    name: 'disk full',
    possible: ({ disk }) => disk !== null,
    run: async (stage, random) => {
      stage.disk?.fill();
      await pause(200 + random.below(600));
      stage.disk?.free();
      // With no room for its log PostgreSQL may end itself: the operator starts it.
      await stage.database.start();
      return Date.now();
    },
  },
  {
    name: 'database connections cut',
    possible: always,
    run: async (stage, random) => {
      for (let n = random.below(3); n >= 0; n -= 1) {
        stage.databaseLine.cut();
        await pause(random.below(60));
      }
      return Date.now();
    },
  },
  {
    name: 'commits done and answers lost',
    possible: always,
    run: async (stage, random) => {
      stage.databaseLine.deaf = true;
      await pause(20 + random.below(200));
      stage.databaseLine.cut();
      stage.databaseLine.heal();
      return Date.now();
    },
  },
  badLine('database slow', 'databaseLine', (stage, random) => (stage.databaseLine.delayMs = 20 + random.below(200))),
  badLine('database silent', 'databaseLine', (stage) => stage.databaseLine.stall()),
  badLine('people slow', 'front', (stage, random) => (stage.front.delayMs = 20 + random.below(300))),
  badLine('people silent', 'front', (stage) => stage.front.stall()),
  badLine('single bytes', 'front', (stage) => (stage.front.split = true)),
  {
    name: 'people cut off',
    possible: always,
    run: async (stage, random) => {
      for (let n = random.below(3); n >= 0; n -= 1) {
        stage.front.cut();
        await pause(random.below(200));
      }
      return Date.now();
    },
  },
  {
    name: 'browser killed',
    possible: always,
    run: async (stage, random) => {
      for (let n = random.below(3); n >= 0; n -= 1) random.pick(stage.typists).crash();
      return Promise.resolve(Date.now());
    },
  },
];
