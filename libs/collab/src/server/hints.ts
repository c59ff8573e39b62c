import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readPeer, writePeer, type WirePeer } from '../wire/peers';
import { WireError, readCount, readEnum, readId, writeId } from '../wire/primitives';

/** What one node tells the others. Only saves time: each of these is found in the database by who missed it, carets excepted. */
export type Hint =
  /** Something that matters now is in the database: rights, sessions, histories, news. */
  | { readonly type: 'look' }
  /** A node has applied what it was to look at. */
  | { readonly type: 'looked' }
  | { readonly type: 'grown'; readonly sectionId: string; readonly generation: number; readonly seq: number }
  | CaretsHint;

/** Who has a caret in a section by way of a node, with names: the receiving node leaves out what each reader may not know. */
export interface CaretsHint {
  readonly type: 'carets';
  readonly node: number;
  readonly sectionId: string;
  readonly generation: number;
  readonly peers: readonly WirePeer[];
}

const TYPES = ['look', 'looked', 'grown', 'carets'] as const;
const MAX_PEERS = 10_000;

export function encodeHint(hint: Hint): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeUint8(out, TYPES.indexOf(hint.type));
  if (hint.type === 'grown' || hint.type === 'carets') {
    writeId(out, hint.sectionId);
    encoding.writeVarUint(out, hint.generation);
  }
  if (hint.type === 'grown') encoding.writeVarUint(out, hint.seq);
  if (hint.type === 'carets') {
    encoding.writeVarUint(out, hint.node);
    encoding.writeVarUint(out, hint.peers.length);
    for (const peer of hint.peers) writePeer(out, peer);
  }
  return encoding.toUint8Array(out);
}

/** @throws WireError on bytes that are no hint */
export function decodeHint(bytes: Uint8Array): Hint {
  try {
    const input = decoding.createDecoder(bytes);
    const type = readEnum(input, TYPES);
    if (type === 'look' || type === 'looked') return { type };
    const sectionId = readId(input);
    const generation = decoding.readVarUint(input);
    if (type === 'grown') return { type, sectionId, generation, seq: decoding.readVarUint(input) };
    const node = decoding.readVarUint(input);
    const peers: WirePeer[] = [];
    for (let left = readCount(input, MAX_PEERS); left > 0; left -= 1) peers.push(readPeer(input));
    return { type, sectionId, generation, node, peers };
  } catch (error) {
    throw error instanceof WireError ? error : new WireError('no hint', { cause: error });
  }
}
