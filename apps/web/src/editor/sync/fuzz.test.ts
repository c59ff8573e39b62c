import { expect, it } from 'vitest';
import { writersOn, blocks } from '../testing/pair';
import { type FakeSection, restartClientIds } from '../testing/fake-live';
import type { Writer } from '../testing/writer';
import { putBack } from './salvage';

/** A small repeatable generator (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const ACTIONS = ['heading2', 'bullet', 'numbered', 'quote', 'paragraph', 'indent', 'outdent', 'bold'] as const;
const STEPS = 60;
/** On a busy machine. */
const PATIENCE_MS = 60_000;

/** One session; every letter typed is used once, so that each can be looked for. */
function session(
  seed: number,
  writerCount: number,
): { lost: string[]; doubled: string[]; same: boolean; log: string[] } {
  restartClientIds();
  const pick = random(seed);
  const { section, writers } = writersOn(blocks('een twee drie', '', 'vier vijf'), writerCount);
  const log: string[] = [];
  let letter = 0x4e00;
  for (let step = 0; step < STEPS; step++) {
    const who = pick(writers.length);
    const writer = writers[who]!;
    const block = pick(writer.blocks.length);
    const what = pick(10);
    const before = writer.text;
    writer.at(block, pick(20));
    if (what < 5) {
      writer.type(String.fromCharCode(letter++));
    } else if (what < 7) {
      writer.press('Enter');
    } else if (what === 7) {
      writer.at(block, 0).press('Backspace');
    } else if (what === 8) {
      writer.run(ACTIONS[pick(ACTIONS.length)]!);
    } else {
      deliver(section, pick(writers.length), pick(4));
    }
    log.push(
      `${step}: writer ${who}, choice ${what}, block ${block}: ${JSON.stringify(before)} -> ${JSON.stringify(writer.text)}`,
    );
    offerBack(writers);
  }
  section.settle();
  for (let round = 0; offerBack(writers) && round < 5; round++) section.settle();
  section.settle();
  const texts = writers.map(({ text }) => text);
  const typed = Array.from({ length: letter - 0x4e00 }, (_, index) => String.fromCharCode(0x4e00 + index));
  const counts = typed.map((each) => [each, texts[0]!.split(each).length - 1] as const);
  writers.forEach((writer) => writer.leave());
  return {
    lost: counts.filter(([, count]) => count === 0).map(([each]) => each),
    doubled: counts.filter(([, count]) => count > 1).map(([each]) => each),
    same: texts.every((text) => text === texts[0]) && writers.every(({ live }) => live.inbox.length === 0),
    log,
  };
}

function deliver(section: FakeSection, to: number, count: number): void {
  section.members[to]!.receive(count);
}

/** Everybody takes back at once what he is offered. */
function offerBack(writers: readonly Writer[]): boolean {
  let any = false;
  for (const { live, offered } of writers) {
    for (const found of offered.splice(0)) {
      any = true;
      putBack(live.doc, found, () => `terug${found.key}`, 'put back');
    }
  }
  return any;
}

const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);
const fresh = Math.floor(Math.random() * 1e9);

it.each([...SEEDS, fresh])(
  '[X6] [X7] loses nothing that is typed, whatever else happens (seed %i)',
  (seed) => {
    for (const count of [2, 3]) {
      const { lost, same, log } = session(seed, count);
      const story = `seed ${seed}, ${count} writers\n${log.join('\n')}`;
      expect(lost, story).toEqual([]);
      expect(same, story).toBe(true);
    }
  },
  PATIENCE_MS,
);

it(
  '[X6] doubles little: only what two people split or join at the same place',
  () => {
    const doubled = SEEDS.slice(0, 8).flatMap((seed) => session(seed, 2).doubled);
    // Eight sessions of some thirty letters each.
    expect(doubled.length).toBeLessThan(12);
  },
  PATIENCE_MS,
);
