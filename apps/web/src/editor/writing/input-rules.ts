import { Extension, InputRule } from '@tiptap/core';
import type { BlockKind } from '@samenspel/domain';
import { blockAt, setKind } from './blocks-of';

const RULES: readonly { find: RegExp; kind: BlockKind; level?: number }[] = [
  { find: /^#\s$/, kind: 'heading', level: 2 },
  { find: /^##\s$/, kind: 'heading', level: 3 },
  { find: /^###\s$/, kind: 'heading', level: 4 },
  { find: /^[-*]\s$/, kind: 'bullet' },
  { find: /^1[.)]\s$/, kind: 'numbered' },
  { find: /^>\s$/, kind: 'quote' },
];

/** What people type from habit at the start of a paragraph. */
export const InputRules = Extension.create({
  name: 'inputRules',
  addInputRules: () =>
    RULES.map(
      ({ find, kind, level }) =>
        new InputRule({
          find,
          handler: ({ state, range }) => {
            const block = blockAt(state.doc.resolve(range.from));
            if (block?.node.attrs.kind !== 'paragraph') return null;
            setKind(state.tr, block, kind, level ?? null);
            state.tr.delete(range.from, range.to);
            return undefined;
          },
        }),
    ),
});
