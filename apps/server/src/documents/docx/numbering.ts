import { formatNumber } from './number-formats';
import type { ParagraphStyle, StyleSheet } from './styles';
import { childOf, readXml, switchOf, valueOf, wholeOf, type XmlBudget, type XmlElement } from './xml';

interface Level {
  readonly start: number;
  readonly format: string;
  readonly sample: string;
  readonly text: string;
  /** Which higher level makes it begin anew; 0 for none, null for each. */
  readonly restart: number | null;
  /** All numbers in ordinary figures, whatever the other levels say. */
  readonly legal: boolean;
  readonly gap: string;
  readonly style: string | null;
  /** The font of a bullet. */
  readonly font: string | null;
  /** It counts, and nobody sees it. */
  readonly hidden: boolean;
}

interface List {
  readonly key: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Levels that begin anew with the first item of this list. */
  readonly restarts: ReadonlyMap<number, number>;
}

/** What Word shows before a paragraph. */
export interface ListItem {
  readonly level: number;
  readonly bullet: boolean;
  /** The number with all that Word writes around it, or the sign of a bullet. */
  readonly label: string;
  /** What stands between the label and the text. */
  readonly gap: string;
  readonly font: string | null;
}

const LEVELS = 9;
/** Lists that point to a style of lists that points to lists: a circle ends. */
const MAX_STEPS = 5;

/** The lists of a file. */
export class Numbering {
  readonly #abstract = new Map<string, XmlElement>();
  readonly #nums = new Map<string, XmlElement>();
  readonly #lists = new Map<string, List | null>();

  constructor(
    bytes: Buffer | undefined,
    private readonly styles: StyleSheet,
    budget: XmlBudget,
  ) {
    if (bytes === undefined) return;
    readXml(bytes, budget, {
      wholes: new Set(['w:abstractNum', 'w:num']),
      whole: (element) => {
        const { abstractNumId, numId } = element.attributes;
        if (element.name === 'w:num' && numId !== undefined) this.#nums.set(numId, element);
        else if (abstractNumId !== undefined) this.#abstract.set(abstractNumId, element);
      },
    });
  }

  list(numId: string): List | null {
    const known = this.#lists.get(numId);
    if (known !== undefined) return known;
    const list = this.#read(numId);
    this.#lists.set(numId, list);
    return list;
  }

  #read(numId: string): List | null {
    const num = this.#nums.get(numId);
    const found = this.#abstractOf(numId);
    if (num === undefined || found === null) return null;
    const levels = new Map<number, Level>();
    for (const lvl of found.children) addLevel(levels, lvl);
    const restarts = new Map<number, number>();
    for (const override of num.children.filter(({ name }) => name === 'w:lvlOverride')) {
      const at = wholeOf(override.attributes.ilvl, 0, LEVELS - 1) ?? 0;
      const own = childOf(override, 'w:lvl');
      if (own !== undefined) addLevel(levels, { ...own, attributes: { ...own.attributes, ilvl: String(at) } });
      const start = wholeOf(valueOf(override, 'w:startOverride'), 0, 1e9);
      const level = levels.get(at);
      if (start !== undefined && level !== undefined) levels.set(at, { ...level, start });
      if (start !== undefined) restarts.set(at, start);
      else if (own !== undefined) restarts.set(at, levels.get(at)?.start ?? 1);
    }
    return { key: found.attributes.abstractNumId ?? '', levels, restarts };
  }

  /** The levels stand in one place; a style of lists may lie between. */
  #abstractOf(numId: string): XmlElement | null {
    let id: string | undefined = numId;
    for (let step = 0; id !== undefined && step < MAX_STEPS; step += 1) {
      const found = this.#abstract.get(valueOf(this.#nums.get(id), 'w:abstractNumId') ?? '');
      const link = valueOf(found, 'w:numStyleLink');
      if (found === undefined || link === undefined) return found ?? null;
      const linked = [...this.#abstract.values()].find((each) => valueOf(each, 'w:styleLink') === link);
      if (linked !== undefined) return linked;
      id = this.styles.numberingOf(link) ?? undefined;
    }
    return null;
  }
}

