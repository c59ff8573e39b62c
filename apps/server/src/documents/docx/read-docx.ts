import type { Outline } from '@samenspel/domain';
import { TextContainer } from './containers';
import { closedFields } from './fields';
import { NoteShelf } from './note-shelf';
import { ListCounter, Numbering } from './numbering';
import { linkedPart, linksOf, partOf, type PartLink, type Parts } from './package-links';
import { StoryReader, type StorySource } from './story-reader';
import { StyleSheet } from './styles';
import { Told } from './told';
import { readXml, type XmlBudget } from './xml';

export interface ReadText {
  readonly outline: Outline;
  /** What could not be kept as it was. */
  readonly told: Told;
}

/**
 * Reads the text of a Word file as Word shows it.
 *
 * @param mainPart name of the part with the text
 * @throws FileRefused for what is damaged, or too large to read
 */
export function readDocx(parts: Parts, mainPart: string, budget: XmlBudget): ReadText {
  const links = linksOf(parts, mainPart, budget);
  const told = new Told();
  const styles = new StyleSheet(linkedPart(parts, links, 'styles'), budget);
  const numbering = new Numbering(linkedPart(parts, links, 'numbering'), styles, budget);
  const notes = new NoteShelf();
  const read = (part: string, into: TextContainer): void => {
    const bytes = partOf(parts, part);
    if (bytes === undefined) return;
    const source: StorySource = {
      styles,
      lists: new ListCounter(numbering),
      links: part === mainPart ? links : linksOf(parts, part, budget),
      closedFields: closedFields(bytes, budget),
      notes,
      told,
      ours: styles.isOurs,
    };
    const reader = new StoryReader(source, into);
    readXml(bytes, budget, reader);
    reader.places.finish();
    told.add('styles', reader.places.foreign.size);
  };
  // The notes first: the text asks for them by their number.
  for (const { type, target } of links.values())
    if (type === 'footnotes' || type === 'endnotes') read(target, new TextContainer());
  const text = new TextContainer();
  read(mainPart, text);
  told.add('headers', headersOf(parts, links, budget));
  return { outline: { title: text.title, parts: text.parts, notes: notes.blocks() }, told };
}

/** How many heads and feet of pages hold anything to read. */
function headersOf(parts: Parts, links: ReadonlyMap<string, PartLink>, budget: XmlBudget): number {
  const targets = [...links.values()]
    .filter(({ type }) => type === 'header' || type === 'footer')
    .map(({ target }) => target);
  return [...new Set(targets)].filter((target) => {
    const bytes = partOf(parts, target);
    return bytes !== undefined && holdsText(bytes, budget);
  }).length;
}

function holdsText(bytes: Buffer, budget: XmlBudget): boolean {
  let [found, within] = [false, false];
  readXml(bytes, budget, {
    open(name, { string }) {
      within = name === 'w:t' || name === 'a:t';
      // A word behind the text of every page: "Vertrouwelijk".
      found ||= name === 'v:textpath' && (string ?? '').trim() !== '';
    },
    close() {
      within = false;
    },
    text(data) {
      found ||= within && data.trim() !== '';
    },
  });
  return found;
}
