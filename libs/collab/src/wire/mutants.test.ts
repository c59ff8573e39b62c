import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { LiveSection } from '../client/live-section';
import { plainText } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { KEYBOARD, Random, World, mutateBytes, uuid, type Tab } from '../testing';
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  type ClientMessage,
  type ServerMessage,
} from './messages';
import { WireError } from './primitives';

const COUNT = Number(process.env['MUTANTS_COUNT'] ?? 8_000);
const SEED = Number(process.env['MUTANTS_SEED'] ?? Date.now() % 2 ** 31);
/** Messages against one server before the next begins. */
const IN_WORLD = 500;

const counts = { mutants: 0, admitted: 0, crashes: 0, partial: 0 };
afterAll(() => {
  const report = process.env['MUTANTS_REPORT'];
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
});

/** A server in memory with two honest writers, and a participant who sends what no client of ours would. */
class Siege {
  readonly random: Random;
  readonly world = new World();
  readonly sectionId = this.world.section({ kind: 'wholeTable' });
  readonly #hidden = this.world.section({ kind: 'commissionersOnly' });
  readonly #mallory = this.world.tab(this.world.speaker('contractor', 'Mallory'));
  #honest: LiveSection[] = [];
  #words = 0;

  constructor(readonly seed: number) {
    this.random = new Random(seed);
  }

  async run(messages: number): Promise<void> {
    await this.#begin();
    for (let n = 0; n < messages; n += 1) {
      await this.#attack();
      if (n % 50 === 49) await this.#honestGoOn();
    }
    await this.#honestGoOn();
    // Only what went wrong on our side is written there: a throw that is no refusal.
    expect(this.world.errors, `seed ${this.seed}`).toEqual([]);
  }

  async #begin(): Promise<void> {
    const { world, sectionId } = this;
    this.#honest = ['commissioner', 'chair'].map((role) => {
      const tab: Tab = world.tab(world.speaker(role as 'chair'));
      return tab.client.open(sectionId, { title: '', restricted: false });
    });
    await world.settle();
    for (const section of this.#honest) void section.prepareToWrite();
    await world.settle();
  }

  async #attack(): Promise<void> {
    const { random, world } = this;
    const tab = this.#mallory;
    if (!tab.attached) tab.connect();
    tab.toClient();
    const real = this.#realMessages().map(encodeClientMessage);
    const bytes = random.chance(0.15) ? random.pick(real) : mutateBytes(random, random.pick(real), real);
    counts.mutants += 1;
    let message: ClientMessage;
    try {
      message = decodeClientMessage(bytes);
    } catch (error) {
      if (error instanceof WireError) return;
      counts.crashes += 1;
      throw new Error(`seed ${this.seed}: ${Buffer.from(bytes).toString('hex')}`, { cause: error });
    }
    counts.admitted += 1;
    expect(decodeClientMessage(encodeClientMessage(message))).toEqual(message);
    await world.engine.receive(tab, message);
  }

  /** One of each kind, with the ids that the attacker was really given. */
  #realMessages(): ClientMessage[] {
    const { sectionId } = this;
    const heard = this.#mallory.received.map((bytes) => decodeServerMessage(bytes));
    const leased = heard.findLast(
      (message): message is Extract<ServerMessage, { type: 'leased' }> => message.type === 'leased',
    );
    const leaseId = leased?.leaseId ?? uuid();
    const frame = heard.filter(({ type }) => type === 'ack').length + 1;
    const doc = new Y.Doc();
    doc.clientID = leased?.clientId ?? 1;
    doc.getXmlFragment(TEXT_ROOT).insert(0, [new Y.XmlElement('block')]);
    const bytes = Y.encodeStateAsUpdate(doc);
    return [
      {
        type: 'join',
        sections: [
          { sectionId, known: null },
          { sectionId: this.#hidden, known: { generation: 1, seq: 1 } },
        ],
      },
      { type: 'join', sections: [{ sectionId, known: null }] },
      { type: 'leave', sectionId },
      { type: 'lease', sectionId },
      { type: 'lease', sectionId: this.#hidden },
      { type: 'frame', sectionId, generation: 1, leaseId, frame, bytes },
      { type: 'frame', sectionId: this.#hidden, generation: 1, leaseId, frame: 1, bytes },
      { type: 'caret', sectionId, caret: { anchor: new Uint8Array(9), head: new Uint8Array(9) } },
    ];
  }

  /** What one types is saved and read by the other. */
  async #honestGoOn(): Promise<void> {
    const [writer, reader] = this.#honest;
    if (writer === undefined || reader === undefined) throw new Error('nobody writes');
    this.#words += 1;
    const word = `eerlijk${this.#words}.`;
    writer.doc.transact(() => {
      const block = new Y.XmlElement('block');
      const text = new Y.XmlText();
      text.insert(0, word);
      block.insert(0, [text]);
      writer.doc.getXmlFragment(TEXT_ROOT).push([block]);
    }, KEYBOARD);
    await this.world.settle();
    expect(writer.save.kind, `seed ${this.seed}`).toBe('saved');
    expect(plainText(reader.doc), `seed ${this.seed}`).toContain(word);
    expect(plainText(reader.doc), `seed ${this.seed}`).toBe(plainText(writer.doc));
  }
}

describe('mutants of real messages', () => {
  it(
    `[C61] are no message, or are answered by their rules, and nobody else notices (${COUNT} from seed ${SEED})`,
    { timeout: 3_600_000 },
    async () => {
      for (let n = 0; counts.mutants < COUNT; n += 1) await new Siege(SEED + n).run(IN_WORLD);
      expect(counts).toMatchObject({ crashes: 0, partial: 0 });
      expect(counts.admitted).toBeGreaterThan(COUNT / 10);
    },
  );
});
