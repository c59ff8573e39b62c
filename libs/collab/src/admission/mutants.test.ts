import { writeFileSync } from 'node:fs';
import * as Y from 'yjs';
import { afterAll, describe, expect, it } from 'vitest';
import { admit } from './admit';
import { createTextDoc } from '../schema/text-doc';
import { JudgedSection, KEYBOARD, Random, mutate, randomEdit, type Material } from '../testing';

const COUNT = Number(process.env['MUTANTS_COUNT'] ?? 12_000);
const SEED = Number(process.env['MUTANTS_SEED'] ?? Date.now() % 2 ** 31);
/** Mutants in one section. */
const IN_SECTION = 300;
/**
 * The longest that judging one may keep all others waiting, as so many times what Yjs needs for `YARDSTICK` in this run: a tenth
 * of a second where that takes five milliseconds, as it does on the machine that the rule was made on.
 */
const LONGEST = 20;
const YARDSTICK = scattered(10_000);
const HONEST = [10, 3_000_000_000];
const ATTACKERS = [7, 11, 2 ** 32 - 1];

const counts = { mutants: 0, admitted: 0, crashes: 0, partial: 0, hung: 0, longestMs: 0 };
const verdicts = new Map<string, number>();

afterAll(() => {
  const report = process.env['MUTANTS_REPORT'];
  if (report !== undefined)
    writeFileSync(report, JSON.stringify({ ...counts, verdicts: Object.fromEntries(verdicts) }));
});

function scattered(edits: number): Uint8Array {
  const random = new Random(1);
  const doc = new Y.Doc();
  const text = doc.getText();
  text.insert(0, 'x');
  doc.transact(() => {
    for (let length = 1; length < edits; length += 1) text.insert(random.below(length), 'x');
  });
  return Y.encodeStateAsUpdate(doc);
}

const readYardstick = (): void => Y.applyUpdate(new Y.Doc(), YARDSTICK);

function timeOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** What takes longer than this is looked at more closely. */
const usual = LONGEST * Math.min(...[1, 2, 3, 4, 5].map(() => timeOf(readYardstick)));

/** One section under attack: honest writers go on, and a hostile one sends mutants of what he might have sent. */
class Siege {
  readonly random: Random;
  readonly section = new JudgedSection(HONEST);
  readonly #words = new Map<string, { client: number; from: number; to: number }>();
  #material: Material | null = null;

  constructor(readonly seed: number) {
    this.random = new Random(seed);
  }

  /** What is wrong afterwards; null when nothing is. */
  run(mutants: number): string | null {
    for (let n = 0; n < mutants; n += 1) {
      if (this.random.chance(0.1)) this.#honest(`h${this.seed}.${n}.`);
      const { kind, bytes } = mutate(this.random, this.#freshMaterial());
      const verdict = this.#judge(kind, bytes);
      if (this.random.chance(0.02)) this.section.handOver(this.random);
      if (this.random.chance(0.005)) this.section.reload();
      if (verdict === 'admitted' && this.random.chance(0.05)) {
        const problem = this.#audit();
        if (problem !== null) return `after mutant ${n} (${kind}): ${problem}`;
      }
    }
    return this.#audit();
  }

  #judge(kind: string, bytes: Uint8Array): string {
    const { section } = this;
    const attacker = this.#material?.leased ?? 0;
    // As from a socket: a view on a larger buffer, with other people's bytes around it.
    const pool = new Uint8Array(bytes.length + 64).fill(1);
    pool.set(bytes, 32);
    const before = [section.structure.size, section.log.length, section.structure.clock(attacker)];
    const begun = performance.now();
    let verdict: string;
    try {
      verdict = section.offer(attacker, pool.subarray(32, 32 + bytes.length));
    } catch (error) {
      counts.crashes += 1;
      throw new Error(`seed ${this.seed}, ${kind}: ${Buffer.from(bytes).toString('hex')}`, { cause: error });
    }
    const took = performance.now() - begun;
    counts.mutants += 1;
    counts.longestMs = Math.max(counts.longestMs, Math.round(took));
    if (took > usual && this.#slow(bytes)) counts.hung += 1;
    verdicts.set(`${kind}: ${verdict}`, (verdicts.get(`${kind}: ${verdict}`) ?? 0) + 1);
    if (verdict === 'admitted') {
      counts.admitted += 1;
      this.#material = null;
    } else {
      const after = [section.structure.size, section.log.length, section.structure.clock(attacker)];
      if (after.join() !== before.join()) counts.partial += 1;
    }
    return verdict;
  }

  /** Is it the bytes that take so long, and not a machine that did something else meanwhile? The best of three tells. */
  #slow(bytes: Uint8Array): boolean {
    const judged = (): void => {
      new JudgedSection([]).offer(ATTACKERS[0] ?? 0, bytes);
      admit(bytes, this.#material?.leased ?? 0, this.section.structure);
    };
    const times = [1, 2, 3].map(() => ({ beside: timeOf(readYardstick), own: timeOf(judged) }));
    return Math.min(...times.map(({ own }) => own)) > LONGEST * Math.min(...times.map(({ beside }) => beside));
  }

  /** An honest writer types on what he has seen so far; the server must take it. */
  #honest(word: string): void {
    const writer = this.random.pick(this.section.writers);
    const { random, section } = this;
    const whole = random.chance(0.4);
    if (whole) writer.write(word);
    else writer.edit(random, word);
    const frame = writer.frame();
    if (frame !== null) {
      const from = section.structure.clock(writer.clientId);
      const verdict = section.offer(writer.clientId, frame);
      if (verdict !== 'admitted') throw new Error(`seed ${this.seed}: ${verdict} to an honest writer`);
      const to = section.structure.clock(writer.clientId);
      if (whole) this.#words.set(word, { client: writer.clientId, from, to });
      this.#material = null;
    }
    // What others wrote comes to him at some later time.
    if (random.chance(0.5)) writer.receive(random.below(6));
  }

