import * as Y from 'yjs';
import { SILENT, type Line, type OpenDocument } from './line';
import { Meter, atRate, median, pause, percentile, until } from './load';
import { medians, type Figures, type Outcome, type Scale } from './measures';
import { OwnLine } from './own-line';
import { cpuOf } from './process-figures';
import { OwnSystem, type System } from './systems';
import { Typist, contentsOf } from './typist';

const JOINERS = 50;

/** S3: joining a large document that was not open, that is open, and fifty at once that was not. */
export async function joining(systems: readonly System[], scale: Scale): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const system of systems) {
    const [name = ''] = await system.documents(1);
    await writeLarge(system, name, scale.s3Letters);
    const durable = !system.durable.startsWith('never');
    const rounds: Figures[] = [];
    for (let round = 0; round < scale.rounds; round += 1) {
      if (durable) await restart(system);
      const cold = durable ? await joinOnce(system, name) : null;
      const warm = [await joinOnce(system, name), await joinOnce(system, name), await joinOnce(system, name)];
      if (durable) await restart(system);
      const together = durable ? await joinTogether(system, name) : null;
      rounds.push({
        coldMs: cold?.ms ?? null,
        warmMs: median(warm.map(({ ms }) => ms)),
        bytes: warm[0]?.bytes ?? null,
        fiftyColdSlowestMs: together,
      });
    }
    outcomes.push({ scenario: 'S3 join', system: system.name, durable: system.durable, figures: medians(rounds) });
  }
  return outcomes;
}

async function writeLarge(system: System, name: string, letters: number): Promise<void> {
  const line = await system.line(0);
  const document = await line.open(name, SILENT);
  const typist = new Typist(document.state, await document.prepare());
  document.write(typist.begin());
  for (let done = 0; done < letters; done += 2_000) {
    document.write(typist.many(Math.min(2_000, letters - done)));
    await pause(20);
  }
  await until(() => document.unacknowledged <= 0, 60_000);
  // Time to store, to compact, and for whoever stores later.
  await pause(4_000);
  line.close();
  await pause(1_000);
}

async function restart(system: System): Promise<void> {
  await system.stop();
  await system.again();
}

async function joinOnce(system: System, name: string): Promise<{ ms: number; bytes: number }> {
  const line = await system.line(0);
  await pause(50);
  const before = line.bytesRead;
  const at = performance.now();
  await line.open(name, SILENT);
  const ms = performance.now() - at;
  await quiet(line);
  const bytes = line.bytesRead - before;
  line.close();
  return { ms, bytes };
}

/** Until nothing more comes: Hocuspocus sends the whole text a second time, as an update. */
async function quiet(line: Line): Promise<void> {
  for (let before = -1; before !== line.bytesRead; await pause(400)) before = line.bytesRead;
}

async function joinTogether(system: System, name: string): Promise<number> {
  const lines: Line[] = [];
  for (let n = 0; n < JOINERS; n += 1) lines.push(await system.line(n));
  await pause(200);
  const at = performance.now();
  const times = await Promise.all(lines.map((line) => line.open(name, SILENT).then(() => performance.now() - at)));
  for (const line of lines) line.close();
  return Math.max(...times);
}

/** S4: the server is killed while four people write; what was acknowledged or seen and is gone afterwards. */
export async function killing(systems: readonly System[], scale: Scale): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const system of systems) {
    // Null for who never says that anything is safe: there is nothing to keep then.
    let acknowledgedLost: number | null = null;
    const total = { rounds: 0, seenLost: 0, roundsWithLoss: 0 };
    for (let round = 0; round < scale.s4Rounds; round += 1) {
      const lost = await killOnce(system, 700 + 170 * round);
      total.rounds += 1;
      if (lost.acknowledged !== null) acknowledgedLost = (acknowledgedLost ?? 0) + lost.acknowledged;
      total.seenLost += lost.seen;
      if ((lost.acknowledged ?? 0) + lost.seen > 0) total.roundsWithLoss += 1;
    }
    outcomes.push({
      scenario: 'S4 kill -9',
      system: system.name,
      durable: system.durable,
      figures: { ...total, acknowledgedLost },
    });
  }
  return outcomes;
}

