import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { isList } from '@samenspel/collab';
import type { BlockKind } from '@samenspel/domain';

export interface PlacedBlock {
  readonly node: Node;
  /** Position right before the block. */
  readonly pos: number;
}

/** The block around a position, if there is one. */
export function blockAt($pos: ResolvedPos): PlacedBlock | null {
  const node = $pos.parent;
  return node.type.name === 'block' ? { node, pos: $pos.before() } : null;
}

/** The blocks that the selection touches. */
export function selectedBlocks(state: EditorState): PlacedBlock[] {
  const found = new Map<number, PlacedBlock>();
  for (const range of state.selection.ranges) {
    state.doc.nodesBetween(range.$from.pos, range.$to.pos, (node, pos) => {
      if (node.type.name === 'block') found.set(pos, { node, pos });
      return node.type.name !== 'block';
    });
  }
  return [...found.values()];
}

/** Makes a block of another kind by its attributes alone: its element in the shared text stays, and all that is in it. */
export function setKind(tr: Transaction, block: PlacedBlock, kind: BlockKind, level: number | null = null): void {
  const wanted = {
    kind,
    level: kind === 'heading' ? (level ?? 2) : null,
    indent: isList(kind) ? (block.node.attrs.indent as number | null) : null,
  };
  setAttributes(tr, block, wanted);
}

export function setIndent(tr: Transaction, block: PlacedBlock, indent: number): void {
  setAttributes(tr, block, { indent: indent > 0 ? Math.min(7, indent) : null });
}

export function indentOf(node: Node): number {
  return typeof node.attrs.indent === 'number' ? node.attrs.indent : 0;
}

function setAttributes(tr: Transaction, block: PlacedBlock, wanted: Record<string, string | number | null>): void {
  for (const [name, value] of Object.entries(wanted))
    if (block.node.attrs[name] !== value) tr.setNodeAttribute(block.pos, name, value);
}
