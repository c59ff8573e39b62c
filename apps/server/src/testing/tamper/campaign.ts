import { fileURLToPath, pathToFileURL } from 'node:url';
import { utf8, verifyBundle, type Bytes, type Finding, type SealBundle, type TableId } from '@samenspel/domain';
import { QueryFailedError, type QueryRunner } from 'typeorm';
import { sha256, signed } from '../../seal/hash';
import { mutateBundle } from './bundle-mutants';
import { FILE_MUTATIONS, type Seen } from './file-mutants';
import * as history from './history-mutants';
import { makeHonestLogs, type HonestLogs } from './honest-log';
import type { Mutant, RowMutation } from './mutant';
import { Random } from './random';
import * as rows from './row-mutants';
import { startedProgram } from './started-program';

export interface CampaignResult {
  readonly seed: number;
  /** Changes that were made and that changed something. */
  readonly mutants: number;
  /** Of these, those that no finding named. */
  readonly missed: number;
  /** Logs that nobody had touched. */
  readonly honest: number;
  readonly falseAlarms: number;
  /** Bundles of which our verifier and the offline one did not say the same. */
  readonly disagreements: number;
  /** How many of each kind there were. */
  readonly kinds: Readonly<Record<string, number>>;
  /** What was missed, alarmed or disagreed about: the first few. */
  readonly failures: readonly string[];
}

type Said = Omit<Seen, 'code'>;

interface OfflineVerifier {
  verify(file: Bytes, older: readonly Bytes[]): Promise<Said>;
  codeOf(said: Said): number;
}

/** Every mutation of rows, and how often it is chosen. */
const ROW_MUTATIONS: Readonly<Record<string, readonly [RowMutation, number]>> = {
  changeColumn: [rows.changeColumn, 10],
  deleteRow: [rows.deleteRow, 2],
  insertRow: [rows.insertRow, 2],
  swapRows: [rows.swapRows, 2],
  loseTail: [history.loseTail, 1],
  loseTailInPart: [history.loseTailInPart, 1],
  fork: [history.fork, 1],
  signAnew: [history.signAnew, 1],
  smuggleKey: [history.smuggleKey, 1],
  rewriteRecord: [history.rewriteRecord, 1],
  swapRecords: [history.swapRecords, 1],
  eraseQuietly: [history.eraseQuietly, 1],
  addUnsigned: [history.addUnsigned, 1],
  exchangeLogs: [history.exchangeLogs, 1],
};
const CHOICES = Object.entries(ROW_MUTATIONS).flatMap(([name, [, often]]) => Array<string>(often).fill(name));
/** What the database cannot hold was not changed: a number too large for its column. */
const OUT_OF_RANGE = '22003';
/** Of ten changes: so many to the parts of a bundle, to the file that it is in, and under another name of the program. */
const SHARES = { bundle: 2, file: 2 };
const RENAMED_EVERY = 40;
/** Codes of the offline verifier: something is wrong; nothing to compare with, and what is here is all or a part. */
const WRONG = 1;
const ALONE = [4, 12];
/** What looks right by itself: what is said of it without anything to compare with must not say more than that. */
const LOOK_RIGHT = ['loseTail', 'fork', 'signAnew'];
/** Every kind of change that a campaign makes. */
export const MUTANT_KINDS: readonly string[] = [
  ...Object.keys(ROW_MUTATIONS),
  ...LOOK_RIGHT.map((kind) => `${kind} with nothing to compare`),
  ...Object.keys(FILE_MUTATIONS),
  'bundle',
  'renamed program',
];
const HONEST_EVERY = 20;
const SHOWN_FAILURES = 20;
const PORTS = {
  hash: sha256,
  verify: (...given: Parameters<typeof signed>) => Promise.resolve(signed(...given)),
};

/**
 * Tampers with sealed logs in every way that there is and sees whether it is found; and checks logs that nobody touched.
 * @param say gets a line now and then
 */