function addLevel(levels: Map<number, Level>, lvl: XmlElement): void {
  const at = wholeOf(lvl.attributes.ilvl, 0, LEVELS - 1);
  if (lvl.name !== 'w:lvl' || at === undefined) return;
  const format = formatOf(lvl);
  const gap = valueOf(lvl, 'w:suff');
  const fonts = childOf(childOf(lvl, 'w:rPr'), 'w:rFonts')?.attributes;
  levels.set(at, {
    start: wholeOf(valueOf(lvl, 'w:start'), 0, 1e9) ?? 1,
    format: format.val ?? 'decimal',
    sample: format.format ?? '',
    text: childOf(lvl, 'w:lvlText') === undefined ? `%${at + 1}.` : (valueOf(lvl, 'w:lvlText') ?? ''),
    restart: wholeOf(valueOf(lvl, 'w:lvlRestart'), 0, LEVELS) ?? null,
    legal: switchOf(lvl, 'w:isLgl') ?? false,
    gap: gap === 'nothing' ? '' : ' ',
    style: valueOf(lvl, 'w:pStyle') ?? null,
    font: fonts?.ascii ?? fonts?.hAnsi ?? null,
    hidden: switchOf(childOf(lvl, 'w:rPr'), 'w:vanish') ?? false,
  });
}

/** Newer formats stand in the first of two choices. */
function formatOf(lvl: XmlElement): Readonly<Record<string, string>> {
  const choice = childOf(childOf(lvl, 'mc:AlternateContent'), 'mc:Choice');
  return (childOf(choice, 'w:numFmt') ?? childOf(lvl, 'w:numFmt'))?.attributes ?? {};
}

/** A list of which the numbers are not told: the paragraph names one that the file does not have. */
interface Asked {
  readonly numId: string | null;
  readonly level: number | null;
}

/** Counts the items of all lists as Word counts them: in the order of the text, over every break between. */
export class ListCounter {
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<string>();

  constructor(private readonly numbering: Numbering) {}

  /** The next item. Null for a paragraph without a list. */
  item(asked: Asked, style: ParagraphStyle): ListItem | null {
    const numId = asked.numId ?? style.numId;
    const list = numId === null || numId === '0' ? null : this.numbering.list(numId);
    if (list === null || numId === null) return null;
    const at = levelOf(list, asked, style);
    const level = list.levels.get(at);
    if (level === undefined) return null;
    const counts = this.#count(list, numId, at);
    const bullet = level.format === 'bullet' && !level.hidden;
    const label = level.hidden ? '' : bullet ? level.text : labelOf(list, level, counts);
    return { level: at, bullet, label, gap: level.gap, font: level.font };
  }

  /** Lists of one kind count on in each other; only those that say so begin anew, each once. */
  #count(list: List, numId: string, at: number): (number | undefined)[] {
    const counts = this.#counts.get(list.key) ?? [];
    this.#counts.set(list.key, counts);
    for (const [level, start] of list.restarts) {
      if (level > at || this.#begun.has(`${numId} ${level}`)) continue;
      this.#begun.add(`${numId} ${level}`);
      counts[level] = level === at ? start - 1 : start;
    }
    counts[at] = (counts[at] ?? (list.levels.get(at)?.start ?? 1) - 1) + 1;
    for (let lower = at + 1; lower < LEVELS; lower += 1) {
      const restart = list.levels.get(lower)?.restart ?? null;
      if (restart === null || (restart > 0 && at < restart)) counts[lower] = undefined;
    }
    return counts;
  }
}

/** The paragraph's own level; else, of its style and what that is based on, the first that a level names or that has one. */
function levelOf(list: List, asked: Asked, style: ParagraphStyle): number {
  if (asked.level !== null) return asked.level;
  if (asked.numId !== null) return 0;
  for (const { id, level: own } of style.chain) {
    for (const [at, level] of list.levels) if (level.style === id) return at;
    if (own !== null) return own;
  }
  return 0;
}

function labelOf(list: List, own: Level, counts: readonly (number | undefined)[]): string {
  return own.text.replace(/%([1-9])/g, (_all, digit: string) => {
    const at = Number(digit) - 1;
    const level = list.levels.get(at);
    if (level === undefined) return '';
    const value = counts[at] ?? level.start;
    const format = own.legal && level.format !== 'none' ? 'decimal' : level.format;
    return formatNumber(value, format, level.sample);
  });
}
