import { childOf, isOn, valueOf, type XmlElement } from './xml';

const MONTHS = [
  'januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december',
] as const; // prettier-ignore

/** What a content control is, by its properties. */
interface ControlFacts {
  /** Its text only asks to be filled in. */
  readonly isEmpty: boolean;
  /** A table of contents that Word keeps. */
  readonly isContents: boolean;
  /** What it holds, for when it shows no text. */
  readonly value: string | null;
}

/** The controls that are open in one story. */
export class OpenControls {
  readonly #open: { readonly met: number; facts: ControlFacts | null }[] = [];

  get isContents(): boolean {
    return this.#open.some(({ facts }) => facts?.isContents === true);
  }

  /** Does one of them only ask to be filled in, or hold the contents? */
  get isApart(): boolean {
    return this.isContents || this.#open.some(({ facts }) => facts?.isEmpty === true);
  }

  /** @param met how much text was met in the part until now */
  begin(met: number): void {
    this.#open.push({ met, facts: null });
  }

  /** Takes the properties of the innermost. @returns whether it begins to ask to be filled in */
  learn(properties: XmlElement): boolean {
    const control = this.#open.at(-1);
    if (control === undefined) return false;
    control.facts = controlFacts(properties);
    return control.facts.isEmpty;
  }

  /** Ends the innermost. @returns what it holds, when no text of it says so */
  end(met: number): string | null {
    const control = this.#open.pop();
    return control?.facts?.isEmpty === false && control.met === met ? control.facts.value : null;
  }
}

function controlFacts(properties: XmlElement): ControlFacts {
  const placeholder = childOf(properties, 'w:showingPlcHdr');
  const part = childOf(properties, 'w:docPartObj') ?? childOf(properties, 'w:docPartList');
  return {
    isEmpty: placeholder !== undefined && isOn(placeholder.attributes),
    isContents: /^table of contents$/i.test(valueOf(part, 'w:docPartGallery') ?? ''),
    value: valueIn(properties),
  };
}

function valueIn(properties: XmlElement): string | null {
  const box = childOf(properties, 'w14:checkbox');
  if (box !== undefined) {
    const state = childOf(box, 'w14:checked');
    return state !== undefined && isOn(state.attributes) ? '☒' : '☐';
  }
  const list = childOf(properties, 'w:dropDownList') ?? childOf(properties, 'w:comboBox');
  if (list !== undefined) return chosenIn(list);
  const date = /^(\d{4})-(\d{2})-(\d{2})/.exec(childOf(properties, 'w:date')?.attributes.fullDate ?? '');
  const month = date === null ? undefined : MONTHS[Number(date[2]) - 1];
  return date === null || month === undefined ? null : `${Number(date[3])} ${month} ${date[1]}`;
}

function chosenIn(list: XmlElement): string | null {
  const { lastValue } = list.attributes;
  if (lastValue === undefined || lastValue === '') return null;
  const item = list.children.find(({ name, attributes }) => name === 'w:listItem' && attributes.value === lastValue);
  return item?.attributes.displayText ?? lastValue;
}
