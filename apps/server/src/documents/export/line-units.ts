import UnicodeLineBreaker from 'linebreak';
import { signsOf } from './pdf-fonts';

/** Text that stays together on a line, and the spaces behind it, where the line may end. */
export interface Unit {
  readonly from: number;
  /** End of what is drawn. */
  readonly to: number;
  /** End of the spaces behind it. */
  readonly next: number;
  /** A line ends here whatever its width. */
  readonly ends: boolean;
}

/** Spaces at which a line may end: not those that hold together. */
const SPACES = /[ \t\n\v\f\r\u0085\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+$/;

/** Cuts a text where a line of it may end. Hard spaces and hard hyphens hold together; words stay whole. */
export function unitsOf(text: string): Unit[] {
  const breaker = new UnicodeLineBreaker(text);
  const units: Unit[] = [];
  let from = 0;
  for (let found = breaker.nextBreak(); found !== null; found = breaker.nextBreak()) {
    const next = found.position;
    const drawn = text.slice(from, next).replace(SPACES, '');
    const ends = found.required && next > from && /[\n\v\f\r\u0085\u2028\u2029]$/.test(text.slice(from, next));
    units.push(...inPortions({ from, to: from + drawn.length, next, ends }, drawn));
    from = next;
  }
  return units;
}

/** More than goes on any line. What is longer is measured in portions: its cost would grow with the square of its length. */
const LONGEST = 256;

function inPortions(unit: Unit, drawn: string): Unit[] {
  if (drawn.length <= LONGEST) return [unit];
  const portions: Unit[] = [];
  let [from, to] = [unit.from, unit.from];
  for (const sign of signsOf(drawn)) {
    if (to - from >= LONGEST) {
      portions.push({ from, to, next: to, ends: false });
      from = to;
    }
    to += sign.length;
  }
  return [...portions, { ...unit, from }];
}
