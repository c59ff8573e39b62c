import { KEYBOARD, MemoryOutbox, Random, World, dismantle, type Tab } from '@samenspel/collab/testing';
import { TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import { decodeServerMessage, encodeClientMessage, type ServerMessage } from '@samenspel/collab/wire';
import type { Role } from '@samenspel/domain';
import * as Y from 'yjs';

/** What one of two twins keeps from those who may not see it; all else is the same for both. */
export interface Kept {
  /** How many sections there are that others may not read. */
  readonly sections: number;
  /** What is typed in them, word by word; nothing at all when it is empty. */
  readonly word: string;
  /** Are those who may see them there at all? */
  readonly present: boolean;
  /** Do their rights change meanwhile? */
  readonly changes: boolean;
}

/** Who watches: at the table, but not among those who may see what is kept. */
export const WATCHERS = [
  'contractor',
  'chair',
  'clientRepresentative',
  'partner',
  'observer',
] as const satisfies readonly Role[];

/** What one watcher was handed, message by message, with ids and numbers of chance replaced by the order in which they came. */
export type Trace = readonly string[];

/**
 * One run of a table on virtual time, by its seed. The visible part takes its chances from one source and the hidden part
 * from another, so that what is kept changes nothing else by itself.
 */
export class Twin {
  readonly #world = new World();
  readonly #visible: Random;
  readonly #hidden: Random;
  readonly #commons = [this.#world.section({ kind: 'wholeTable' }), this.#world.section({ kind: 'wholeTable' })];
  readonly #kept: string[];
  readonly #watchers: Tab[];
  readonly #insiders: Tab[];
  readonly #writers: LiveSection[];

  private constructor(
    seed: number,
    private readonly kept: Kept,
    /** A fault of ours, planted: those who watch may read what is kept. */
    private readonly broken: boolean,
  ) {
    const world = this.#world;
    this.#visible = new Random(seed);
    this.#hidden = new Random(seed + 1);
    const hide = { kind: broken ? 'wholeTable' : 'commissionersOnly' } as const;
    this.#kept = Array.from({ length: kept.sections }, () => world.section(hide));
    this.#watchers = WATCHERS.map((role) => world.tab(world.speaker(role)));
    this.#insiders = kept.present ? [1, 2].map(() => world.tab(world.speaker('commissioner'), new MemoryOutbox())) : [];
    const secretary = world.tab(world.speaker('secretary'));
    this.#writers = this.#commons.map((sectionId) =>
      secretary.client.open(sectionId, { title: '', restricted: false }),
    );
    for (const tab of this.#watchers) for (const sectionId of this.#commons) tab.client.open(sectionId);
  }

  /** What each watcher was handed in the whole run. */
  static async run(seed: number, kept: Kept, steps: number, broken = false): Promise<Map<string, Trace>> {
    const twin = new Twin(seed, kept, broken);
    await twin.#begin();
    for (let step = 0; step < steps; step += 1) {
      await twin.#hiddenStep(step);
      await twin.#visibleStep(step);
    }
    await twin.#world.settle();
    return new Map(WATCHERS.map((role, at) => [role, traceOf(twin.#watchers[at]?.received ?? [])]));
  }

  async #begin(): Promise<void> {
    await this.#world.settle();
    for (const section of this.#writers) void section.prepareToWrite();
    await this.#world.settle();
  }

  async #visibleStep(step: number): Promise<void> {
    const random = this.#visible;
    const world = this.#world;
    const watcher = random.pick(this.#watchers);
    const choice = random.next();
    const asked = random.below(5);
    if (choice < 0.45) type(random.pick(this.#writers), `z${step}`);
    else if (choice < 0.55)
      random
        .pick(this.#writers)
        .setCaret({ anchor: Uint8Array.of(0, 1, step % 100, 0), head: Uint8Array.of(0, 1, 1, 0) });
    else if (choice < 0.65) watcher.cut();
    else if (choice < 0.8) this.#watchers.forEach((tab) => tab.connect());
    else if (choice < 0.9) ask(watcher, this.#kept[asked] ?? nowhere(asked));
    else world.time.advance(200);
    await world.settle();
  }

  /** Takes the same chances whatever is kept, so that the twins stay in step. */
  async #hiddenStep(step: number): Promise<void> {
    const random = this.#hidden;
    const [which, who, what] = [random.below(5), random.below(2), random.next()];
    const [tab, sectionId] = [this.#insiders[who], this.#kept[which]];
    if (tab === undefined || sectionId === undefined) return;
    const section = tab.client.open(sectionId, { title: '', restricted: true });
    await this.#world.settle();
    if (this.kept.word !== '' && what < 0.7) {
      if (!section.mayType) void section.prepareToWrite();
      await this.#world.settle();
      if (section.mayType) type(section, `${this.kept.word}${step}`);
      section.setCaret({ anchor: Uint8Array.of(0, 1, step % 100, 0), head: Uint8Array.of(0, 1, 2, 0) });
    } else if (this.kept.changes && what > 0.85 && !this.broken) {
      this.#world.store.change(sectionId, (facts) => ({ ...facts }));
      await this.#world.engine.rightsChanged(sectionId);
    }
  }
}

const nowhere = (n: number): string => `30000000-0000-4000-8000-00000000000${n}`;

/** Asks for what one may not see as a client of one's own would: joins, takes a lease, shows a place, leaves. */
function ask(tab: Tab, sectionId: string): void {
  if (!tab.attached) return;
  const caret = { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) };
  tab.inject(encodeClientMessage({ type: 'join', sections: [{ sectionId, known: null }] }));
  tab.inject(encodeClientMessage({ type: 'join', sections: [{ sectionId, known: { generation: 1, seq: 1 } }] }));
  tab.inject(encodeClientMessage({ type: 'lease', sectionId }));
  tab.inject(encodeClientMessage({ type: 'caret', sectionId, caret }));
  tab.inject(encodeClientMessage({ type: 'leave', sectionId }));
}

function type(section: LiveSection, word: string): void {
  if (!section.mayType) return;
  section.doc.transact(() => {
    const block = new Y.XmlElement('block');
    const text = new Y.XmlText();
    text.insert(0, word);
    block.insert(0, [text]);
    section.doc.getXmlFragment(TEXT_ROOT).push([block]);
  }, KEYBOARD);
}

/**
 * Connection keys, ids and client ids are drawn by chance in the product, and counted one after the other here: what is
 * compared is which of them are the same, when they come, and all else to the byte.
 */
function traceOf(received: readonly Uint8Array[]): Trace {
  const names = new Map<string, string>();
  const named = (kind: string, value: string | number): string => {
    const key = `${kind}${value}`;
    const name = names.get(key) ?? `<${kind} ${names.size}>`;
    names.set(key, name);
    return name;
  };
  const shown = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value);
  const update = (bytes: Uint8Array): string =>
    JSON.stringify(dismantle(bytes), (key, value: unknown) =>
      key === 'client' ? named('client', value as number) : value,
    );
  return received.map((bytes) => {
    const message: ServerMessage = decodeServerMessage(bytes);
    const ids = (text: string): string =>
      text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => named('id', id));
    const plain = JSON.stringify(message, (key, value: unknown) => {
      if (key === 'key' || key === 'room') return named(key, value as number);
      if (key === 'snapshot') return value instanceof Uint8Array ? update(value) : null;
      if (key === 'updates') return (value as Uint8Array[]).map(update);
      if (key === 'bytes') return update(value as Uint8Array);
      return shown(value);
    });
    return ids(plain);
  });
}

/** Where two traces first differ; null when they are the same. */
export function differenceOf(one: Trace, other: Trace): string | null {
  const at = one.findIndex((message, n) => message !== other[n]);
  if (at < 0) return one.length === other.length ? null : `${one.length} messages, and ${other.length}`;
  return `message ${at}: ${one[at]}, and ${other[at] ?? 'nothing'}`;
}
