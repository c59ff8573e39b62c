import type { Role } from '../tables/roles';
import { ROLES } from '../tables/roles';
import { isCommon, type SeatAtTable } from '../rights/audience';
import { includes, rightOn, type ActingSeat, type SectionAccess } from '../rights/rights';

/** The series of the common text: plain numbers. */
export const COMMON_SERIES = '';

/** A seat, as far as codes go. */
export interface SeatWithLabel extends ActingSeat {
  readonly party: Pick<SeatAtTable['party'], 'abbreviation'>;
}

/** In Dutch, the language of the plans: gemeenten, aanbieders, cliënten, partners, voorzitter, secretaris, toehoorders. */
const LETTER: Readonly<Record<Role, string>> = {
  commissioner: 'G',
  contractor: 'A',
  clientRepresentative: 'C',
  partner: 'P',
  chair: 'V',
  secretary: 'S',
  observer: 'T',
};

/** Roles that an organisation may hold beside its seat as a party at the same table. */
const BESIDE: readonly Role[] = ['chair', 'secretary', 'observer', 'partner'];

/**
 * The series in which a section is numbered (docs/spec.md D3): '' for the common text, "G" for the commissioners,
 * "C" for the client representatives, a provider's abbreviation for its annex with the commissioners, abbreviation and
 * "-E" (eigen) for a party's own; any other audience names its readers.
 *
 * Each audience counts for itself: if two audiences shared a series, readers of one would see by the gaps in the
 * numbers how much the other keeps to itself.
 */
export function seriesOf(access: SectionAccess, seats: readonly SeatWithLabel[]): string {
  if (isCommon(access, seats)) return COMMON_SERIES;
  const labels: string[] = [];
  let annexOf: string | null = null;
  const labelOf = labelsAt(seats);
  for (const role of ROLES) {
    const held = seats.filter((seat) => seat.role === role);
    const reading = held.filter((seat) => includes(rightOn(seat, access), 'read'));
    if (readsByRole(access, role)) {
      const without = held.filter((seat) => !reading.includes(seat)).map((seat) => `~${labelOf(seat)}`);
      labels.push(LETTER[role] + without.sort().join(''));
    } else {
      labels.push(...reading.map(labelOf).sort());
      if (role === 'contractor' && reading.length === 1 && reading[0]) annexOf = labelOf(reading[0]);
    }
  }
  if (annexOf !== null && labels.length === 2 && labels[0] === LETTER.commissioner) return annexOf;
  const only = labels.length === 1 ? seats.find((seat) => labelOf(seat) === labels[0]) : undefined;
  // A party's own text is marked as such: its abbreviation alone is the annex that it shares with the commissioners.
  if (only !== undefined && !BESIDE.includes(only.role)) return `${labelOf(only)}-E`;
  return labels.join('+');
}

/** The code of the section with this number in its series: "3", "G.1". */
export function codeOf(series: string, number: number): string {
  return series === COMMON_SERIES ? String(number) : `${series}.${number}`;
}

function readsByRole(access: SectionAccess, role: Role): boolean {
  return access.grants.some(
    ({ grantee, right }) => grantee.kind === 'role' && grantee.role === role && includes(right, 'read'),
  );
}

/** How seats are called in a series: a party by its abbreviation, with the letter of the role where that is not enough. */
function labelsAt(seats: readonly SeatWithLabel[]): (seat: SeatWithLabel) => string {
  const main = seats.filter(({ role }) => !BESIDE.includes(role)).map(({ party }) => party.abbreviation);
  // An organisation that is a party in two roles: its two seats do not read the same, so they share no series.
  const twice = new Set(main.filter((abbreviation, at) => main.indexOf(abbreviation) !== at));
  return ({ role, party: { abbreviation } }) =>
    BESIDE.includes(role) || twice.has(abbreviation) ? `${abbreviation}-${LETTER[role]}` : abbreviation;
}

/** Order keys are opaque texts that sort by their characters; a next one leaves room for insertions between. */
const ORDER_STEP = 36 ** 3;
const ORDER_WIDTH = 9;

