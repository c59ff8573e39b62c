import { plainText } from '@samenspel/collab';
import type { CollabClient, LiveSection, SaveState } from '@samenspel/collab/client';
import { MemoryOutbox } from '@samenspel/collab/testing';
import { expect } from 'vitest';
import { Member, until } from './member';
import { typeWord } from './typing';

let typed = 0;

/** Somebody who writes in a section of the plan, and remembers every word. */
export class Scribe {
  readonly words: string[] = [];

  private constructor(
    readonly member: Member,
    readonly client: CollabClient,
    readonly section: LiveSection,
  ) {}

  /** @param nth which of the sections that he may write in */
  static async at(url: string, name = 'Marloes Terpstra', nth = 0): Promise<Scribe> {
    const member = await Member.signIn(url, name);
    const { sections } = await member.plan();
    const own = sections.filter(({ right, restricted }) => right === 'write' && !restricted);
    const client = member.connect({ outbox: new MemoryOutbox() });
    const section = client.open(own[nth]?.sectionId ?? '', { title: 'Plan', restricted: false });
    await until(section, () => section.state === 'live');
    expect(await section.prepareToWrite()).toBe(true);
    return new Scribe(member, client, section);
  }

  type(): void {
    const word = `w${typed++}w`;
    typeWord(this.section.doc, word);
    this.words.push(word);
  }

  /** How long it takes until the page says so, from now, in milliseconds. */
  async told(kind: SaveState['kind'], ms = 30_000): Promise<number> {
    const from = Date.now();
    await until(this.section, () => this.section.save.kind === kind, ms);
    return Date.now() - from;
  }

  /** Types a word and waits for it. Returns how long it took to save, in milliseconds. */
  async save(): Promise<number> {
    this.type();
    return this.told('saved');
  }

  /** Everything that was typed stands there once, for who opens the section anew. */
  async expectAllOnce(): Promise<void> {
    const reader = (await Member.signIn(this.member.url, 'Jeroen Pols')).connect();
    const fresh = reader.open(this.section.sectionId);
    await until(fresh, () => fresh.state === 'live');
    const lines = plainText(fresh.doc).split('\n');
    reader.destroy();
    for (const word of this.words)
      expect(
        lines.filter((line) => line === word),
        word,
      ).toHaveLength(1);
    expect(this.client.drafts).toEqual([]);
  }

  /** What the server says to a request of his, and how long that takes, in milliseconds. */
  async answer(method: string, path: string): Promise<{ status: number; ms: number }> {
    const { url, cookie } = this.member;
    const from = Date.now();
    const response = await fetch(`${url}${path}`, { method, headers: { origin: url, cookie } });
    await response.arrayBuffer();
    return { status: response.status, ms: Date.now() - from };
  }

  get tablePath(): string {
    return `/api/tables/${this.member.session?.seat?.tableId ?? ''}`;
  }

  leave(): void {
    this.client.destroy();
  }
}
