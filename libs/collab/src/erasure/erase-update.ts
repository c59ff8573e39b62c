import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { IdRanges } from '../history/id-ranges';

const CONTENT = 0x1f;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_SUB = 0x20;
const DELETED = 1;
const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const GC = 0;
const ELEMENT = 3;

/**
 * The same update with the letters and marks of these numbers deleted in it: as long as they were, under their own numbers
 * and in their own places, so that every update that refers to them applies as before (docs/spec.md C40). All other bytes
 * stay as they are. The database does the same by itself (`erased_update`) and lets nothing else into the log.
 *
 * Of a letter of two units (an emoji) both go.
 *
 * @throws Error for content that the schema does not have: it is in no log
 */
export function eraseFromUpdate(update: Uint8Array, erased: IdRanges): Uint8Array {
  const input = decoding.createDecoder(update);
  const output = encoding.createEncoder();
  const clients = decoding.readVarUint(input);
  encoding.writeVarUint(output, clients);
  for (let left = clients; left > 0; left -= 1) {
    const count = decoding.readVarUint(input);
    const client = decoding.readVarUint(input);
    const start = decoding.readVarUint(input);
    const structs = encoding.createEncoder();
    let clock = start;
    let written = 0;
    for (let n = 0; n < count; n += 1) {
      const struct = readStruct(input);
      written += writeStruct(structs, input.arr, struct, client, clock, erased);
      clock += struct.length;
    }
    for (const number of [written, client, start]) encoding.writeVarUint(output, number);
    encoding.writeUint8Array(output, encoding.toUint8Array(structs));
  }
  encoding.writeUint8Array(output, input.arr.subarray(input.pos));
  return encoding.toUint8Array(output);
}

/** Adds the other half of every letter of which one half is in the set, so that no update is left with half a letter. */
export function addOtherHalves(update: Uint8Array, numbers: IdRanges): void {
  const input = decoding.createDecoder(update);
  for (let left = decoding.readVarUint(input); left > 0; left -= 1) {
    const count = decoding.readVarUint(input);
    const client = decoding.readVarUint(input);
    let clock = decoding.readVarUint(input);
    for (let n = 0; n < count; n += 1) {
      const { text, length } = readStruct(input);
      if (text !== null && numbers.touches(client, clock, clock + length))
        for (const { gone, at, length: own } of piecesOf(text, client, clock, numbers))
          if (gone) numbers.add(client, clock + at, clock + at + own);
      clock += length;
    }
  }
}

/** Where a struct stands among the bytes. */
interface RawStruct {
  readonly info: number;
  readonly start: number;
  /** Of the right neighbour's number, when it has one. */
  readonly rightOrigin: readonly [from: number, to: number];
  readonly content: number;
  readonly end: number;
  readonly length: number;
  readonly text: string | null;
}

function readStruct(input: decoding.Decoder): RawStruct {
  const start = input.pos;
  const info = decoding.readUint8(input);
  const ref = info & CONTENT;
  let rightOrigin: readonly [number, number] = [0, 0];
  if (ref !== GC) {
    if ((info & HAS_ORIGIN) !== 0) skipNumbers(input, 2);
    const from = input.pos;
    if ((info & HAS_RIGHT_ORIGIN) !== 0) skipNumbers(input, 2);
    rightOrigin = [from, input.pos];
    if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
      if (decoding.readVarUint(input) === 1) decoding.readVarString(input);
      else skipNumbers(input, 2);
      if ((info & HAS_SUB) !== 0) decoding.readVarString(input);
    }
  }
  const content = input.pos;
  const { length, text } = readContent(input, ref);
  return { info, start, rightOrigin, content, end: input.pos, length, text };
}

function readContent(input: decoding.Decoder, ref: number): { length: number; text: string | null } {
  switch (ref) {
    case GC:
    case DELETED:
      return { length: decoding.readVarUint(input), text: null };
    case STRING: {
      const text = decoding.readVarString(input);
      return { length: text.length, text };
    }
    case FORMAT:
      decoding.readVarString(input);
      decoding.readVarString(input);
      return { length: 1, text: null };
    case TYPE:
      if (decoding.readVarUint(input) === ELEMENT) decoding.readVarString(input);
      return { length: 1, text: null };
    case ANY: {
      const count = decoding.readVarUint(input);
      for (let left = count; left > 0; left -= 1) decoding.readAny(input);
      return { length: count, text: null };
    }
    default:
      throw new Error(`content ${ref} is not in the schema`);
  }
}

function skipNumbers(input: decoding.Decoder, count: number): void {
  for (let left = count; left > 0; left -= 1) decoding.readVarUint(input);
}

/** Writes a struct, in as many pieces as it now needs. @returns how many */
function writeStruct(
  output: encoding.Encoder,
  bytes: Uint8Array,
  struct: RawStruct,
  client: number,
  clock: number,
  erased: IdRanges,
): number {
  const { info, start, content, end, length, text } = struct;
  const ref = info & CONTENT;
  const touched = (ref === STRING || ref === FORMAT) && erased.touches(client, clock, clock + length);
  if (!touched) {
    encoding.writeUint8Array(output, bytes.subarray(start, end));
    return 1;
  }
  const pieces = text === null ? [{ gone: true, at: 0, length: 1, text: '' }] : piecesOf(text, client, clock, erased);
  for (const piece of pieces) {
    const as = piece.gone ? DELETED : STRING;
    if (piece.at === 0) {
      encoding.writeUint8(output, (info & ~CONTENT) | as);
      encoding.writeUint8Array(output, bytes.subarray(start + 1, content));
    } else {
      // What follows in the same struct stands behind the letter before it, as when Yjs splits a struct.
      encoding.writeUint8(output, HAS_ORIGIN | (info & (HAS_RIGHT_ORIGIN | HAS_SUB)) | as);
      encoding.writeVarUint(output, client);
      encoding.writeVarUint(output, clock + piece.at - 1);
      encoding.writeUint8Array(output, bytes.subarray(...struct.rightOrigin));
    }
    if (piece.gone) encoding.writeVarUint(output, piece.length);
    else encoding.writeVarString(output, piece.text);
  }
  return pieces.length;
}

interface Piece {
  gone: boolean;
  at: number;
  length: number;
  text: string;
}

function piecesOf(text: string, client: number, clock: number, erased: IdRanges): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const letter of text) {
    const gone = erased.touches(client, clock + at, clock + at + letter.length);
    const last = pieces.at(-1);
    if (last?.gone === gone) {
      last.length += letter.length;
      last.text += letter;
    } else pieces.push({ gone, at, length: letter.length, text: letter });
    at += letter.length;
  }
  return pieces;
}
