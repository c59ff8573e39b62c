import type { Writer } from './writer';

/** The text with a bar at the caret, or one at each end of the selection. */
export function seen({ view }: Writer): string {
  const { doc, selection } = view.state;
  const parts: string[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name !== 'block') return true;
    const ends = [...new Set([selection.from, selection.to])].map((end) => end - pos - 1);
    const here = ends.filter((end) => end >= 0 && end <= node.content.size).sort((a, b) => b - a);
    parts.push(here.reduce((text, at) => `${text.slice(0, at)}|${text.slice(at)}`, node.textContent));
    return false;
  });
  return parts.join('\n');
}

/** As Backspace at the start of the second block does it, which jsdom leaves to the browser. */
export function join({ view }: Writer): void {
  view.dispatch(view.state.tr.join(view.state.doc.firstChild!.nodeSize));
}
