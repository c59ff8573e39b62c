import * as Y from 'yjs';
import type { Right } from '@samenspel/domain';
import type { LiveSection } from '../client/live-section';
import type { OutboxRecord } from '../client/ports';
import { plainText } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { KEYBOARD } from './edits';
import type { Tab, World } from './world';

/** Opens a section in a tab, ready to be typed in. */
export async function writer(world: World, tab: Tab, sectionId: string, restricted = false): Promise<LiveSection> {
  const section = tab.client.open(sectionId, { title: 'Doelen', restricted });
  await world.settle();
  void section.prepareToWrite();
  await world.settle();
  return section;
}

/** Types at a place in the first paragraph. */
export function typeAt(section: LiveSection, at: number, words: string): void {
  const block = section.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  section.doc.transact(() => (block.get(0) as Y.XmlText).insert(at, words), KEYBOARD);
}

/** The words in the records of an outbox. */
export function typed(records: readonly OutboxRecord[]): string {
  return records
    .filter(({ bytes }) => bytes.byteLength > 0)
    .flatMap(({ bytes }) => Y.decodeUpdate(bytes).structs)
    .map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ''))
    .join('');
}

/** Leaves contractors this right in a section, or none. */
export async function restrict(world: World, sectionId: string, right: Right | null = null): Promise<void> {
  world.store.change(sectionId, (facts) => {
    const grants = facts.access.grants.filter(
      ({ grantee }) => grantee.kind !== 'role' || grantee.role !== 'contractor',
    );
    const left = right === null ? [] : [{ grantee: { kind: 'role' as const, role: 'contractor' as const }, right }];
    return { ...facts, access: { ...facts.access, grants: [...grants, ...left] } };
  });
  await world.engine.rightsChanged(sectionId);
}

/** What the log of a section says. */
export function stored(world: World, sectionId: string): string {
  const doc = new Y.Doc();
  for (const { bytes } of world.store.sections.get(sectionId)?.rows ?? []) Y.applyUpdate(doc, bytes);
  return plainText(doc);
}
