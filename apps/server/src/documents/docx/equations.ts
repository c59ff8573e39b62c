import { valueOf, type XmlElement } from './xml';

interface Open {
  readonly name: string;
  readonly parts: { readonly name: string; readonly text: string }[];
  properties: XmlElement | undefined;
}

/** A formula on its way to one line of text: `(a+b)/2`, `x^2`, `√(y)`. */
export class EquationText {
  readonly #open: Open[] = [{ name: '', parts: [], properties: undefined }];

  open(name: string): void {
    this.#open.push({ name, parts: [], properties: undefined });
  }

  close(): void {
    const element = this.#open.pop();
    if (element !== undefined) this.#open.at(-1)?.parts.push({ name: element.name, text: textOf(element) });
  }

  properties(element: XmlElement): void {
    const open = this.#open.at(-1);
    if (open !== undefined) open.properties = element;
  }

  text(text: string): void {
    this.#open.at(-1)?.parts.push({ name: '', text });
  }

  /** All of it, once every element is closed. */
  line(): string {
    return this.#open.map(({ parts }) => parts.map(({ text }) => text).join('')).join('');
  }
}

function textOf({ name, parts, properties }: Open): string {
  const all = (of?: string): string[] =>
    parts.filter((part) => of === undefined || part.name === of).map(({ text }) => text);
  const joined = (of?: string): string => all(of).join('');
  const rest = (...without: string[]): string =>
    parts.filter((part) => !without.includes(part.name)).map(({ text }) => text).join(''); // prettier-ignore
  switch (name) {
    case 'm:f':
      return `${grouped(joined('m:num'))}/${grouped(joined('m:den'))}${rest('m:num', 'm:den')}`;
    case 'm:sSup':
    case 'm:sSub':
    case 'm:sSubSup':
    case 'm:nary': {
      const sign = name === 'm:nary' ? (valueOf(properties, 'm:chr') ?? '∫') : joined('m:e');
      const [below, above] = [joined('m:sub'), joined('m:sup')];
      const after = name === 'm:nary' ? joined('m:e') : '';
      const parts = `${below === '' ? '' : `_${grouped(below)}`}${above === '' ? '' : `^${grouped(above)}`}`;
      return `${sign}${parts}${after === '' ? '' : ` ${after}`}${rest('m:e', 'm:sub', 'm:sup')}`;
    }
    case 'm:rad':
      return `${joined('m:deg')}√${grouped(joined('m:e'))}${rest('m:deg', 'm:e')}`;
    case 'm:d': {
      const [begin, end] = [valueOf(properties, 'm:begChr') ?? '(', valueOf(properties, 'm:endChr') ?? ')'];
      return `${begin}${all('m:e').join(valueOf(properties, 'm:sepChr') ?? '|')}${end}${rest('m:e')}`;
    }
    case 'm:mr':
      return `${all('m:e').join(' ')}${rest('m:e')}`;
    case 'm:m':
    case 'm:eqArr':
      return all().join('; ');
    default:
      return joined();
  }
}

/** In brackets, when it is more than one number or name. */
function grouped(text: string): string {
  return /^[\p{L}\p{N}]*$/u.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`;
}
