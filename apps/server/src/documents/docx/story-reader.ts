import { isSafeAddress } from '@samenspel/domain';
import { Alternatives } from './alternatives';
import { NoteContainer, type Container } from './containers';
import { OpenControls } from './controls';
import { EquationText } from './equations';
import type { FieldHost } from './field-stack';
import { LEFT_OUT } from './left-out';
import type { NoteShelf } from './note-shelf';
import type { PartLink } from './package-links';
import { PAGE_END } from './paragraph-draft';
import { PROPERTIES } from './properties';
import { StoryPlaces, type PlacesSource } from './story-places';
import { lookOf, PLAIN_LOOK, type RunLook } from './styles';
import { signNamed, textInFont, UNKNOWN_SIGN } from './symbols';
import { Told } from './told';
import { changesIn } from './tracked';
import { SHAPE_FACTS, SHAPES, Visibility } from './visibility';
import { isOn, valueOf, type Attributes, type XmlElement, type XmlHandler } from './xml';

/** What a part with text is read with. */
export interface StorySource extends PlacesSource {
  readonly links: ReadonlyMap<string, PartLink>;
  /** Beginnings and ends of fields that belong together, by their order in the part. */
  readonly closedFields: ReadonlySet<number>;
  readonly notes: NoteShelf;
  readonly told: Told;
}

type Close = () => void;
type Open = (attributes: Attributes) => Close | undefined;

/**
 * Reads a part with text, element by element, into its places. An element that says nothing to us is looked through: what
 * stands in it is text all the same. What was tracked is taken as if all were accepted, and comments are counted; `#struck`,
 * `#kept` and the table of what is left out are where a later reader takes them over.
 */
export class StoryReader implements XmlHandler, FieldHost {
  readonly wholes = PROPERTIES;
  readonly places: StoryPlaces;
  written = 0;
  met = 0;
  told: Told;
  /** What is to be done when an element ends, for each that is open. */
  readonly #closers: (Close | undefined)[] = [];
  readonly #looks: RunLook[] = [];
  readonly #links: (string | null)[] = [];
  readonly #controls = new OpenControls();
  readonly #alternatives = new Alternatives();
  /** By row and cell that is open: what ends with it, when it was struck. */
  readonly #parts: Close[][] = [];
  #equation: EquationText | null = null;
  #reads: 'text' | 'instruction' | 'equation' | null = null;
  #skipped = 0;
  readonly #visibility = new Visibility();
  #objects = 0;
  #fieldAt = -1;

