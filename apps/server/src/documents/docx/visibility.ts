import type { Attributes } from './xml';

/** Elements that are a shape, or some of them together; and those that say of the one around them whether it is hidden. */
export const SHAPES = [
  'w:drawing', 'x:wsp', 'x:wgp', 'x:grpSp', 'x:pic', 'a:sp', 'v:group', 'v:shape', 'v:rect', 'v:roundrect', 'v:oval',
] as const; // prettier-ignore
export const SHAPE_FACTS = ['x:docPr', 'x:cNvPr', 'a:cNvPr'] as const;

/** What may be seen where the reading stands, whatever the look of its letters. */
export class Visibility {
  #struck = 0;
  #hidden = 0;
  /** By shape that is open: whether it was hidden. */
  readonly #shapes: boolean[] = [];

  get isStruck(): boolean {
    return this.#struck > 0;
  }

  get isHidden(): boolean {
    return this.#hidden > 0;
  }

  /** Until the answer is called, or for good when it never is. */
  strike(times = 1): () => void {
    this.#struck += times;
    return () => {
      this.#struck -= times;
    };
  }

  /** A shape, which may say that it is hidden, by its look or by properties within it. */
  shape({ style }: Attributes): () => void {
    this.#shapes.push(false);
    if (/visibility:\s*hidden/i.test(style ?? '')) this.hideShape();
    return () => {
      if (this.#shapes.pop() === true) this.#hidden -= 1;
    };
  }

  /** The innermost shape that is open was hidden in the list of shapes. */
  hideShape(): void {
    if (this.#shapes.at(-1) !== false) return;
    this.#shapes[this.#shapes.length - 1] = true;
    this.#hidden += 1;
  }

  /** What hangs on hidden text is hidden with it. */
  hide(really: boolean): () => void {
    const times = really ? 1 : 0;
    this.#hidden += times;
    return () => {
      this.#hidden -= times;
    };
  }
}
