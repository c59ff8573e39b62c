import * as Y from 'yjs';
import { isList } from './write-blocks';

/**
 * Marks that are in force on no letter, since what they stood on was struck. When two people strike the halves of a link at
 * once neither strikes its marks, and who strikes letters alone leaves them: the address stays in the bytes.
 *
 * Without them the text looks as it did.
 */
export function idleMarks(text: Y.XmlText): Y.Item[] {
  const idle: Y.Item[] = [];
  const inForce = new Map<string, string>();
  /** The last mark of each kind, on no letter yet. */
  const waiting = new Map<string, { readonly item: Y.Item; readonly value: string }>();
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      const { key, value } = item.content;
      const before = waiting.get(key);
      if (before !== undefined) idle.push(before.item);
      waiting.set(key, { item, value: JSON.stringify(value) });
    } else if (item.countable) {
      for (const [key, mark] of waiting) {
        if (mark.value === (inForce.get(key) ?? 'null')) idle.push(mark.item);
        else inForce.set(key, mark.value);
      }
      waiting.clear();
    }
  }
  return [...idle, ...[...waiting.values()].map(({ item }) => item)];
}

/** Attributes that say nothing about a block of this kind: what is a paragraph now may have been a heading of level 3. */
export function idleAttributes(element: Y.XmlElement): string[] {
  const { kind } = element.getAttributes() as Record<string, unknown>;
  const says: Readonly<Record<string, boolean>> = { level: kind === 'heading', indent: isList(String(kind)) };
  return Object.keys(element.getAttributes()).filter((name) => says[name] === false);
}
