import { TEXT_ROOT } from '../schema/schema';
import type { WireCaret } from './peers';

/** How Yjs begins an encoded relative position: before an item, at the end of a named root, at the end of another type. */
const BEFORE_ITEM = 0;
const IN_ROOT = 1;
const IN_TYPE = 2;
/** Which of its neighbours a place keeps to, as Yjs writes 0, 1 and -1. */
const SIDES: readonly number[] = [0x00, 0x01, 0x41];

const ROOT = new TextEncoder().encode(TEXT_ROOT);

/**
 * Is this a caret as an editor names it (docs/spec.md R18)? Looked at byte by byte, without reading it into anything: carets
 * come several times a second from everybody who writes.
 */
export function isCaret({ anchor, head }: WireCaret): boolean {
  return isPlace(anchor) && isPlace(head);
}

/** Is this exactly one relative position as Yjs encodes it, in the root of a text or in something of it? */
export function isPlace(bytes: Uint8Array): boolean {
  const end =
    bytes[0] === IN_ROOT ? afterRoot(bytes) : isOfItem(bytes[0]) ? afterNumber(bytes, afterNumber(bytes, 1)) : -1;
  return end > 0 && end + 1 === bytes.length && SIDES.includes(bytes[end] ?? -1);
}

function isOfItem(kind: number | undefined): boolean {
  return kind === BEFORE_ITEM || kind === IN_TYPE;
}

function afterRoot(bytes: Uint8Array): number {
  if (bytes[1] !== ROOT.length) return -1;
  for (let at = 0; at < ROOT.length; at += 1) if (bytes[2 + at] !== ROOT[at]) return -1;
  return 2 + ROOT.length;
}

/** Behind a number below 2 to the 32nd that is written in as few bytes as it needs; -1 when there is none. */
function afterNumber(bytes: Uint8Array, from: number): number {
  if (from < 0) return -1;
  for (let at = from; at < from + 5; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return -1;
    if (byte >= 0x80) continue;
    const needless = byte === 0 && at > from;
    const tooLarge = at === from + 4 && byte > 0x0f;
    return needless || tooLarge ? -1 : at + 1;
  }
  return -1;
}
