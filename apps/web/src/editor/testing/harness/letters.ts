import { TEXT_ROOT } from '@samenspel/collab';
import * as Y from 'yjs';

/** A letter that was taken away and brought back by undo is another one to the shared text: from which, how many, to which. */
export type Redone = readonly [from: string, length: number, to: string];

/** What the shared text says of its letters. Read only to know one letter from an equal one, never to find a place. */
export interface SharedLetters {
  /** Of every block in reading order: the id of its element, its letters, and the id of each. */
  readonly blocks: readonly { readonly element: string; readonly text: string; readonly ids: readonly string[] }[];
  readonly redone: readonly Redone[];
}

export function sharedLetters(doc: Y.Doc): SharedLetters {
  return { blocks: blocksIn(doc.getXmlFragment(TEXT_ROOT)).map(lettersIn), redone: redoneIn(doc) };
}

function blocksIn(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().flatMap((node) => {
    if (!(node instanceof Y.XmlElement)) return [];
    return node.nodeName === 'block' ? [node] : blocksIn(node);
  });
}

function lettersIn(block: Y.XmlElement): SharedLetters['blocks'][number] {
  let text = '';
  const ids: string[] = [];
  for (const child of block.toArray()) {
    if (!(child instanceof Y.XmlText)) continue;
    for (let item = child._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      text += item.content.str;
      for (let at = 0; at < item.length; at += 1) ids.push(`${item.id.client}:${item.id.clock + at}`);
    }
  }
  const id = block._item?.id;
  return { element: `${id?.client}:${id?.clock}`, text, ids };
}

function redoneIn(doc: Y.Doc): Redone[] {
  return [...doc.store.clients.values()].flatMap((structs) =>
    structs.flatMap((struct) => {
      if (!(struct instanceof Y.Item) || !struct.redone) return [];
      const { id, length, redone } = struct;
      return [[`${id.client}:${id.clock}`, length, `${redone.client}:${redone.clock}`] as const];
    }),
  );
}
