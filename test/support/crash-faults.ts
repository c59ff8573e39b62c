import type { Random } from '@samenspel/collab/testing';
import type { CrashStage } from './crash-stage';
import type { TcpProxy } from './tcp-proxy';

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

/** While everybody types, every point is passed within this time, in milliseconds. */
const POINT_MS = 60_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const always = (): boolean => true;

async function postgresKilled(stage: CrashStage, random: Random): Promise<number> {
  await stage.database.kill();
  await pause(random.below(300));
  await stage.database.start();
  return Date.now();
}

/** A line of one server, or of everybody to them, is bad for a while. */
function badLine(
  name: string,
  lineOf: (stage: CrashStage, random: Random) => TcpProxy | null,
  worsen: (line: TcpProxy, random: Random) => void,
  possible: (stage: CrashStage) => boolean = always,
): CrashFault {
  return {
    name,
    possible,
    run: async (stage, random) => {
      const line = lineOf(stage, random);
      if (line === null) throw new Error('there is no such line');
      worsen(line, random);
      await pause(100 + random.below(600));
      line.heal();
      return Date.now();
    },
  };
}

const front = (stage: CrashStage): TcpProxy => stage.front;
const toDatabase = (stage: CrashStage, random: Random): TcpProxy => random.pick(stage.nodes).lines.database;
const toRedis = (stage: CrashStage, random: Random): TcpProxy | null => random.pick(stage.nodes).lines.redis;
const several = ({ redis }: CrashStage): boolean => redis !== null;

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
      for (const node of stage.nodes) node.expectEnd();
      stage.arm(point, point.startsWith('compaction') ? 0 : random.below(40));
      const reached = await Promise.race(stage.nodes.map((node) => node.endsWithin(POINT_MS)));
      for (const node of stage.nodes) node.expectNoEnd();
      if (!reached) throw new Error(`${point} was never reached`);
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
        for (const { lines } of stage.nodes) lines.database.cut();
        await pause(random.below(60));
      }
      return Date.now();
    },
  },
  {
    name: 'commits done and answers lost',
    possible: always,
    run: async (stage, random) => {
      const line = toDatabase(stage, random);
      line.deaf = true;
      await pause(20 + random.below(200));
      line.cut();
      line.heal();
      return Date.now();
    },
  },
  badLine('database slow', toDatabase, (line, random) => (line.delayMs = 20 + random.below(200))),
  badLine('database silent', toDatabase, (line) => line.stall()),
  badLine('database out of reach', toDatabase, (line) => {
    line.refusing = true;
    line.cut();
  }),
  badLine('people slow', front, (line, random) => (line.delayMs = 20 + random.below(300))),
  badLine('people silent', front, (line) => line.stall()),
  badLine('single bytes', front, (line) => (line.split = true)),
  badLine('redis silent', toRedis, (line) => line.stall(), several),
  badLine(
    'redis out of reach',
    toRedis,
    (line) => {
      line.refusing = true;
      line.cut();
    },
    several,
  ),
  {
    name: 'redis killed',
    possible: several,
    run: async (stage, random) => {
      await stage.redis?.kill();
      await pause(random.below(1_000));
      await stage.redis?.start();
      return Date.now();
    },
  },
  {
    name: 'redis stopped',
    possible: several,
    run: async (stage, random) => {
      stage.redis?.pause();
      await pause(random.below(1_000));
      stage.redis?.resume();
      return Date.now();
    },
  },
  {
    name: 'all servers killed',
    possible: several,
    run: async (stage) => {
      await Promise.all(stage.nodes.map((node) => node.kill()));
      return Date.now();
    },
  },
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
