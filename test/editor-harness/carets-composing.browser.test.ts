import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreed, Scene } from './carets/scene';
import { Stage } from './carets/stage';
import type { Writer } from './carets/writer';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()), 120_000);
afterAll(() => stage.stop());

const begin = (...content: string[]): ReturnType<typeof Scene.begin> => Scene.begin(stage, content);

describe('[X32] what an input method composes, when another', () => {
  const DEEDS: readonly { what: string; deed: (b: Writer) => Promise<void>; after: (word: string) => string[] }[] = [
    {
      what: 'types before it',
      deed: async (b) => (await b.click(1, 0), await b.type('Nu ')),
      after: (word) => ['voor', `Nu een ${word} twee`, 'na'],
    },
    {
      what: 'types behind it',
      deed: async (b) => (await b.click(1, 8), await b.press('End'), await b.type('!')),
      after: (word) => ['voor', `een ${word} twee!`, 'na'],
    },
    {
      what: 'deletes before it',
      deed: async (b) => (await b.click(1, 2), await b.press('Backspace')),
      after: (word) => ['voor', `en ${word} twee`, 'na'],
    },
    {
      what: 'presses Enter before it',
      deed: async (b) => (await b.click(1, 2), await b.press('Enter')),
      after: (word) => ['voor', 'ee', `n ${word} twee`, 'na'],
    },
    {
      what: 'presses Enter behind it',
      deed: async (b) => (await b.press('End'), await b.press('ArrowLeft'), await b.press('Enter')),
      after: (word) => ['voor', `een ${word} twe`, 'e', 'na'],
    },
    {
      what: 'joins its paragraph to the one before',
      deed: async (b) => (await b.click(1, 0), await b.press('Backspace')),
      after: (word) => [`vooreen ${word} twee`, 'na'],
    },
    {
      what: 'joins the next one to it',
      deed: async (b) => (await b.click(2, 0), await b.press('Backspace')),
      after: (word) => ['voor', `een ${word} tweena`],
    },
    {
      what: 'makes another kind of its paragraph',
      deed: async (b) => (await b.click(1, 0), await b.command('2', 'alt')),
      after: (word) => ['voor', `een ${word} twee`, 'na'],
    },
    {
      what: 'types in another paragraph',
      deed: async (b) => (await b.click(0, 0), await b.type('!')),
      after: (word) => ['!voor', `een ${word} twee`, 'na'],
    },
  ];

  it.each(DEEDS)('$what: an accent finds its letter once', async ({ deed, after }) => {
    const { scene, a, b } = await begin('voor', 'een  twee', 'na');
    await a.click(1, 4);
    await a.compose('´');
    await scene.pass();
    // The caret of the other is not in it.
    await b.click(1, 0);
    await deed(b);
    await scene.pass();
    await a.commit('é');
    expect(await agreed(scene)).toEqual(after('é'));
    await a.type('!');
    expect(await agreed(scene)).toEqual(after('é!'));
  });

  it.each(DEEDS)(
    '$what: a word that is composed letter by letter stands there once and whole',
    async ({ deed, after }) => {
      const { scene, a, b } = await begin('voor', 'een  twee', 'na');
      await a.click(1, 4);
      await a.compose('o');
      await a.compose('om');
      await scene.pass();
      await b.click(1, 0);
      await deed(b);
      await scene.pass();
      await a.compose('oma');
      await scene.pass();
      await a.compose('omaa');
      await a.commit('omas');
      expect(await agreed(scene)).toEqual(after('omas'));
      await a.type('!');
      expect(await agreed(scene)).toEqual(after('omas!'));
    },
  );

  it('has written before it and I join the paragraphs in the middle of it', async () => {
    const { scene, a, b } = await begin('voor', 'een');
    await a.click(1, 0);
    await a.compose('o');
    await b.click(0, 0);
    await b.type('X');
    await scene.pass();
    await a.commit('om');
    await a.press('Home');
    await a.press('Backspace');
    expect(await agreed(scene)).toEqual(['Xvooromeen']);
  });
});