export async function runCampaign(count: number, seed: number, say: (line: string) => void): Promise<CampaignResult> {
  const random = new Random(seed);
  // The offline verifier shares no line with us: it is read from its own folder when it is needed.
  const path = fileURLToPath(new URL('../../../../../verifier/verify.mjs', import.meta.url));
  const offline = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as OfflineVerifier;
  const tally = { mutants: 0, missed: 0, honest: 0, falseAlarms: 0, disagreements: 0 };
  const failures: string[] = [];
  const kinds: Record<string, number> = {};
  const counted = (kind: string): void => {
    tally.mutants += 1;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  };
  const fail = (kind: 'missed' | 'falseAlarms' | 'disagreements', what: string): void => {
    tally[kind] += 1;
    if (failures.length < SHOWN_FAILURES) failures.push(`${kind}: ${what}`);
  };

  async function seenOf(file: Bytes, older: readonly string[], what: string): Promise<Seen> {
    const ours = await verifyBundle(file, older, PORTS);
    const theirs = await offline.verify(file, older.map(utf8));
    const [one, other] = [ours, theirs].map(said);
    if (one !== other) fail('disagreements', `${what}: ${one} | ${other}`);
    return { ...ours, code: offline.codeOf(theirs) };
  }
  async function expectHonest(bundle: SealBundle, kept: readonly string[], what: string): Promise<void> {
    tally.honest += 1;
    const { findings, compared } = await seenOf(fileOf(bundle), kept, what);
    if (findings.length > 0) fail('falseAlarms', `${what}: ${written(findings)}`);
    if ((compared?.size ?? 0) !== kept.length) fail('falseAlarms', `${what}: compared with ${compared?.size}`);
  }

  const logs = await makeHonestLogs(random, (_, bundle, kept) => expectHonest(bundle, kept, 'growing'));
  const program = await startedProgram();
  const runner = logs.owner.createQueryRunner();
  try {
    while (tally.mutants < count) {
      const before = tally.mutants;
      const share = random.below(10);
      if (random.below(RENAMED_EVERY) === 0) await renamed();
      else if (share < SHARES.bundle) await bundleMutant();
      else if (share < SHARES.bundle + SHARES.file) await fileMutant(random.pick(Object.keys(FILE_MUTATIONS)));
      else await rowMutant(random.pick(CHOICES));
      if (tally.mutants === before) continue;
      if (tally.mutants % HONEST_EVERY === 0) await honestGrowth();
      if (tally.mutants % 500 === 0) say(`${tally.mutants} of ${count}, ${tally.missed} missed`);
    }
  } finally {
    await runner.release();
    await logs.close();
    program.remove();
  }
  return { seed, ...tally, kinds, failures };

  async function rowMutant(kind: string): Promise<void> {
    await undone(runner, async () => {
      const mutant = await attempted(() => ROW_MUTATIONS[kind]?.[0](runner.manager, random, logs));
      if (mutant === null) return;
      counted(kind);
      const older = olderFor(random, logs, mutant);
      const tables = mutant.onlyAgainst === undefined ? logs.tables : [mutant.onlyAgainst.tableId];
      const found: Finding[] = [];
      for (const tableId of tables) {
        const file = fileOf(await logs.bundle(runner.manager, tableId));
        if (older.length > 0) await claimsNoMore(kind, file, mutant.what);
        found.push(...(await seenOf(file, older, mutant.what)).findings);
        if (found.some((finding) => mutant.names(finding))) return;
      }
      fail('missed', `${mutant.what}: ${written(found)}`);
    });
  }

  /** Right by itself, and nothing to compare with: then it is said that nothing was compared. */
  async function claimsNoMore(kind: string, file: Bytes, what: string): Promise<void> {
    counted(`${kind} with nothing to compare`);
    const { code } = await seenOf(file, [], what);
    if (![WRONG, ...ALONE].includes(code)) fail('missed', `${what}: ends with ${code}`);
  }

  /** As one reader got it, who may read all of it or a part. */
  function anyBundle(): Promise<SealBundle> {
    const chosen = random.below(3);
    return logs.bundle(
      logs.owner.manager,
      random.pick(logs.tables),
      (record) => chosen === 0 || record.charCodeAt(0) % 2 === 0,
      true,
    );
  }

  async function fileMutant(kind: string): Promise<void> {
    const made = FILE_MUTATIONS[kind]?.(random, await anyBundle()) ?? null;
    if (made === null) return;
    counted(kind);
    const seen = await seenOf(made.file, [], made.what);
    if (!made.told(seen)) fail('missed', `${made.what}: ${said(seen)}`);
  }

  /** A forged bundle, given to the program under whatever name somebody saved it. */
  async function renamed(): Promise<void> {
    const bundle = await anyBundle();
    const [value] = bundle.values;
    if (value === undefined) return;
    counted('renamed program');
    const forged = { ...bundle, values: [{ ...value, value: '"Vervalst"' }, ...bundle.values.slice(1)] };
    const { name, code, said: report } = program.check(random, fileOf(forged));
    if (code !== WRONG || !report.includes('[value-')) fail('missed', `forged, to ${name}: ended with ${code}`);
  }

  async function bundleMutant(): Promise<void> {
    const made = mutateBundle(random, await anyBundle());
    if (made === null) return;
    counted('bundle');
    const { findings } = await seenOf(fileOf(made.given), [], made.mutant.what);
    if (!findings.some((finding) => made.mutant.names(finding))) {
      fail('missed', `${made.mutant.what}: ${written(findings)}`);
    }
  }

  /** As the logs would go on, for a reader who may read some of it and kept everything. */
  async function honestGrowth(): Promise<void> {
    await undone(runner, async () => {
      const tableId = random.pick(logs.tables);
      const more = random.below(4);
      for (let at = 0; at < more; at += 1) await logs.append(runner.manager, random, tableId);
      const bit = random.below(4);
      const bundle = await logs.bundle(
        runner.manager,
        tableId,
        (record) => (record.charCodeAt(0) & bit) === 0,
        bit % 2 === 1,
      );
      await expectHonest(bundle, logs.kept.get(tableId) ?? [], `${more} more`);
    });
  }
}

