import { Meter, Room, atRate, pause, percentile, until } from './load';
import { medians, type Figures, type Outcome, type Scale } from './measures';
import { cpuOf, memoryOf } from './process-figures';
import type { System } from './systems';

const WRITERS = 10;
const LETTERS_PER_SECOND = 5;

const outcome = (scenario: string, system: System, rounds: readonly Figures[]): Outcome => ({
  scenario,
  system: system.name,
  durable: system.durable,
  figures: medians(rounds),
});

/** Before anything is measured: every server has compiled what it does all the time. */
export async function warmUp(systems: readonly System[]): Promise<void> {
  for (const system of systems) {
    const [name = ''] = await system.documents(1);
    const room = await Room.enter(system, name, { writers: 4, readers: 16 });
    await typeIn(system, [room], room.meter, 3_000, 100);
    room.leave();
  }
}

/** S1: many clients in one document, ten of them writing at five letters a second. */
export async function oneDocument(systems: readonly System[], scale: Scale): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const clients of scale.s1Clients) {
    const rounds = new Map<System, Figures[]>(systems.map((system) => [system, []]));
    for (let round = 0; round < scale.rounds; round += 1) {
      for (const system of systems) {
        const [name = ''] = await system.documents(1);
        const room = await Room.enter(system, name, { writers: WRITERS, readers: clients - WRITERS });
        rounds.get(system)?.push(await typeIn(system, [room], room.meter, scale.windowMs, LETTERS_PER_SECOND));
        room.leave();
      }
    }
    for (const system of systems) outcomes.push(outcome(`S1 N=${clients}`, system, rounds.get(system) ?? []));
  }
  return outcomes;
}

/** S2: many documents with two clients each, one of whom writes a letter a second. */
export async function manyDocuments(systems: readonly System[], scale: Scale): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const system of systems) {
    const meter = new Meter();
    const before = memoryOf(system.pid);
    const names = await system.documents(scale.s2Documents);
    const rooms: Room[] = [];
    for (const [n, name] of names.entries()) {
      const room = await Room.enter(system, name, { writers: 1, readers: 1, meter, first: n });
      for (const { document, typist } of room.writers) document.write(typist.paste(16_000));
      rooms.push(room);
    }
    await until(
      () => rooms.every((room) => room.writers.every(({ document }) => document.unacknowledged <= 0)),
      30_000,
    );
    await pause(2_000);
    const figures = await typeIn(system, rooms, meter, scale.windowMs, 1);
    const memory = memoryOf(system.pid);
    outcomes.push(
      outcome(`S2 ${scale.s2Documents} documents`, system, [{ ...figures, rssMb: memory, rssBeforeMb: before }]),
    );
    for (const room of rooms) room.leave();
    await pause(1_000);
  }
  return outcomes;
}

/** What a window of typing costs and how long it takes to arrive. */
async function typeIn(
  system: System,
  rooms: readonly Room[],
  meter: Meter,
  windowMs: number,
  perSecond: number,
): Promise<Figures> {
  await pause(500);
  meter.clear();
  const read = (): number => rooms.reduce((sum, room) => sum + room.bytesRead, 0);
  const bytes = read();
  const cpu = cpuOf(system.pid);
  const begin = performance.now();
  let typed = 0;
  const calls = rooms.flatMap((room) =>
    room.writers.map(({ document, typist }) => () => {
      const update = typist.next();
      meter.typed(update);
      document.write(update);
      typed += room.participants.length - 1;
    }),
  );
  await atRate(windowMs, perSecond, calls);
  const complete = await until(() => meter.delivered >= typed, 10_000);
  const seconds = (performance.now() - begin) / 1_000;
  const spent = cpuOf(system.pid) - cpu;
  return {
    p50Ms: percentile(meter.latencies, 0.5),
    p99Ms: percentile(meter.latencies, 0.99),
    cpuUsPerDelivery: spent / meter.delivered,
    cpuPercent: spent / seconds / 10_000,
    bytesPerDelivery: (read() - bytes) / meter.delivered,
    missing: complete ? 0 : typed - meter.delivered,
  };
}

/** S5: the highest rate that is kept up, doubling until it is not: all delivered, within half a second at p99. */
export async function throughput(
  systems: readonly System[],
  scale: Scale,
  documents: number,
  clients: { writers: number; readers: number },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const system of systems) {
    const meter = new Meter();
    const rooms: Room[] = [];
    for (const [n, name] of (await system.documents(documents)).entries())
      rooms.push(await Room.enter(system, name, { ...clients, meter, first: n }));
    await pause(500);
    let best: Figures = { updatesPerSecond: 0 };
    for (let rate = 1_000; rate <= scale.s5MaxRate; rate *= 2) {
      const figures = await flood(system, rooms, meter, rate, scale.windowMs / 2);
      if (figures === null) break;
      best = figures;
    }
    for (const room of rooms) room.leave();
    await pause(1_000);
    const scenario = documents === 1 ? 'S5 one document' : `S5 ${documents} documents`;
    outcomes.push({ scenario, system: system.name, durable: system.durable, figures: best });
  }
  return outcomes;
}

/** Null when the rate was not kept up. */
async function flood(
  system: System,
  rooms: readonly Room[],
  meter: Meter,
  rate: number,
  windowMs: number,
): Promise<Figures | null> {
  const writers = rooms.flatMap((room) =>
    room.writers.map((writer) => ({ ...writer, others: room.participants.length - 1 })),
  );
  // Made before: what the generator has to do for it must not be in the way of receiving.
  const each = Math.floor(((windowMs / 1_000) * rate) / writers.length);
  const queues = writers.map(({ typist }) => Array.from({ length: each }, () => typist.next()));
  meter.clear();
  const cpu = cpuOf(system.pid);
  let typed = 0;
  const begin = performance.now();
  const calls = writers.map(({ document, others }, n) => {
    let next = 0;
    return (): void => {
      const update = queues[n]?.[next];
      next += 1;
      if (update === undefined) return;
      meter.typed(update);
      document.write(update);
      typed += others;
    };
  });
  await atRate(windowMs, rate / writers.length, calls);
  const late = (performance.now() - begin) / windowMs;
  const complete = await until(() => meter.delivered >= typed, 3_000);
  const p99 = percentile(meter.latencies, 0.99);
  const spent = cpuOf(system.pid) - cpu;
  if (!complete) await until(() => meter.delivered >= typed, 20_000);
  if (!complete || p99 > 500 || late > 1.2) return null;
  return {
    updatesPerSecond: rate,
    p50Ms: percentile(meter.latencies, 0.5),
    p99Ms: p99,
    cpuPercent: spent / (performance.now() - begin) / 10,
  };
}
