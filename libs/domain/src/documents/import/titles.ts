import { isTerminated, startsCapital } from './characters';

const TITLE_LENGTH = 110;
const TITLE_WORDS = 16;

/** Titles that start a section of their own in a policy text, numbered or not. */
const KNOWN =
  /^(leeswijzer|voorwoord|woord vooraf|inleiding|samenvatting|managementsamenvatting|inhoud|inhoudsopgave|tot slot|slot|slotwoord|nawoord|conclusies?|bijlagen?|literatuur|literatuurlijst|bronnen|bronvermelding|begrippenlijst|begrippen|afkortingen|colofon|dankwoord)$/i;
const APPENDIX = /^(bijlage|hoofdstuk|deel) [\dA-Z]{1,3}\b/i;

/** Whether a text reads as a title: short, starts with a capital, ends without punctuation, and is one clause. */
export function isTitleLike(text: string, lines: number): boolean {
  if (text.length > TITLE_LENGTH || lines > 3 || !startsCapital(text)) return false;
  if ((isTerminated(text) && !/[?!]$/.test(text)) || /[,–-]$/.test(text)) return false;
  if (/[.!?;] \p{Lu}/u.test(text) || text.includes('://') || !/\p{L}{3}/u.test(text)) return false;
  return text.split(' ').length <= TITLE_WORDS;
}

/** Whether a title is one of those that open a section of their own ("Tot slot", "Bijlage 1 ..."). */
export function opensSection(text: string, lines: number): boolean {
  return isTitleLike(text, lines) && (KNOWN.test(text) || APPENDIX.test(text));
}

/** The number in a title such as "Hoofdstuk 3 ..."; null if it has none. */
export function chapterNumber(title: string): number | null {
  const typed = /^(?:hoofdstuk|deel) (\d{1,3})\b/i.exec(title);
  return typed === null ? null : Number(typed[1]);
}

/** Whether a title is only the number of a chapter or appendix, without its name. */
export function isBareNumber(text: string): boolean {
  return /^(bijlage|hoofdstuk|deel) [\dA-Z]{1,3}$/i.test(text);
}

/** A title with a number of several parts, such as "5.2 Goals". */
export interface SubNumber {
  readonly parts: readonly number[];
  readonly title: string;
}

/** Reads the number of a lower heading; null if the text has none or what follows is no title. */
export function readSubNumber(text: string, lines: number): SubNumber | null {
  const typed = /^(\d{1,2}(?:\.\d{1,2}){1,3})\.? (?=\p{Lu})/u.exec(text);
  if (typed === null) return null;
  const title = text.slice(typed[0].length);
  return isTitleLike(title, lines) ? { parts: typed[1]!.split('.').map(Number), title } : null;
}
