const SECOND = 1000;

/** Wrong attempts in a row that cost no waiting: people mistype. */
const FREE_ATTEMPTS = 5;
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 15 * 60 * SECOND;

/**
 * How long the next attempt must wait after so many wrong ones in a row (docs/spec.md S13): longer every time, and never for
 * ever, so that guessing is hopeless and who forgot a password is not shut out by a stranger who guesses.
 */
export function waitAfter(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - FREE_ATTEMPTS, 20));
}

/**
 * The network of an address: what one attacker has at no cost. An IPv4 address is one; of IPv6 everybody gets at least 2^64,
 * so the first half counts.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
