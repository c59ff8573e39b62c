/** Signs that no reader sees: soft hyphens, joiners, marks of direction. They part no word and belong to none. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Two letters in one sign, as PDF files have them. */
const JOINED = /[\u0132\u0133\ufb00-\ufb06]/g;

/** Latin letters that are no letter with an accent, and what people type for them. */
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 's', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ð: 'd', þ: 't', ª: 'a', º: 'o', '²': '2', '³': '3', '¹': '1',
  ŋ: 'n', ħ: 'h', ŧ: 't', ŀ: 'l', ſ: 's',
}; // prettier-ignore

/** What parts words: everything that is no letter and no figure, by block, as the database has it (`search_fold`). */
const SIGNS =
  /[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02df\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u2bff\u2e00-\u3004\u3008-\u3020\u3030\u30fb\ue000-\uf8ff\ufe10-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff]|[\u{10000}-\u{10ffff}]/gu;

/** A text as it reads: without signs that nobody sees, accents at their letters, letters apart. */
export function readable(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(JOINED, (sign) => sign.normalize('NFKC'));
}

/** The words of a text as they are compared: small letters without accents, and figures. */
export function wordsIn(text: string): string[] {
  const plain = readable(text).replace(/[\u00a0-\u024f\u1e00-\u1eff]/g, unaccented);
  return plain
    .replace(SIGNS, ' ')
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
}

function unaccented(letter: string): string {
  const special = SPECIAL[letter] ?? SPECIAL[letter.toLowerCase()];
  if (special !== undefined) return special;
  const base = letter.normalize('NFD');
  return /^[a-z]\p{M}+$/iu.test(base) ? base.charAt(0).toLowerCase() : letter;
}
