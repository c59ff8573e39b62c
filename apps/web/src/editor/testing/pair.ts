import { writeBlocks } from '@samenspel/collab';
import type { ContentBlock } from '@samenspel/domain';
import { FakeSection, party } from './fake-live';
import { Writer } from './writer';

/** Paragraphs, or blocks given whole. */
export function blocks(...content: (string | ContentBlock)[]): ContentBlock[] {
  return content.map((each) =>
    typeof each === 'string' ? { type: 'block', kind: 'paragraph', runs: each === '' ? [] : [{ text: each }] } : each,
  );
}

export interface Table {
  readonly section: FakeSection;
  readonly writers: readonly Writer[];
}

/** Writers on one section, each with an editor; nothing passes between them until `section.settle()`. */
export function writersOn(content: ContentBlock[], count = 2, sectionId = 'section'): Table {
  const section = new FakeSection(sectionId);
  const first = section.join(party('Gemeente Noorderveen', 'NV'));
  let id = 0;
  writeBlocks(first.doc, content, () => `b${id++}`);
  section.settle();
  for (const member of section.members) member.inbox.length = 0;
  const lives = [
    first,
    ...Array.from({ length: count - 1 }, (_, index) => section.join(party('De Brug', 'DB', index + 1))),
  ];
  return { section, writers: lives.map((live) => new Writer(live)) };
}

export function two(...content: (string | ContentBlock)[]): { section: FakeSection; a: Writer; b: Writer } {
  const { section, writers } = writersOn(blocks(...content));
  return { section, a: writers[0]!, b: writers[1]! };
}
