/**
 * Fonts in which a letter stands for a sign. Rows of sixteen from 0x20 on; a space stands where we know no sign (0x20
 * itself is one). Signs that look alike are written with the one that most fonts have.
 */
const WINGDINGS: readonly string[] = [
  ' ✏✂✁👓🔔📖🕯☎✆✉✉📪📫📬📭',
  '📁📂📄🗏🗐🗄⌛🖮🖰🖲💻🖫💾🖬✇✍',
  '✎✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐',
  '🏱✈☼💧❄✞✞✠✠✡☪☯ॐ☸♈♉',
  '♊♋♌♍♎♏♐♑♒♓&&●❍■□',
  '□❑❒◆◆◆❖◆⌧⍓⌘❀✿❝❞ ',
  '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹',
  '❺❻❼❽❾❿❦❦❦❦❦❦❦❦·•',
  '▪○○○◉◎○▪□▴✦★✶✴✹✵',
  '⯐⌖✧⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘',
  '🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷❧❧❧❧❧',
  '❧❧❧❧❧⌫⌦⮘➢⮙⮛⮈➲⮉⮋←',
  '→↑↓↖↗↙↘⬅➔⬆⬇↖↗↙↘⇦',
  '⇨⇧⇩⬄⇳⬁⬀⬃⬂▫▫✗✓☒☑⊞',
]; // prettier-ignore
const SYMBOL: readonly string[] = [
  ' !∀#∃%&∍()∗+,−./',
  '0123456789:;<=>?',
  '≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ',
  'ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_',
  ' αβχδεφγηιϕκλμνο',
  'πθρστυϖωξψζ{|}∼ ',
  '                ',
  '                ',
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓',
  '°±″≥×∝∂•÷≠≡≈… —↵',
  'ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉',
  '∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓',
  '◊〈®©™∑          ',
  ' 〉∫             ',
]; // prettier-ignore

/** Of fonts that are rarely met: only what forms and lists use. */
const FEW: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(Object.entries<Readonly<Record<string, string>>>({
  'wingdings 2': {
    O: '✗', P: '✓', Q: '☒', R: '☑', S: '☒', T: '☒', U: '⊗', V: '⊗', W: '⊘', X: '⊘', '\u0095': '•', '\u0096': '•', '\u0097': '●', '\u0098': '●', '\u0099': '●', '\u009e': '·', '\u00a1': '▪', '\u00a2': '■', '\u00a3': '□', '\u00a4': '□', '\u00a5': '□',
  },
  'wingdings 3': {
    '!': '←', '"': '→', '#': '↑', $: '↓', '%': '↖', '&': '↗', "'": '↙', '(': '↘', ')': '↔', '*': '↕', p: '▲', q: '▼', r: '△', s: '▽', t: '◀', u: '▶', v: '◁', w: '▷', x: '◣', y: '◢', z: '◤', '{': '◥', '|': '◀', '}': '▶', '~': '▲', '\u007f': '▼',
  },
  webdings: { '3': '◀', '4': '▶', '5': '▲', '6': '▼', a: '✔', c: '□', g: '■', i: 'ℹ', n: '●', r: '✖', x: '✖', '=': '■', '<': '◼', h: '▪' },
  zapfdingbats: { '3': '✓', '4': '✔', '5': '✕', '6': '✖', '7': '✗', '8': '✘', l: '●', m: '❍', n: '■', o: '❏', q: '❑', u: '◆', '\u00d5': '→', '\u00e0': '➔', H: '★' },
})); // prettier-ignore

/** What stands for a sign that nobody knows: told, and seen. */
export const UNKNOWN_SIGN = '\ufffd';
const FIRST = 0x20;
const LETTERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['wingdings', [...WINGDINGS.join('')]],
  ['symbol', [...SYMBOL.join('')]],
]);
const PRIVATE = /[\uf020-\uf0ff]/g;

/** Is this a font of signs? */
export function isSymbolFont(font: string | null): boolean {
  const name = nameOf(font);
  return LETTERS.has(name) || FEW.has(name);
}

/**
 * The sign that a letter of a font stands for.
 *
 * @returns null when we know none
 */
export function signOf(font: string | null, code: number): string | null {
  const name = nameOf(font);
  const small = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  // A font of letters holds the sign itself; one of signs that we do not know could mean anything.
  if (!isSymbolFont(font)) return sign(code);
  if (small > 0xff) return sign(code);
  const few = FEW.get(name)?.[String.fromCharCode(small)];
  if (few !== undefined) return few;
  const found = LETTERS.get(name)?.[small - FIRST];
  if (small === FIRST) return ' ';
  return found === undefined || found === ' ' ? null : found;
}

/** The same for a letter that is named by its number in hexadecimal. */
export function signNamed(font: string | null, code: string): string | null {
  return /^[0-9a-f]{1,6}$/i.test(code) ? signOf(font, Number.parseInt(code, 16)) : null;
}

/** Text in a font of signs, and signs that stand in text without their font. Also how many nobody knows. */
export function textInFont(text: string, font: string | null): { text: string; unknown: number } {
  let unknown = 0;
  const of = (code: number): string => {
    const found = isSymbolFont(font) ? signOf(font, code) : ofAny(code - 0xf000);
    if (found === null) unknown += 1;
    return found ?? UNKNOWN_SIGN;
  };
  if (isSymbolFont(font))
    return { text: text.replace(/[^\0-\u001f]/gu, (letter) => of(letter.codePointAt(0)!)), unknown };
  return { text: text.replace(PRIVATE, (letter) => of(letter.charCodeAt(0))), unknown };
}

/** Without its font: most are bullets of Symbol, and else signs of Wingdings. */
function ofAny(small: number): string | null {
  if (small === 0xb7) return '•';
  return signOf('Wingdings', small);
}

function sign(code: number): string | null {
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  return isHalf || isPrivate || code > 0x10ffff ? null : String.fromCodePoint(code);
}

function nameOf(font: string | null): string {
  return (font ?? '')
    .trim()
    .toLowerCase()
    .replace(/^(?:itc )?zapf ?dingbats.*$/, 'zapfdingbats');
}