async function killOnce(system: System, afterMs: number): Promise<{ acknowledged: number | null; seen: number }> {
  const [name = ''] = await system.documents(1);
  const seen = new Map<number, number>();
  const note = (update: Uint8Array): void =>
    contentsOf(update, (client, clock, length) => seen.set(client, Math.max(seen.get(client) ?? 0, clock + length)));
  const reader = await system.line(0);
  await reader.open(name, { update: note });
  const writers: { line: Line; document: OpenDocument; typist: Typist; acknowledged: number; own: number }[] = [];
  for (let n = 1; n <= 4; n += 1) {
    const line = await system.line(n);
    const writer = { line, acknowledged: 0, own: 0 };
    const document = await line.open(name, {
      update: () => undefined,
      acknowledged: (count) => (writer.acknowledged += count),
    });
    writer.own = await document.prepare();
    const typist = new Typist(document.state, writer.own);
    document.write(typist.begin());
    writers.push(Object.assign(writer, { document, typist }));
  }
  const typing = atRate(
    afterMs + 500,
    50,
    writers.map(
      ({ document, typist, line }) =>
        () =>
          line.closed || document.write(typist.next()),
    ),
  );
  await pause(afterMs);
  await system.kill();
  await typing;
  for (const { line } of writers) line.close();
  reader.close();
  await system.again();
  const line = await system.line(0);
  const { state } = await line.open(name, SILENT);
  const doc = new Y.Doc();
  for (const update of state) Y.applyUpdate(doc, update);
  line.close();
  // The first update of a writer is his paragraph, whose structs come before his letters.
  const held = (client: number): number => Y.getState(doc.store, client);
  let lostSeen = 0;
  for (const [client, end] of seen) lostSeen += Math.max(0, end - held(client));
  const lostAcknowledged = writers.reduce(
    (sum, { own, acknowledged }) =>
      sum + (acknowledged === 0 ? 0 : Math.max(0, acknowledged - 1 + PARAGRAPH - held(own))),
    0,
  );
  const said = writers.some(({ acknowledged }) => acknowledged > 0);
  return { acknowledged: said ? lostAcknowledged : null, seen: lostSeen };
}

/** Structs of an empty paragraph with its two attributes and its text. */
const PARAGRAPH = 4;

/** What one letter in a large document writes to PostgreSQL's log. */
export async function walPerLetter(systems: readonly System[], own: OwnSystem, scale: Scale): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const database = await own.database('bench');
  const written = async (from: string): Promise<number> => {
    const { rows } = await database.query<{ bytes: number }>(
      'SELECT (pg_current_wal_lsn() - $1::pg_lsn)::float8 AS bytes',
      [from],
    );
    return rows[0]?.bytes ?? 0;
  };
  const lsnOf = async (): Promise<string> => {
    const { rows } = await database.query<{ lsn: string }>('SELECT pg_current_wal_lsn()::text AS lsn');
    return rows[0]?.lsn ?? '0/0';
  };
  for (const system of systems) {
    const [name = ''] = await system.documents(1);
    await writeLarge(system, name, scale.s3Letters);
    const line = await system.line(0);
    const document = await line.open(name, SILENT);
    const typist = new Typist(document.state, await document.prepare());
    document.write(typist.begin());
    // The first change of a page after a checkpoint writes the whole page: not what a letter costs.
    await atRate(2_500, 20, [() => document.write(typist.next())]);
    const perLetter: number[] = [];
    for (let window = 0; window < WAL_WINDOWS; window += 1) {
      await untilNothingIsWritten(written, lsnOf);
      const from = await lsnOf();
      await atRate(WAL_LETTERS * 50, 20, [() => document.write(typist.next())]);
      await pause(500);
      perLetter.push((await written(from)) / WAL_LETTERS);
    }
    outcomes.push({
      scenario: 'WAL per letter',
      system: system.name,
      durable: system.durable,
      figures: {
        walBytesPerLetter: median(perLetter),
        documentBytes: document.state.reduce((sum, one) => sum + one.byteLength, 0),
      },
    });
    line.close();
  }
  await database.end();
  return outcomes;
}

