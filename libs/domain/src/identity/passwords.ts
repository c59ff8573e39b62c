import { COMMON_CORES, COMMON_PASSWORDS } from './common-passwords';

/** Shortest and longest password, in characters (docs/spec.md S10). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

/** Why a password is refused. There are no rules of composition: those make passwords that are easier to guess. */
export type PasswordFault = 'too-short' | 'too-long' | 'repeated' | 'common' | 'own-name';

/** The form in which a password is hashed: an accent typed as one character or as two is the same password. */
export function normalPassword(password: string): string {
  return password.normalize('NFC');
}

/**
 * What makes this password too easy to guess; null when nothing does. After NIST SP 800-63B and the NCSC's advice: length,
 * and nothing that stands in everybody's list or is known of the person.
 *
 * @param own what is known of the person: name, address
 */
export function passwordFault(password: string, own: readonly string[]): PasswordFault | null {
  const normal = normalPassword(password);
  const length = [...normal].length;
  if (length < PASSWORD_MIN) return 'too-short';
  if (length > PASSWORD_MAX) return 'too-long';
  const plain = plainOf(normal);
  if (new Set(plain).size <= 1) return 'repeated';
  if (isCommon(plain)) return 'common';
  return ['samenspel', ...own.flatMap(wordsOf)].some((word) => plain.includes(word)) ? 'own-name' : null;
}

/** Lower case, without accents. */
function plainOf(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** A word from everybody's list with figures and signs around it ("Welkom2026!!") is in everybody's list too. */
function isCommon(plain: string): boolean {
  const core = plain.replaceAll(/[^a-z]/g, '');
  return COMMON_PASSWORDS.has(plain) || COMMON_CORES.has(core) || /^\d+$/.test(plain);
}

/** The parts of a name or address that are long enough to be told from chance. */
function wordsOf(own: string): string[] {
  const plain = plainOf(own);
  const [local = ''] = plain.split('@');
  return [plain, local, ...local.split(/[^a-z0-9]+/)].filter((word) => word.length >= 4);
}
