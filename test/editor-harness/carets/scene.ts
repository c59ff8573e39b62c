import { createTextDoc, writeBlocks } from '@samenspel/collab';
import type { ContentBlock } from '@samenspel/domain';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { Look, Place } from './look';
import { Switchboard } from './switchboard';
import type { Stage } from './stage';
import type { Writer } from './writer';

/** The one whose caret is looked at, and the other. */
export const [A, B] = [0, 1];

/** Everybody sees the same in the end. */
export async function agreed(scene: Scene): Promise<string[]> {
  await scene.pass();
  const seen = await scene.lines(A);
  expect(await scene.lines(B)).toEqual(seen);
  return seen;
}

/** A few people at one text, for a history that is told in a test. */
export class Scene {
  readonly #board: Switchboard;

  private constructor(
    readonly actors: readonly Writer[],
    private readonly clients: readonly number[],
  ) {
    this.#board = new Switchboard(actors.length);
  }

  /** Paragraphs, or blocks given whole. */
  static async of(stage: Stage, content: readonly (string | ContentBlock)[], clients = [22, 11]): Promise<Scene> {
    const scene = new Scene(stage.writers.slice(0, clients.length), clients);
    const doc = createTextDoc();
    doc.clientID = 1;
    let id = 0;
    writeBlocks(doc, content.map(blockOf), () => `b${(id += 1)}`);
    const text = Y.encodeStateAsUpdate(doc);
    for (const [at, actor] of scene.actors.entries()) {
      await actor.reset(text, clients[at]!);
      await actor.click(0, 0);
      await actor.ready();
    }
    return scene;
  }

  /** Two people at one text. */
  static async begin(
    stage: Stage,
    content: readonly (string | ContentBlock)[],
  ): Promise<{ scene: Scene; a: Writer; b: Writer }> {
    const scene = await Scene.of(stage, content);
    return { scene, a: scene.actors[A]!, b: scene.actors[B]! };
  }

  /** What everybody wrote comes to everybody. */
  async pass(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      for (const [at, actor] of this.actors.entries()) {
        this.#board.took(at, (await actor.look()).leaving, null);
        this.#board.carry(at);
      }
      for (const [at, actor] of this.actors.entries()) {
        const coming = this.#board.next(at).map(({ arriving }) => arriving);
        for (const { leaving } of await actor.receive(coming)) this.#board.took(at, leaving, null);
      }
      if (this.#board.quiet) return;
    }
    throw new Error('the pages never come to rest');
  }

  /** The lines that somebody sees. */
  async lines(who: number): Promise<string[]> {
    return (await this.#look(who)).blocks.map(({ text }) => text);
  }

  /** The lines with `|` at the caret, or around what is selected. */
  async screen(who: number): Promise<string[]> {
    const { blocks, anchor, head } = await this.#look(who);
    const places = [anchor, head].filter((place) => place !== null);
    const cuts = anchor && head && same(anchor, head) ? [anchor] : places;
    return blocks.map(({ text }, at) => marked(text, cuts.filter(({ block }) => block === at).map(({ offset }) => offset))); // prettier-ignore
  }

  /** Whose is each letter of a line? The number of the actor; null where it was there before. */
  async authors(who: number, line: number): Promise<(number | null)[]> {
    const ids = (await this.#look(who)).shared[line]?.ids ?? [];
    return ids.map((id) => {
      const at = this.clients.indexOf(Number(id.split(':')[0]));
      return at < 0 ? null : at;
    });
  }

  async #look(who: number): Promise<Look> {
    const look = await this.actors[who]!.quiet();
    this.#board.took(who, look.leaving, null);
    return look;
  }
}

function blockOf(content: string | ContentBlock): ContentBlock {
  if (typeof content !== 'string') return content;
  return { type: 'block', kind: 'paragraph', runs: content === '' ? [] : [{ text: content }] };
}

function same(one: Place, other: Place): boolean {
  return one.block === other.block && one.offset === other.offset;
}

function marked(text: string, cuts: readonly number[]): string {
  return cuts
    .toSorted((one, other) => other - one)
    .reduce((line, at) => `${line.slice(0, at)}|${line.slice(at)}`, text);
}
