import { settleNumbers, type Item } from './lists';
import { readMarkdown, type MarkdownPart } from './markdown-blocks';
import { inlineRuns } from './markdown-inline';
import type { ImportedPlan } from './model';
import { fitTitle, makePlan, startSection } from './plan-parts';
import { withoutUnseen } from './unseen-signs';

type Heading = Extract<MarkdownPart, { kind: 'heading' }>;

/**
 * Makes a plan of a Markdown text. A single first-level heading at the top is the title of the plan; the headings of the
 * highest level under it are the sections, lower ones headings within. Linear in the length of the text; never throws.
 *
 * @param text as `readImportFile` gives it
 * @param fallbackTitle title of the plan if the text does not start with one
 */
export function planFromMarkdown(text: string, fallbackTitle: string): ImportedPlan {
  const parts = readMarkdown(withoutUnseen(text).replace(/\f/g, '\n').split('\n'));
  const headings = parts.filter((part): part is Heading => part.kind === 'heading');
  const first = parts[0];
  const name = first?.kind === 'heading' && first.depth === 1 ? plainText(first.text) : '';
  const titled = name !== '' && fitTitle(name).rest === null && highestOf(headings.slice(1)) > 1;
  const title = titled ? name : fallbackTitle;
  const rest = titled ? headings.slice(1) : headings;
  const top = highestOf(rest);
  const sections: { title: string; items: Item[] }[] = [];
  for (const part of titled ? parts.slice(1) : parts) {
    if (part.kind === 'heading' && part.depth <= top) sections.push({ title: plainText(part.text), items: [] });
    else {
      if (sections.length === 0) sections.push({ title, items: [] });
      sections.at(-1)!.items.push(itemOf(part, top));
    }
  }
  return makePlan(
    title,
    sections.map(({ title: name, items }) => {
      const section = startSection(name);
      for (const block of settleNumbers(items, true)) section.blocks.push(block);
      return section;
    }),
  );
}

/** Depth of the highest of the headings, 7 if there are none. */
function highestOf(headings: readonly Heading[]): number {
  return headings.reduce((highest, heading) => Math.min(highest, heading.depth), 7);
}

function itemOf(part: MarkdownPart, top: number): Item {
  if (part.kind === 'item') return part.item;
  if (part.kind === 'table') return { block: part.table, number: null };
  const level = Math.min(4, part.depth - top + 1);
  return { block: { type: 'block', kind: 'heading', level, runs: inlineRuns(part.text) }, number: null };
}

function plainText(text: string): string {
  return inlineRuns(text)
    .map((run) => run.text)
    .join('');
}