/** Letters of one window, and windows of which the middle one counts: now and then a text is compacted, or read in for the search. */
const WAL_LETTERS = 20;
const WAL_WINDOWS = 9;

/** What an earlier scenario left to be stored, compacted or read in for the search must not count for a letter. */
async function untilNothingIsWritten(
  written: (from: string) => Promise<number>,
  lsnOf: () => Promise<string>,
): Promise<void> {
  for (const end = performance.now() + 180_000; performance.now() < end;) {
    const from = await lsnOf();
    await pause(1_500);
    if ((await written(from)) < 2_000) return;
  }
}

/** S6: many clients in one document who move their carets once a second. */
export async function carets(systems: readonly System[], scale: Scale): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const system of systems) {
    const [name = ''] = await system.documents(1);
    const opened: { line: Line; document: OpenDocument }[] = [];
    for (let n = 0; n < scale.s6Clients; n += 1) {
      const line = await system.line(n);
      opened.push({ line, document: await line.open(name, SILENT) });
      await opened[n]?.document.prepare();
    }
    const read = (): number => opened.reduce((sum, { line }) => sum + line.bytesRead, 0);
    const calls = opened.map(({ document }, n) => {
      let place = n;
      return () => document.caret((place += 1));
    });
    await atRate(1_500, 1, calls);
    const bytes = read();
    const cpu = cpuOf(system.pid);
    const begin = performance.now();
    await atRate(scale.windowMs, 1, calls);
    const ms = performance.now() - begin;
    outcomes.push({
      scenario: `S6 ${scale.s6Clients} carets`,
      system: system.name,
      durable: '-',
      figures: {
        cpuPercent: (cpuOf(system.pid) - cpu) / ms / 10,
        bytesPerClientPerSecond: ((read() - bytes) / scale.s6Clients / ms) * 1_000,
        connectionsLost: opened.filter(({ line }) => line.closed).length,
      },
    });
    for (const { line } of opened) line.close();
    await pause(500);
  }
  return outcomes;
}

/** S7: the server is started again while many clients have three sections open each; ten of them write on as soon as they can. */
export async function storm(own: OwnSystem, scale: Scale): Promise<Outcome[]> {
  const sections = await own.documents(30);
  const three = (n: number): string[] => [0, 1, 2].map((k) => sections[(n * 3 + k) % sections.length] ?? '');
  await restart(own);
  const begin = performance.now();
  const meter = new Meter();
  const acknowledged: number[] = [];
  let synced = 0;
  const lines: OwnLine[] = [];
  await Promise.all(
    Array.from({ length: scale.s7Clients }, async (_, n) => {
      const line = await own.line(n);
      lines.push(line);
      let typedAt = 0;
      const opened = await line.openAll(three(n), {
        update: () => undefined,
        acknowledged: () => acknowledged.push(performance.now() - typedAt),
      });
      const [first] = opened;
      if (n < 10 && first !== undefined) {
        const typist = new Typist(first.state, await first.prepare());
        typedAt = performance.now();
        first.write(typist.begin());
        void atRate(scale.windowMs, 5, [
          () => {
            if (first.unacknowledged > 0) return;
            typedAt = performance.now();
            first.write(typist.next());
          },
        ]);
      }
      synced = Math.max(synced, performance.now() - begin);
    }),
  );
  await pause(scale.windowMs);
  meter.clear();
  for (const line of lines) line.close();
  return [
    {
      scenario: `S7 ${scale.s7Clients} reconnect`,
      system: own.name,
      durable: own.durable,
      figures: {
        allSyncedMs: synced,
        ackP50Ms: percentile(acknowledged, 0.5),
        ackP99Ms: percentile(acknowledged, 0.99),
      },
    },
  ];
}
