import type { ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import * as Y from 'yjs';

/**
 * Writes what was typed or taken away in one text where the caret says that it was. The binding compares what stood there
 * with what stands there now: of an "e" that was typed before another "e" it can not see which of the two is new, and takes
 * the second. A letter of somebody else would then stand in my word: in the authorship, and not in what is kept for me.
 * Whatever this leaves undone the binding does.
 */
export function writeAtCaret(root: Y.XmlFragment, { selection }: EditorState): void {
  const { $head } = selection;
  const text = selection.empty ? textAt(root, $head) : null;
  if (text === null) return;
  const [before, after] = [lettersOf(text), $head.parent.textContent];
  const added = after.length - before.length;
  // What was typed ends at the caret; what was taken away began there.
  const start = $head.parentOffset - Math.max(added, 0);
  if (start < 0 || before.slice(0, start) !== after.slice(0, start)) return;
  if (added > 0 && before.slice(start) === after.slice(start + added)) {
    text.insert(start, after.slice(start, start + added));
  } else if (added < 0 && before.slice(start - added) === after.slice(start)) text.delete(start, -added);
}

/** The one text of the block in which this position is; null where the shared text has no such block there. */
function textAt(root: Y.XmlFragment, position: ResolvedPos): Y.XmlText | null {
  let element: Y.XmlFragment = root;
  for (let depth = 0; depth < position.depth; depth += 1) {
    const child: unknown = position.index(depth) < element.length ? element.get(position.index(depth)) : null;
    if (!(child instanceof Y.XmlElement)) return null;
    element = child;
  }
  const same = element instanceof Y.XmlElement && element.getAttribute('id') === position.parent.attrs['id'];
  const text: unknown = same && element.length === 1 ? element.get(0) : null;
  return text instanceof Y.XmlText ? text : null;
}

function lettersOf(text: Y.XmlText): string {
  let letters = '';
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) letters += item.content.str;
  return letters;
}