/** An order key behind `last`; null for the first of a document. */
export function orderKeyAfter(last: string | null): string {
  // A key between two others may be shorter than the first ones: what it leaves out counts as zeros.
  const value = last === null ? 0 : Number.parseInt(last.slice(0, ORDER_WIDTH).padEnd(ORDER_WIDTH, '0'), 36);
  return (value + ORDER_STEP).toString(36).padStart(ORDER_WIDTH, '0');
}

/**
 * An order key between two others; `before` null: before the first, `after` null: behind the last. There is always one:
 * keys grow by a character where the room between two is used up.
 *
 * @throws RangeError when `before` does not sort before `after`
 */
export function orderKeyBetween(before: string | null, after: string | null): string {
  if (after === null) return orderKeyAfter(before);
  if (before !== null && before >= after) throw new RangeError('order keys are in the wrong order');
  let key = '';
  const low = before ?? '';
  let high: string | null = after;
  for (let at = 0; ; at++) {
    const from = digitAt(low, at);
    const to = high === null ? 36 : digitAt(high, at);
    if (high !== null && at >= Math.max(low.length, high.length)) throw new RangeError('no order key fits');
    if (to - from > 1) return key + Math.floor((from + to) / 2).toString(36);
    key += from.toString(36);
    // From here on everything is above the lower key, or below the upper one.
    if (from < to) high = null;
  }
}

function digitAt(key: string, at: number): number {
  return at < key.length ? Number.parseInt(key.charAt(at), 36) : 0;
}

/** The series of a code: "G" of "G.4", "" of "4". */
export function seriesOfCode(code: string): string {
  return code.replace(/\.?\d+$/, '');
}

/** The number in a code: 4 of "G.4" and of "4". */
export function numberOfCode(code: string): number {
  return Number(/\d+$/.exec(code)?.[0]);
}

/**
 * The sections that get another code when a series closes up behind one that left it (docs/spec.md D4): who may not read
 * that one any more would count by the gap what is kept from them. All readers of the series see the same numbers.
 *
 * @param sections what is in the document without the one that left; its other series are left alone
 */
export function closedUp<T extends { readonly code: string }>(sections: readonly T[], series: string): T[] {
  return sections
    .filter(({ code }) => seriesOfCode(code) === series)
    .sort((one, other) => numberOfCode(one.code) - numberOfCode(other.code))
    .map((section, at) => ({ section, code: codeOf(series, at + 1) }))
    .flatMap(({ section, code }) => (section.code === code ? [] : [{ ...section, code }]));
}

/**
 * The codes of a document's sections when each goes to the series of its audience (docs/spec.md D3): who is in it already
 * keeps its place, who comes is behind these, and no series keeps a gap. Sections whose code stays are left out.
 */
export function recoded<T extends { readonly code: string; readonly series: string }>(sections: readonly T[]): T[] {
  const comes = ({ code, series }: T): number => Number(seriesOfCode(code) !== series);
  const last = new Map<string, number>();
  return [...sections]
    .sort((one, other) => comes(one) - comes(other) || compareCodes(one.code, other.code))
    .flatMap((section) => {
      const number = (last.get(section.series) ?? 0) + 1;
      last.set(section.series, number);
      const code = codeOf(section.series, number);
      return section.code === code ? [] : [{ ...section, code }];
    });
}

function compareCodes(one: string, other: string): number {
  const [a, b] = [seriesOfCode(one), seriesOfCode(other)];
  return a === b ? numberOfCode(one) - numberOfCode(other) : a < b ? -1 : 1;
}

/** Sections of one document that stand together (docs/spec.md D5); a section moves among these only. */
export function groupOf(section: { readonly restricted: boolean; readonly code: string }): string {
  return `${section.restricted ? 'restricted' : 'common'}:${seriesOfCode(section.code)}`;
}

/** Order of a table of contents: the common text first, then each restricted series together, each as its keys say. */
export function inReadingOrder<
  T extends { readonly restricted: boolean; readonly series: string; readonly orderKey: string },
>(sections: readonly T[]): T[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...sections].sort(
    (a, b) =>
      Number(a.restricted) - Number(b.restricted) || compare(a.series, b.series) || compare(a.orderKey, b.orderKey),
  );
}