  /** A frame that an attacker could send honestly now; made anew when the section moved on. */
  #freshMaterial(): Material {
    if (this.#material !== null && this.random.chance(0.97)) return this.#material;
    const { random, section } = this;
    const leased = random.pick(ATTACKERS);
    const doc = createTextDoc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(section.live));
    doc.clientID = leased;
    const [first, second]: [Uint8Array[], Uint8Array[]] = [[], []];
    doc.on('update', (update: Uint8Array) => first.push(update));
    doc.on('updateV2', (update: Uint8Array) => second.push(update));
    while (first.length === 0) {
      doc.transact(() => {
        for (let left = 1 + random.below(3); left > 0; left -= 1) randomEdit(doc, random, 'aanval');
      }, KEYBOARD);
    }
    const vector = Y.decodeStateVector(Y.encodeStateVector(section.live));
    const writers = [...vector].map(([client, clock]) => ({ client, clock }));
    this.#material = {
      fresh: first[0] ?? new Uint8Array(),
      second: second[0] ?? new Uint8Array(),
      leased,
      log: section.log.map(({ bytes }) => bytes),
      writers,
    };
    return this.#material;
  }

  #audit(): string | null {
    const { section } = this;
    section.handOver(this.random);
    for (const writer of section.writers) writer.receive(Infinity);
    return section.problem() ?? this.#lost();
  }

  /** What an honest writer typed and is gone although nobody deleted any of it. */
  #lost(): string | null {
    const { live, log } = this.section;
    const deleted = log.flatMap(({ bytes }) =>
      [...Y.decodeUpdate(bytes).ds.clients].flatMap(([client, ranges]) =>
        ranges.map((range) => ({ client, ...range })),
      ),
    );
    for (const [word, { client, from, to }] of this.#words) {
      if (deleted.some((one) => one.client === client && one.clock < to && one.clock + one.len > from)) continue;
      for (let clock = from; clock < to; clock += 1) {
        const item = Y.getItem(live.store, Y.createID(client, clock));
        if (!(item instanceof Y.Item) || item.deleted) return `${word} was lost`;
      }
    }
    return null;
  }
}

describe('mutants of real frames', () => {
  it(
    `[C60] change nothing when refused, and read the same for everybody when admitted (${COUNT} from seed ${SEED})`,
    { timeout: 3_600_000 },
    () => {
      for (let n = 0; counts.mutants < COUNT; n += 1) {
        const seed = SEED + n;
        const problem = new Siege(seed).run(IN_SECTION);
        if (problem !== null) counts.partial += 1;
        expect(problem, `seed ${seed}`).toBeNull();
      }
      expect(counts).toMatchObject({ crashes: 0, partial: 0, hung: 0 });
      // Mutants that are all refused would show nothing of what admission lets through.
      expect(counts.admitted).toBeGreaterThan(counts.mutants / 100);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});