/** In a transaction without triggers, that leaves nothing behind. */
async function undone(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await runner.query('BEGIN; SET LOCAL session_replication_role = replica');
  try {
    await work();
  } finally {
    await runner.query('ROLLBACK');
  }
}

async function attempted(mutation: () => Promise<Mutant | null> | undefined): Promise<Mutant | null> {
  try {
    return (await mutation()) ?? null;
  } catch (error) {
    if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === OUT_OF_RANGE)
      return null;
    throw error;
  }
}

function olderFor(random: Random, logs: HonestLogs, { onlyAgainst }: Mutant): string[] {
  if (onlyAgainst === undefined) return [];
  const kept = logs.kept.get(onlyAgainst.tableId as TableId) ?? [];
  return [random.pick(kept.slice(onlyAgainst.from - 1))];
}

/** As the product writes it: its rows come in order, and its objects with their properties in order. */
const fileOf = (bundle: unknown): Bytes => utf8(JSON.stringify(bundle));

const PARTS = ['code', 'leaf', 'record', 'field', 'size', 'key', 'list'] as const;

/** All that a verifier says, in one line. */
function said({ findings, absent, compared }: Said): string {
  const { records, fields, erased } = absent;
  return `${written(findings)} ${JSON.stringify([records, fields, erased, compared?.size ?? null, compared?.at ?? null])}`;
}

/** Findings as a set: their order says nothing. */
function written(findings: readonly Finding[]): string {
  const lines = findings.map((finding) => PARTS.map((part) => finding[part] ?? '').join('/'));
  return [...new Set(lines)].sort().join(', ').slice(0, 2_000);
}
