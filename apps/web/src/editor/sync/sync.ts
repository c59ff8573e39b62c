import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import { writeAtCaret } from './at-caret';
import { readDom } from './read-dom';

/**
 * Binds the editor to the shared text. Not Tiptap's own collaboration extension: that one ends the undo history when
 * an editor is taken away, and here editors come and go.
 */
export const Sync = Extension.create<{ live: LiveSection | null }>({
  name: 'sync',
  priority: 1000,
  addOptions: () => ({ live: null }),
  addProseMirrorPlugins() {
    const { live } = this.options;
    if (!live) return [];
    const binding = ySyncPlugin(live.doc.getXmlFragment(TEXT_ROOT));
    guideByCaret(live.doc, bindingOf(binding));
    return [binding, nameRepairs(live.doc, bindingOf(binding)), readDomFirst(live), oneTextPerBlock(live.doc)];
  },
});

/**
 * A browser tells of a moved caret a moment after it moved. A key pressed in that moment would work at the old place,
 * and an edit of somebody else would put the caret back there: so what the DOM says is read first.
 */
function readDomFirst(live: LiveSection): Plugin {
  const read = (view: EditorView): false => {
    readDom(view);
    return false;
  };
  return new Plugin({
    key: new PluginKey('read dom first'),
    props: { handleDOMEvents: { keydown: read, paste: read, cut: read, copy: read } },
    view: (view) => ({ destroy: live.onBeforeRemote(() => readDom(view)) }),
  });
}

/** Origin of what the binding itself puts right while it draws. Sent as any edit, but nothing to undo. */
const REPAIR = Symbol('repair');

/**
 * The binding joins two texts that stand side by side in one block, in a transaction without origin. Such transactions
 * are taken for Yjs' own tidying and not sent, and every later edit of this writer would then hang on what nobody has.
 */
function nameRepairs(doc: Y.Doc, binding: Binding): Plugin {
  let drawing = 0;
  const name = (tr: Y.Transaction): void => {
    if (drawing > 0 && tr.local && tr.origin === null) tr.origin = REPAIR;
  };
  const watched = <A extends unknown[]>(draw: (...args: A) => void): ((...args: A) => void) => {
    return (...args) => {
      drawing++;
      try {
        draw(...args);
      } finally {
        drawing--;
      }
    };
  };
  binding._observeFunction = watched(binding._observeFunction);
  binding._forceRerender = watched(binding._forceRerender.bind(binding));
  doc.on('beforeTransaction', name);
  return new Plugin({
    key: new PluginKey('name repairs'),
    view: () => ({ destroy: () => doc.off('beforeTransaction', name) }),
  });
}

/** Lets the binding compare only after the caret has told where something was typed. */
function guideByCaret(doc: Y.Doc, binding: Binding): void {
  const compare = binding._prosemirrorChanged.bind(binding);
  binding._prosemirrorChanged = (node) => {
    doc.transact(() => {
      writeAtCaret(doc.getXmlFragment(TEXT_ROOT), binding.prosemirrorView.state);
      compare(node);
    }, ySyncPluginKey);
  };
}

/** The binding of the editor to the shared text; it has no public way to do what is done to it here. */
interface Binding {
  readonly prosemirrorView: EditorView;
  /** The two places where it draws the shared text, and by the way writes. */
  _observeFunction(...args: unknown[]): void;
  _forceRerender(): void;
  /** Writes in the shared text what is different in the editor. */
  _prosemirrorChanged(doc: Node): void;
}

function bindingOf(sync: Plugin): Binding {
  return (sync.spec.state?.init({}, null as never) as { binding: Binding }).binding;
}

/**
 * Gives every new block its one text right away. The binding makes it at the first letter, so two people who begin in
 * the same empty block would make two, and joining those loses what either types meanwhile.
 */
function oneTextPerBlock(doc: Y.Doc): Plugin {
  const fill = (tr: Y.Transaction): void => {
    if (!tr.local || tr.origin !== ySyncPluginKey) return;
    const empty = [...tr.changed.keys()].flatMap(newChildren(tr)).flatMap(emptyBlocks);
    if (empty.length === 0) return;
    doc.transact(() => {
      for (const block of new Set(empty)) block.insert(0, [new Y.XmlText()]);
    }, ySyncPluginKey);
  };
  return new Plugin({
    key: new PluginKey('one text per block'),
    view: () => {
      doc.on('beforeObserverCalls', fill);
      return { destroy: () => doc.off('beforeObserverCalls', fill) };
    },
  });
}

function newChildren(tr: Y.Transaction): (parent: unknown) => Y.XmlElement[] {
  return (parent) => {
    if (!(parent instanceof Y.XmlFragment)) return [];
    const isNew = (node: unknown): node is Y.XmlElement => {
      const id = node instanceof Y.XmlElement ? node._item?.id : undefined;
      return id !== undefined && id.clock >= (tr.beforeState.get(id.client) ?? 0);
    };
    return parent.toArray().filter(isNew);
  };
}

function emptyBlocks(element: Y.XmlElement): Y.XmlElement[] {
  if (element.nodeName === 'block') return element.length === 0 ? [element] : [];
  return element.toArray().flatMap((child) => (child instanceof Y.XmlElement ? emptyBlocks(child) : []));
}
