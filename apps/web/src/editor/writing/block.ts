import { Node } from '@tiptap/core';
import { BLOCK_KINDS, type BlockKind } from '@samenspel/domain';
import { blockView } from './block-view';

/**
 * The one node type for paragraph, heading, list item and quote. A change of kind is one attribute, never a new
 * element, so what another types meanwhile stays where it is. An attribute that is null is not stored.
 */
export const Block = Node.create<{ prefix: string }>({
  name: 'block',
  group: 'block',
  content: 'inline*',
  whitespace: 'pre',
  defining: true,
  priority: 1000,
  addOptions: () => ({ prefix: '' }),
  addAttributes: () => ({
    id: { default: null },
    kind: { default: 'paragraph' },
    level: { default: null },
    indent: { default: null },
    review: { default: null },
  }),
  // The clipboard parser brings every text to this one form first.
  parseHTML: () => [{ tag: 'p[data-kind]', getAttrs: attributesOf }, { tag: 'p' }],
  renderHTML: ({ node }) => ['p', { 'data-kind': String(node.attrs.kind) }, 0],
  addNodeView() {
    return blockView(this.options.prefix);
  },
});

function attributesOf(element: HTMLElement): Record<string, string | number | null> {
  const kind = kindOf(element.dataset.kind);
  return {
    id: element.dataset.id ?? null,
    kind,
    level: kind === 'heading' ? Number(element.dataset.level ?? 2) : null,
    indent: element.dataset.indent && Number(element.dataset.indent) > 0 ? Number(element.dataset.indent) : null,
    review: element.dataset.review === 'unsure' ? 'unsure' : null,
  };
}

/** Another version, or a merge, may have left a kind that is not known here. */
export function kindOf(value: unknown): BlockKind {
  return BLOCK_KINDS.find((kind) => kind === value) ?? 'paragraph';
}
