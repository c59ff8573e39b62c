import { type Extensions, Extension, Node } from '@tiptap/core';
import { Text } from '@tiptap/extension-text';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { clipboardPlugins } from '../clipboard/clipboard';
import type { EditorHost } from '../reading/mounted-section';
import { idsPlugin } from '../sync/ids';
import { ownCaretPlugin } from '../sync/own-caret';
import { Sync } from '../sync/sync';
import { listPlacesPlugin } from './block-view';
import { Block } from './block';
import { edgesPlugin } from './edges';
import { gapPlugins } from './gaps';
import { holdPlugin } from './hold';
import { InputRules } from './input-rules';
import { ActionKeys } from './kind-keys';
import { Keys } from './keys';
import { marks } from './marks';
import { notesPlugin } from './notes';
import { TableKeys } from './table-keys';
import { Table, TableCell, TableHeader, TableRow } from './tables';

const Document = Node.create({ name: 'doc', topNode: true, content: '(block | table)+' });

/** The nodes and marks alone, for who needs the schema without an editor. */
export function schemaExtensions(prefix: string): Extensions {
  return [Document, Text, Block.configure({ prefix }), Table, TableRow, TableCell, TableHeader, ...marks];
}

export function editorExtensions(host: EditorHost): Extensions {
  return [
    ...schemaExtensions(host.prefix),
    Sync.configure({ live: host.live }),
    Keys.configure({ boundary: () => host.boundary() }),
    TableKeys.configure({ boundary: () => host.boundary() }),
    ActionKeys.configure({ boundary: () => host.boundary() }),
    InputRules,
    hostExtension(host),
  ];
}

/** Who puts the caret elsewhere begins another step of undo: each has one place to go back to. */
function stepsPlugin(host: EditorHost): Plugin {
  return new Plugin({
    key: new PluginKey('steps'),
    view: () => ({
      update: ({ state }, previous): void => {
        if (state.doc === previous.doc && !state.selection.eq(previous.selection)) host.boundary();
      },
    }),
  });
}

function hostExtension(host: EditorHost): Extension {
  const call = (action: () => void) => () => {
    action();
    return true;
  };
  return Extension.create({
    name: 'host',
    priority: 2000,
    addProseMirrorPlugins() {
      const [gate, clipboard] = clipboardPlugins(this.editor.schema, (notice) => host.pasted(notice));
      return [
        gate,
        holdPlugin(host.live, host.hold),
        stepsPlugin(host),
        edgesPlugin(host),
        ...gapPlugins(),
        listPlacesPlugin(host.prefix),
        idsPlugin(() => crypto.randomUUID()),
        ownCaretPlugin(host.live),
        notesPlugin(host),
        clipboard,
      ];
    },
    addKeyboardShortcuts() {
      return {
        'Mod-z': call(() => host.undo()),
        'Mod-Shift-z': call(() => host.redo()),
        'Mod-y': call(() => host.redo()),
        'Mod-k': call(() => host.openLinkDialog()),
        'Alt-F10': call(() => host.openTools()),
        Escape: call(() => host.escape()),
      };
    },
  });
}
