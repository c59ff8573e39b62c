import { firstWord, isAddress, isTerminated, lastWord, startsCapital, startsSmall } from './characters';
import { endsInHyphen, type Vocabulary } from './hyphens';
import type { Line, TextHabits } from './lines';

/** How a line relates to the line before it: it starts something new, goes on for certain, or goes on by guess. */
export type Join = 'new' | 'sure' | 'guess';

/** Words that never end a sentence: what follows them, even after a blank line, goes on. */
const OPEN_ENDS = new Set(
  (
    'de het een van door voor met op in en of aan bij naar om te tot uit over onder tussen dat die dit deze als dan ' +
    'per zonder tegen volgens zoals anno hoofdstuk paragraaf artikel bijlage figuur tabel onze hun zijn haar is wordt worden'
  ).split(' '),
);

const SHORT = 0.6;
const ROOM = 0.85;
const LABEL = 30;

/**
 * Decides whether a line goes on where the line before stopped, from capitals, punctuation and the length of the lines.
 *
 * @param inItem the line before belongs to an item of a list
 */
export function joinOf(before: Line, here: Line, inItem: boolean, habits: TextHabits, words: Vocabulary): Join {
  if (isAddress(here.text) || isAddress(before.text)) return 'new';
  if (here.blankBefore || here.pageStart) return overGap(before, here, habits, words);
  if (endsInHyphen(before.text)) return 'sure';
  if (startsSmall(here.text) || /^[-–—] \p{Ll}/u.test(here.text))
    return habits.wrapped || !isTerminated(before.text) ? 'sure' : 'new';
  if (!habits.wrapped) return 'new';
  if (/^[([]/.test(here.text) && !isTerminated(before.text)) return 'sure';
  if (inItem && before.text.endsWith(':')) return 'sure';
  return goesOnWithCapital(before, here, habits) ? 'sure' : 'new';
}

function overGap(before: Line, here: Line, habits: TextHabits, words: Vocabulary): Join {
  if (/^\d*$/.test(before.text)) return 'new';
  if (endsInHyphen(before.text)) {
    const whole = `${lastWord(before.text).slice(0, -1)}${firstWord(here.text)}`.toLowerCase();
    return startsSmall(here.text) || words.has(whole) ? 'sure' : 'new';
  }
  if (before.text.endsWith(',') && before.soft) return startsSmall(here.text) ? 'sure' : 'guess';
  if (!startsSmall(here.text) || isTerminated(before.text)) return 'new';
  const open = before.text.endsWith(',') || OPEN_ENDS.has(lastWord(before.text));
  if (habits.softWraps && before.soft) return 'sure';
  return open || (here.pageStart && before.text.length > before.width * ROOM) ? 'sure' : 'guess';
}

/** A line that starts with a capital or figure goes on only if its first word did not fit on the line before. */
function goesOnWithCapital(before: Line, here: Line, habits: TextHabits): boolean {
  const length = before.text.length;
  const needed = length + 1 + firstWord(here.text).length;
  const full = needed > before.width * ROOM;
  const open = !isTerminated(before.text);
  if (open && OPEN_ENDS.has(lastWord(before.text))) return true;
  // A caption on a line of its own ("Doel:") starts something.
  if (here.text.length <= LABEL && /^\p{Lu}[^.,]*:$/u.test(here.text)) return false;
  if (before.width <= LABEL && startsCapital(here.text) && (!habits.softWraps || !before.soft)) return false;
  if (!habits.softWraps) return full;
  return before.soft ? needed > before.width * SHORT : full && open && length > habits.width * ROOM;
}
