import { plainText } from '@samenspel/collab';
import { REMOTE, type CollabClient, type LiveSection } from '@samenspel/collab/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { typeWord } from '../support/typing';

const KILLS = 10;
const WRITERS = ['Marloes Terpstra', 'Annemiek Roos', 'Eline Drost', 'Esra Yildiz'];

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.remove());

describe('a server that is killed', () => {
  it('[C1] [C2] loses nothing acknowledged, shows nothing unsaved and doubles nothing, ten times with kill -9', async () => {
    const first = await Member.signIn(product.url, WRITERS[0] ?? '');
    const plan = await first.plan();
    const sections = plan.sections.filter(({ right, restricted }) => right === 'write' && !restricted).slice(0, 2);
    expect(sections).toHaveLength(2);
    const members = await Promise.all(WRITERS.map((name) => Member.signIn(product.url, name)));
    const writers: { client: CollabClient; section: LiveSection; words: string[]; seen: Set<string> }[] = [];
    for (const [at, member] of members.entries()) {
      const sectionId = sections[at % 2]?.sectionId ?? '';
      const client = member.connect({ transports: at === 3 ? ['polling'] : ['websocket'] });
      const section = client.open(sectionId, { title: '', restricted: false });
      const seen = new Set<string>();
      // What others' updates brought to this screen: all of it must be in the log at the end.
      section.doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== REMOTE) return;
        for (const struct of Y.decodeUpdate(update).structs) {
          if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
            for (const word of struct.content.str.match(/w\d+x\d+x\d+w/g) ?? []) seen.add(word);
          }
        }
      });
      await until(section, () => section.state === 'live');
      expect(await section.prepareToWrite()).toBe(true);
      writers.push({ client, section, words: [], seen });
    }
    let current = product;
    for (let round = 0; round < KILLS; round += 1) {
      for (let n = 0; n < 25; n += 1) {
        for (const [at, writer] of writers.entries()) {
          const word = `w${at}x${round}x${n}w`;
          typeWord(writer.section.doc, word);
          writer.words.push(word);
        }
        // Somewhere in the middle of what is being saved, at another place each round.
        if (n === 4 + round) void current.kill();
        await new Promise((turn) => setImmediate(turn));
      }
      await current.kill();
      current = await current.again();
      await Promise.all(writers.map(({ section }) => until(section, () => section.save.kind === 'saved')));
      for (const { client } of writers) expect(client.drafts).toEqual([]);
    }
    product = current;
    const reader = (await Member.signIn(product.url, 'Jeroen Pols')).connect();
    for (const [at, { sectionId }] of sections.entries()) {
      const fresh = reader.open(sectionId);
      await until(fresh, () => fresh.state === 'live');
      const lines = plainText(fresh.doc).split('\n');
      const here = writers.filter((_, writer) => writer % 2 === at);
      for (const { words, seen, section } of here) {
        for (const word of [...words, ...seen])
          expect(
            lines.filter((line) => line === word),
            word,
          ).toHaveLength(1);
        await until(section, () => plainText(section.doc) === plainText(fresh.doc));
      }
      expect(here.every(({ seen }) => seen.size > 0)).toBe(true);
    }
    reader.destroy();
  });
});