  constructor(
    private readonly source: StorySource,
    container: Container,
  ) {
    this.told = source.told;
    this.places = new StoryPlaces(source, this, container);
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'w:fldChar') this.#fieldAt += 1;
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    this.#equation?.open(name);
    const leftOut = LEFT_OUT.get(name.slice(name.indexOf(':') + 1))?.(attributes, this.source.links, this.#objects > 0);
    if (leftOut && this.#isShown) this.told.add(leftOut);
    this.#closers.push(this.#opens[name]?.(attributes));
  }

  close(): void {
    if (this.#skipped > 1) {
      this.#skipped -= 1;
      return;
    }
    this.#skipped = 0;
    this.#closers.pop()?.();
    this.#equation?.close();
  }

  text(data: string): void {
    if (this.#skipped > 0) return;
    if (this.#reads === 'text') this.write(data.replace(/[\r\n]+/g, ' '));
    else if (this.#reads === 'instruction') this.places.fields.instruction(data);
    else if (this.#reads === 'equation') this.#formula(data);
  }

  whole(element: XmlElement): void {
    if (this.#skipped > 0) return;
    if (this.isSeen) this.told.add('tracked-changes', changesIn(element));
    this.#properties[element.name]?.(element);
  }

  /** May what stands here be seen, but for the fields? */
  get isSeen(): boolean {
    return this.#isTaken && !this.#visibility.isHidden;
  }

  /** Adds text where the reading stands, if it is seen there. */
  write(data: string): void {
    const look = this.#look;
    const blank = data.trim() === '';
    if (!blank) this.met += 1;
    if (data === '' || this.#visibility.isStruck || look.ours || !this.places.fields.isText) return;
    if (this.places.fields.inContents || this.#controls.isContents) {
      if (!blank) this.told.once('contents');
    } else if (this.#isHidden) {
      if (!blank) this.told.add('hidden-text');
    } else if (this.isSeen) {
      const { text, unknown } = textInFont(data, look.font ?? this.places.style.font);
      this.told.add('symbols', unknown);
      const link = this.#links.findLast((each) => each !== null) ?? this.places.fields.link;
      const shown = { ...look, strike: look.strike ?? this.places.style.strike };
      if (!this.places.draft.add(text, shown, link)) this.told.add('raised-text');
      if (!blank) this.written += 1;
    }
  }

  get #look(): RunLook {
    return this.#looks.at(-1) ?? PLAIN_LOOK;
  }

  /** Neither struck nor a request to fill in, nor the contents. */
  get #isTaken(): boolean {
    return !this.#visibility.isStruck && !this.#controls.isApart;
  }

  /** By its shape, its own look, or else its style. */
  get #isHidden(): boolean {
    return this.#visibility.isHidden || (this.#look.hidden ?? this.places.style.hidden);
  }

  /** Part of a formula, which is written once it ends. */
  #formula(data: string): void {
    if (this.#visibility.isStruck) return;
    if (!this.#isHidden) this.#equation?.text(data);
    else if (data.trim() !== '') this.told.add('hidden-text');
  }

  get #isShown(): boolean {
    return this.isSeen && this.places.fields.isText;
  }

  readonly #properties: Readonly<Record<string, (element: XmlElement) => void>> = {
    'w:pPr': (pPr) => {
      this.places.draft.properties = pPr;
    },
    'w:rPr': (rPr) => {
      if (this.#looks.length === 0) return;
      const style = valueOf(rPr, 'w:rStyle');
      this.#looks[this.#looks.length - 1] = lookOf(
        rPr,
        style === undefined ? PLAIN_LOOK : this.source.styles.look(style),
      );
    },
    'w:ffData': (form) => this.places.fields.form(form),
    'w:sdtPr': (sdtPr) => {
      const wasShown = this.#isShown;
      if (this.#controls.learn(sdtPr) && wasShown) this.told.add('placeholders');
    },
    'w:trPr': (trPr) => this.#strikePart(this.places.rowProperties(trPr)),
    'w:tcPr': (tcPr) => this.#strikePart(this.places.cellProperties(tcPr)),
    'm:naryPr': (element) => this.#equation?.properties(element),
    'm:dPr': (element) => this.#equation?.properties(element),
  };

  readonly #struck: Open = () => {
    if (this.isSeen) this.told.add('tracked-changes');
    return this.#visibility.strike();
  };
  readonly #kept: Open = () => {
    if (this.isSeen) this.told.add('tracked-changes');
    return undefined;
  };
  readonly #box: Open = () => {
    const isTaken = this.#isTaken && this.places.fields.isText;
    const show = [this.#visibility.strike(isTaken ? 0 : 1), this.#visibility.hide(this.#isHidden)];
    const saved = { looks: this.#looks.splice(0), links: this.#links.splice(0), reads: this.#reads };
    this.places.enterBox();
    return () => {
      this.places.leaveBox();
      this.#looks.splice(0, this.#looks.length, ...saved.looks);
      this.#links.splice(0, this.#links.length, ...saved.links);
      this.#reads = saved.reads;
      for (const end of show) end();
    };
  };
  readonly #paragraph: Open = () => {
    this.places.beginParagraph();
    return () => this.places.endParagraph();
  };
  readonly #run: Open = () => {
    this.#looks.push(PLAIN_LOOK);
    return () => void this.#looks.pop();
  };
  readonly #shapeFacts: Open = ({ hidden }) => {
    if (hidden !== undefined && isOn({ val: hidden })) this.#visibility.hideShape();
    return undefined;
  };
  readonly #note =
    (kind: 'footnote' | 'endnote'): Open =>
    ({ id, type }) => {
      if (type !== undefined && type !== 'normal') return this.#skip();
      const told = new Told();
      const container = new NoteContainer(told);
      this.source.notes.put(`${kind}-${id ?? ''}`, container, told);
      this.told = told;
      this.places.enter(container);
      return () => {
        this.places.leave();
        this.told = this.source.told;
      };
    };
  readonly #reference =
    (kind: 'footnote' | 'endnote'): Open =>
    ({ id }) => {
      if (!this.#isShown || this.places.fields.inContents || this.#isHidden) return undefined;
      const name = `${kind}-${id ?? ''}`;
      const number = this.source.notes.refer(name, this.told);
      if (number === null) return undefined;
      this.told.add('footnotes');
      this.places.draft.notes.push(name);
      this.#plainly(() => this.write(`[${number}]`));
      return undefined;
    };
  readonly #writes =
    (text: string): Open =>
    () => {
      this.write(text);
      return undefined;
    };
  readonly #reading =
    (what: 'text' | 'instruction'): Open =>
    () => {
      const before = this.#reads;
      this.#reads = what;
      return () => {
        this.#reads = before;
      };
    };

  readonly #opens: Readonly<Record<string, Open>> = {
    'w:p': this.#paragraph,
    'a:p': this.#paragraph,
    'w:r': this.#run,
    'a:r': this.#run,
    'm:r': this.#run,
    'w:t': this.#reading('text'),
    'a:t': this.#reading('text'),
    // A reading above a word.
    'w:rt': () => {
      this.write('(');
      return () => this.write(') ');
    },
    // Struck text: it is not seen, but says that there was some.
    'w:delText': () => {
      this.met += 1;
      return undefined;
    },
    'w:instrText': this.#reading('instruction'),
    'w:br': ({ type }) => this.#writes(type === 'page' || type === 'column' ? PAGE_END : '\n')({}),
    'w:cr': this.#writes('\n'),
    'a:br': this.#writes('\n'),
    'w:tab': this.#writes('\t'),
    'w:ptab': this.#writes('\t'),
    // The hyphen at which no line breaks; the soft one is not seen, and is no letter.
    'w:noBreakHyphen': this.#writes('\u2011'),
    'w:sym': ({ font, char }) => {
      const sign = signNamed(font ?? null, char ?? '');
      if (sign === null && this.#isShown) this.told.add('symbols');
      this.#plainly(() => this.write(sign ?? UNKNOWN_SIGN));
      return undefined;
    },
    'w:fldChar': ({ fldCharType }) => {
      const counts = this.source.closedFields.has(this.#fieldAt) || fldCharType === 'separate';
      if (counts) this.places.fields.mark(fldCharType);
      return undefined;
    },
    'w:fldSimple': ({ instr }) => {
      const { fields } = this.places;
      fields.begin();
      fields.instruction(instr ?? '');
      fields.separate();
      return () => fields.end();
    },
    'w:hyperlink': ({ id, anchor }) => {
      this.#links.push(this.#linkOf(id, anchor));
      return () => void this.#links.pop();
    },
    'w:ins': this.#kept,
    'w:moveTo': this.#kept,
    'w:del': this.#struck,
    'w:moveFrom': this.#struck,
    'w:sdt': () => {
      this.#controls.begin(this.met);
      return () => this.write(this.#controls.end(this.met) ?? '');
    },
    'w:tbl': () => {
      this.places.beginTable();
      return () => this.places.endTable();
    },
    'w:tr': () => {
      this.places.beginRow();
      return this.#part(() => this.places.endRow());
    },
    'w:tc': () => (this.places.beginCell() ? this.#part(() => this.places.endCell()) : undefined),
    ...Object.fromEntries(SHAPES.map((name) => [name, (facts: Attributes) => this.#visibility.shape(facts)])),
    ...Object.fromEntries(SHAPE_FACTS.map((name) => [name, this.#shapeFacts])),
    'w:txbxContent': this.#box,
    'a:txBody': this.#box,
    'v:textpath': ({ string }) => {
      if (string === undefined) return undefined;
      const close = this.#box({});
      this.write(string);
      close?.();
      return undefined;
    },
    'w:object': () => {
      this.#objects += 1;
      return () => {
        this.#objects -= 1;
      };
    },
    'mc:AlternateContent': () => {
      this.#alternatives.begin(this.#made);
      return () => this.#alternatives.end();
    },
    'mc:Choice': () => (this.#alternatives.takesChoice() ? undefined : this.#skip()),
    'mc:Fallback': () => (this.#alternatives.takesFallback(this.#made) ? undefined : this.#skip()),
    'm:oMath': () => {
      if (this.#equation !== null) return undefined;
      const equation = new EquationText();
      this.#equation = equation;
      return () => {
        this.#equation = null;
        if (this.#isShown) this.told.add('equations');
        this.#plainly(() => this.write(equation.line()));
      };
    },
    'm:t': () => {
      this.#reads = this.#equation === null ? 'text' : 'equation';
      return () => {
        this.#reads = null;
      };
    },
    'w:footnote': this.#note('footnote'),
    'w:endnote': this.#note('endnote'),
    'w:footnoteReference': this.#reference('footnote'),
    'w:endnoteReference': this.#reference('endnote'),
  };

  get #made(): number {
    return this.met + this.told.total;
  }

  /** A row or cell, which may say that it was struck. */
  #part(end: Close): Close {
    const show: Close[] = [];
    this.#parts.push(show);
    return () => {
      end();
      this.#parts.pop();
      for (const each of show) each();
    };
  }

  #strikePart(struck: boolean): void {
    if (struck) this.#parts.at(-1)?.push(this.#visibility.strike());
  }

  #skip(): undefined {
    this.#skipped = 1;
    return undefined;
  }

  /** Writes without the look of the letters around: a sign is not raised, nor in their font. */
  #plainly(write: () => void): void {
    const look = { ...this.#look, raised: null, font: '' };
    this.#looks.push(look);
    write();
    this.#looks.pop();
  }

  #linkOf(id: string | undefined, anchor: string | undefined): string | null {
    const link = id === undefined ? undefined : this.source.links.get(id);
    const address = link === undefined ? null : `${link.target.trim()}${anchor === undefined ? '' : `#${anchor}`}`;
    if (link?.external === true && address !== null && isSafeAddress(address)) return address;
    const isTold = this.#isShown && !this.places.fields.inContents;
    if (isTold && (link !== undefined || anchor !== undefined))
      this.told.add(link === undefined ? 'inner-links' : 'unsafe-links');
    return null;
  }
}
