import { romanOf } from '@samenspel/domain';

const WORDS = [
  'nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf', 'dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien', 'negentien', 'twintig',
] as const; // prettier-ignore
const ORDINALS = [
  'nulde', 'eerste', 'tweede', 'derde', 'vierde', 'vijfde', 'zesde', 'zevende', 'achtste', 'negende', 'tiende', 'elfde', 'twaalfde', 'dertiende', 'veertiende', 'vijftiende', 'zestiende', 'zeventiende', 'achttiende', 'negentiende', 'twintigste',
] as const; // prettier-ignore
const CHICAGO = ['*', '†', '‡', '§'];
/** A letter that is repeated for every round of 26: Word repeats without an end, a file may claim millions. */
const MAX_REPEATED = 40;

/**
 * A number as Word writes it in a list. What has no figures of its own here (Chinese, Hebrew, Thai) is written in ours.
 *
 * @param format the name of Word's format; `custom` has a sample in `sample`
 */
export function formatNumber(value: number, format: string, sample = ''): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'upperRoman':
      return romanOf(value).toUpperCase();
    case 'lowerRoman':
      return romanOf(value);
    case 'upperLetter':
      return lettersOf(value).toUpperCase();
    case 'lowerLetter':
      return lettersOf(value);
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'custom':
      return String(value).padStart(/^\s*(0*[0-9])/.exec(sample)?.[1]?.length ?? 1, '0');
    case 'ordinal':
      return `${value}e`;
    case 'cardinalText':
      return capital(WORDS[value] ?? String(value));
    case 'ordinalText':
      return capital(ORDINALS[value] ?? `${value}e`);
    case 'numberInDash':
      return `- ${value} -`;
    case 'hex':
      return value.toString(16).toUpperCase();
    case 'chicago':
      return repeated(CHICAGO[(value - 1) % 4], Math.ceil(value / 4)) ?? String(value);
    case 'decimalEnclosedCircle':
      return within(value, 1, 20) ? String.fromCodePoint(0x245f + value) : String(value);
    case 'decimalEnclosedParen':
      return within(value, 1, 20) ? String.fromCodePoint(0x2473 + value) : `(${value})`;
    case 'decimalEnclosedFullstop':
      return within(value, 1, 20) ? String.fromCodePoint(0x2487 + value) : `${value}.`;
    case 'decimalFullWidth':
      return [...String(value)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    default:
      return String(value);
  }
}

/** a to z, then aa, bb, cc. */
function lettersOf(value: number): string {
  return value < 1
    ? String(value)
    : (repeated(String.fromCharCode(97 + ((value - 1) % 26)), Math.ceil(value / 26)) ?? String(value));
}

function repeated(sign: string | undefined, times: number): string | null {
  return sign === undefined || times < 1 || times > MAX_REPEATED ? null : sign.repeat(times);
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
