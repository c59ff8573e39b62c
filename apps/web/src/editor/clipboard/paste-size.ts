import type { Fragment, Node, Slice } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { FRAME_LIMITS } from '@samenspel/collab/client';
import { elementFrom } from '../sync/nodes';

/** Room for what goes along: what is replaced, and where it stands. */
const AROUND = 4_096;
const ID = '00000000-0000-4000-8000-000000000000';

/**
 * Would the server refuse this as one edit? Then it is not pasted at all: a refusal afterwards takes the caret away, and
 * leaves its author with text that is in no section.
 */
export function isTooLarge({ content }: Slice): boolean {
  const doc = new Y.Doc();
  const blocks = content.content.flatMap((node) => (node.isText ? [] : [withId(node)]));
  doc.getXmlFragment('measured').insert(0, blocks.map(elementFrom));
  const letters = content.content.reduce((sum, node) => sum + (node.isText ? 3 * node.nodeSize : 0), 0);
  const bytes = Y.encodeStateAsUpdate(doc).byteLength + letters + AROUND;
  const pieces = [...doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0);
  doc.destroy();
  return bytes > FRAME_LIMITS.bytes || pieces + AROUND / 16 > FRAME_LIMITS.structs;
}

/** With the id that every block gets. */
function withId(node: Node): Node {
  if (node.isTextblock) return node.type.create({ ...node.attrs, id: ID }, node.content);
  return node.copy(mapped(node.content));
}

function mapped(content: Fragment): Fragment {
  let made = content;
  content.forEach((node, _offset, index) => (made = made.replaceChild(index, withId(node))));
  return made;
}
