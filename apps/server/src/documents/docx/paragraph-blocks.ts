import type { TextBlock, TextRun } from '@samenspel/domain';
import { EMPTY, type Container } from './containers';
import type { ListItem } from './numbering';
import type { ParagraphDraft } from './paragraph-draft';
import type { ParagraphKind } from './styles';
import { textInFont } from './symbols';
import type { Told } from './told';

export interface ParagraphFacts {
  readonly kind: ParagraphKind;
  /** Of a heading: 1 to 9. */
  readonly depth: number;
  readonly item: ListItem | null;
  /** Of our own export: its lists are ours, whatever Word counts. */
  readonly ours: boolean;
}

/** Signs before an item that say more than that it is one: whether something is done. Words do so too. */
const TELLING = /^[☐☑☒✓✔✗✘✕✖]$/u;
const WORD = /\p{L}{2}/u;

/** Many write the heading of a chapter without a number in the style of that of the contents. */
const CONTENTS = /^(?:inhoud|inhoudsopgave|contents|table of contents|lijst van .+|list of .+)[\s:.]*$/i;

function withKind(draft: ParagraphDraft, facts: ParagraphFacts): ParagraphFacts {
  if (facts.kind !== 'contents-title') return facts;
  const text = draft.runs(' ').map((run) => run.text).join('').trim(); // prettier-ignore
  return { ...facts, kind: CONTENTS.test(text) ? 'contents' : 'heading' };
}

/** Makes of a paragraph what it is in a section, and adds it. */
export function addParagraph(draft: ParagraphDraft, given: ParagraphFacts, container: Container, told: Told): void {
  const facts = withKind(draft, given);
  if (facts.kind === 'export' || facts.kind === 'contents') {
    if (draft.isFilled) told.once(facts.kind === 'export' ? 'own-export' : 'contents');
  } else if (facts.kind === 'heading') addHeading(draft, facts, container, told);
  else if (facts.kind === 'title' && draft.isFilled && takesTitle(draft, container)) return;
  else if (facts.kind === 'quote' || facts.item === null) addText(draft, facts, container, told);
  else addItem(draft, facts.item, facts.ours, container, told);
}

function takesTitle(draft: ParagraphDraft, container: Container): boolean {
  if (draft.notes.length > 0) return false;
  return container.takeTitle(draft.runs(' ').map((run) => run.text).join('').trim()); // prettier-ignore
}

function addHeading(draft: ParagraphDraft, { depth, item }: ParagraphFacts, container: Container, told: Told): void {
  const label = item === null || item.bullet || item.label === '' ? null : item;
  // "Artikel 3" over a text without a title; a bare number without words is an empty line that was left behind.
  if (!draft.isFilled && !WORD.test(label?.label ?? '')) return;
  container.lists.end();
  const number = label === null || draft.isFilled ? label : { ...label, gap: '' };
  const runs = draft.isFilled ? draft.runs(' ') : [];
  const { notes } = draft;
  if (container.isText) {
    container.add({
      kind: 'heading',
      depth,
      runs,
      notes,
      ...(number === null ? {} : { number: number.label, gap: number.gap }),
    });
    return;
  }
  if (number !== null) told.add('typed-numbers');
  const level = Math.min(4, Math.max(2, depth));
  container.add({
    kind: 'block',
    block: { type: 'block', kind: 'heading', level, runs: withLabel(number, runs) },
    notes,
  });
}

function addText(draft: ParagraphDraft, { kind, item }: ParagraphFacts, container: Container, told: Told): void {
  const label = item === null || item.bullet || item.label === '' ? null : item;
  if (!draft.isFilled && label === null) return;
  if (label !== null) told.add('typed-numbers');
  container.lists.end();
  draft.parts().forEach((runs, at) => {
    const notes = at === 0 ? draft.notes : [];
    const block = {
      type: 'block',
      kind: kind === 'quote' ? kind : 'paragraph',
      runs: at === 0 ? withLabel(label, runs) : runs,
    } as const;
    container.add({ kind: 'block', block, notes });
  });
}

function addItem(draft: ParagraphDraft, item: ListItem, ours: boolean, container: Container, told: Told): void {
  if (item.bullet) {
    if (draft.isFilled) addBullet(draft, item, container);
    return;
  }
  if (item.label === '') return addText(draft, { kind: 'plain', depth: 0, item: null, ours }, container, told);
  const place = container.lists.numbered(item, ours);
  if (place === null) return addText(draft, { kind: 'plain', depth: 0, item, ours }, container, told);
  if (place.apart) container.add({ kind: 'block', block: EMPTY, notes: [] });
  if (place.otherSigns && !ours) told.add('number-signs');
  add(container, { type: 'block', kind: 'numbered', indent: place.indent, runs: draft.runs('\n') }, draft.notes);
}

function addBullet(draft: ParagraphDraft, item: ListItem, container: Container): void {
  const sign = textInFont(item.label, item.font).text;
  const telling = TELLING.test(sign) || WORD.test(sign) ? { ...item, label: sign, gap: ' ' } : null;
  const indent = container.lists.bullet(item.level);
  add(container, { type: 'block', kind: 'bullet', indent, runs: withLabel(telling, draft.runs('\n')) }, draft.notes);
}

function add(container: Container, block: TextBlock, notes: readonly string[]): void {
  container.add({ kind: 'block', block, notes });
}

function withLabel(item: ListItem | null, runs: TextRun[]): TextRun[] {
  if (item === null) return runs;
  const [first, ...rest] = runs;
  const label = `${item.label}${first === undefined ? '' : item.gap}`;
  return first !== undefined && first.marks === undefined && first.link === undefined
    ? [{ text: `${label}${first.text}` }, ...rest]
    : [{ text: label }, ...runs];
}
