import { describe, expect, it } from 'vitest';
import type { Right } from '@samenspel/domain';
import { MemoryOutbox, Random, World, restrict, stored, typeAt, typed, writer, type Tab } from '../testing';
import type { LiveSection } from './live-section';
import type { OutboxRecord } from './ports';

const WORDS = 'Niemand leest dit.';
/** Steps in which a message moves, a promise gets its turn, or a letter is typed; more than the typing of the words takes. */
const STEPS = 90;

/** Writes to disk take their time, and what was not written when the page ends never comes. */
class SlowOutbox extends MemoryOutbox {
  readonly #waiting: (() => void)[] = [];

  override replace(remove: readonly string[], put: readonly OutboxRecord[]): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(() => void super.replace(remove, put).then(resolve)));
  }

  override keepDraft(...given: Parameters<MemoryOutbox['keepDraft']>): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(() => void super.keepDraft(...given).then(resolve)));
  }

  /** The oldest of what waits is written. */
  write(): void {
    this.#waiting.shift()?.();
  }

  get idle(): boolean {
    return this.#waiting.length === 0;
  }
}

interface Scene {
  readonly world: World;
  readonly sectionId: string;
  readonly outbox: SlowOutbox;
  readonly tab: Tab;
  readonly section: LiveSection;
  typed: number;
}

async function scene(): Promise<Scene> {
  const world = new World();
  const sectionId = world.section({ kind: 'wholeTable' });
  const outbox = new SlowOutbox();
  const tab = world.tab(world.speaker('contractor'), outbox);
  const opened = writer(world, tab, sectionId);
  for (let turn = 0; turn < 200; turn += 1) {
    outbox.write();
    await Promise.resolve();
  }
  return { world, sectionId, outbox, tab, section: await opened, typed: 0 };
}

function letter(scene: Scene): void {
  const next = WORDS[scene.typed];
  if (next === undefined) return;
  typeAt(scene.section, 'Begin'.length + scene.typed, next);
  scene.typed += 1;
}

/** One small thing happens. */
async function step(scene: Scene, random: Random): Promise<void> {
  const { world, tab, outbox } = scene;
  const choice = random.below(6);
  if (choice === 0) letter(scene);
  else if (choice === 1) void tab.toServer(1);
  else if (choice === 2) tab.toClient(1);
  else if (choice === 3) outbox.write();
  else for (let turn = random.below(8); turn >= 0; turn -= 1) await Promise.resolve();
  world.time.runSoon();
}

async function everything({ world, outbox }: Scene): Promise<void> {
  do {
    outbox.write();
    await world.settle();
  } while (!outbox.idle);
}

/** Types until the line is cut, and on to the end of the words. */
async function cutAt(seed: number, cut: number): Promise<Scene & { random: Random }> {
  const random = new Random(seed);
  const it = await scene();
  for (let at = 0; at < cut; at += 1) await step(it, random);
  it.tab.cut();
  while (it.typed < WORDS.length) letter(it);
  return { ...it, random };
}

function* cuts(): Generator<{ seed: number; cut: number; left: Right | null }> {
  for (let seed = 1; seed <= 20; seed += 1)
    for (let cut = 0; cut < STEPS; cut += 3) for (const left of [null, 'read'] as const) yield { seed, cut, left };
}

const saved = ({ world, sectionId }: Scene): string => stored(world, sectionId).slice('Begin'.length);
const drafts = (tab: Tab): string => tab.client.drafts.map(({ text }) => text).join('|');

describe('[C70] the line is cut while somebody types, at any moment, and then the right is gone', () => {
  it('every letter is in the log or in the one draft; in both only where nobody can know any more', async () => {
    for (const { seed, cut, left } of cuts()) {
      const it = await cutAt(seed, cut);
      await everything(it);
      await restrict(it.world, it.sectionId, left);
      it.tab.connect();
      await everything(it);
      const log = saved(it);
      const draft = drafts(it.tab);
      const where = `seed ${seed}, cut at ${cut}, ${left} is left: "${log}" and "${draft}"`;
      expect(WORDS.startsWith(log) && WORDS.endsWith(draft), where).toBe(true);
      const rest = WORDS.slice(log.length).trim();
      if (left === 'read') expect(draft, where).toBe(rest);
      // What was saved and never acknowledged stands in a text that its author can no longer look into.
      else expect(draft.endsWith(rest), where).toBe(true);
      expect([it.outbox.records.size, it.tab.client.unsent], where).toEqual([0, false]);
    }
  });

  it('also when the page ends at any moment after that: what the browser had written down is in the one draft of the next', async () => {
    for (const { seed, cut, left } of cuts()) {
      const it = await cutAt(seed, cut);
      for (let writes = it.random.below(60); writes > 0; writes -= 1) {
        it.outbox.write();
        await Promise.resolve();
      }
      it.world.tabs.length = 0;
      const outbox = it.outbox.fork();
      const kept = typed([...outbox.records.values()]);
      await restrict(it.world, it.sectionId, left);
      const next = it.world.tab(it.tab.speaker, outbox);
      await it.world.settle();
      const log = saved(it);
      const draft = drafts(next);
      const where = `seed ${seed}, cut at ${cut}, ${left} is left: "${log}", "${kept}" and "${draft}"`;
      expect(WORDS.startsWith(log) && WORDS.includes(kept), where).toBe(true);
      const known = Math.max(0, log.length - WORDS.indexOf(kept));
      expect(draft, where).toBe((left === 'read' ? kept.slice(known) : kept).trim());
      expect(outbox.records.size, where).toBe(0);
    }
  });
});
