import * as decoding from 'lib0/decoding';

/**
 * A strict reader of Yjs V1 updates. It makes no Yjs objects and never touches live state; it knows exactly the forms that
 * our schema uses and refuses all others. V2 is never read from the wire: a few bytes of it can stand for endless work.
 *
 * Format: yjs 13.6 `UpdateDecoderV1`, `readClientsStructRefs`, `readDeleteSet`.
 */
export interface ItemId {
  readonly client: number;
  readonly clock: number;
}

export type Content =
  | { readonly kind: 'gc' }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'string' }
  | { readonly kind: 'format'; readonly key: string; readonly value: string }
  | { readonly kind: 'element'; readonly name: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'any'; readonly values: readonly unknown[] };

export interface Struct {
  readonly clock: number;
  readonly length: number;
  readonly origin: ItemId | null;
  readonly rightOrigin: ItemId | null;
  /** Only when there is neither origin: the name of a root, or the id of the parent type. */
  readonly parent: string | ItemId | null;
  /** Only when there is neither origin: the attribute that this item is a value of. */
  readonly sub: string | null;
  readonly content: Content;
}

export interface ClientStructs {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Struct[];
  /** Where each struct begins in the bytes, and where the last one ends. */
  readonly places: readonly number[];
}

export interface DeleteRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

export interface ParsedUpdate {
  readonly clients: readonly ClientStructs[];
  readonly deletes: readonly DeleteRange[];
}

export interface ReadLimits {
  readonly structs: number;
  readonly deletes: number;
  /** Longest run of deleted characters that one struct may stand for. */
  readonly length: number;
}

/** For bytes that this server wrote or admitted itself. */
export const TRUSTED_LIMITS: ReadLimits = { structs: Infinity, deletes: Infinity, length: Number.MAX_SAFE_INTEGER };

/** The bytes are no update that this schema knows. `too-large` when they may be, but exceed a cap. */
export class UnreadableUpdate extends Error {
  constructor(
    readonly reason: 'schema' | 'too-large',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UnreadableUpdate';
  }
}

const MAX_CLIENT = 0xffffffff;
/** Sum of clock and length stays an exact integer. */
const MAX_CLOCK = 2 ** 48;

/**
 * Reads one whole update; trailing bytes are refused (Yjs itself passes over them).
 * @throws UnreadableUpdate
 */
export function readUpdate(bytes: Uint8Array, limits: ReadLimits): ParsedUpdate {
  const input = decoding.createDecoder(bytes);
  try {
    const clients = readStructs(input, limits);
    const deletes = readDeletes(input, limits);
    if (decoding.hasContent(input)) throw new UnreadableUpdate('schema', 'bytes after the update');
    return { clients, deletes };
  } catch (error) {
    if (error instanceof UnreadableUpdate) throw error;
    throw new UnreadableUpdate('schema', 'truncated or malformed', { cause: error });
  }
}

function readStructs(input: decoding.Decoder, limits: ReadLimits): ClientStructs[] {
  const clients: ClientStructs[] = [];
  const seen = new Set<number>();
  let budget = limits.structs;
  for (let left = readSmall(input, input.arr.length); left > 0; left -= 1) {
    const count = readSmall(input, input.arr.length);
    budget -= count;
    if (budget < 0) throw new UnreadableUpdate('too-large', 'too many structs');
    const client = readSmall(input, MAX_CLIENT);
    if (seen.has(client)) throw new UnreadableUpdate('schema', 'a client twice');
    seen.add(client);
    const start = readSmall(input, MAX_CLOCK);
    let clock = start;
    const structs: Struct[] = [];
    const places = [input.pos];
    for (let n = 0; n < count; n += 1) {
      const struct = readStruct(input, clock, limits);
      structs.push(struct);
      places.push(input.pos);
      clock += struct.length;
      if (clock > MAX_CLOCK) throw new UnreadableUpdate('schema', 'clock out of range');
    }
    clients.push({ client, clock: start, structs, places });
  }
  return clients;
}

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_SUB = 0x20;
const CONTENT = 0x1f;

function readStruct(input: decoding.Decoder, clock: number, limits: ReadLimits): Struct {
  const info = decoding.readUint8(input);
  const ref = info & CONTENT;
  if (ref === 0) return plain(clock, readLength(input, limits), { kind: 'gc' });
  const origin = (info & HAS_ORIGIN) === 0 ? null : readItemId(input);
  const rightOrigin = (info & HAS_RIGHT_ORIGIN) === 0 ? null : readItemId(input);
  let parent: string | ItemId | null = null;
  let sub: string | null = null;
  if (origin === null && rightOrigin === null) {
    parent = readSmall(input, 1) === 1 ? decoding.readVarString(input) : readItemId(input);
    if ((info & HAS_SUB) !== 0) sub = decoding.readVarString(input);
  }
  const { content, length } = readContent(input, ref, limits);
  return { clock, length, origin, rightOrigin, parent, sub, content };
}

function plain(clock: number, length: number, content: Content): Struct {
  return { clock, length, origin: null, rightOrigin: null, parent: null, sub: null, content };
}

function readContent(input: decoding.Decoder, ref: number, limits: ReadLimits): { content: Content; length: number } {
  switch (ref) {
    case 1:
      return { content: { kind: 'deleted' }, length: readLength(input, limits) };
    case 4: {
      const length = decoding.readVarString(input).length;
      if (length === 0) throw new UnreadableUpdate('schema', 'an empty string');
      return { content: { kind: 'string' }, length };
    }
    case 6: {
      const key = decoding.readVarString(input);
      return { content: { kind: 'format', key, value: decoding.readVarString(input) }, length: 1 };
    }
    case 7: {
      const type = readSmall(input, 6);
      if (type === 3) return { content: { kind: 'element', name: decoding.readVarString(input) }, length: 1 };
      if (type === 6) return { content: { kind: 'text' }, length: 1 };
      throw new UnreadableUpdate('schema', 'a type that the schema does not have');
    }
    case 8: {
      const values: unknown[] = [];
      for (let left = readSmall(input, input.arr.length); left > 0; left -= 1) values.push(decoding.readAny(input));
      if (values.length === 0) throw new UnreadableUpdate('schema', 'an empty value');
      return { content: { kind: 'any', values }, length: values.length };
    }
    // 2 JSON, 3 binary, 5 embed, 9 sub-document, 10 skip, and whatever a later Yjs may add
    default:
      throw new UnreadableUpdate('schema', 'content that the schema does not have');
  }
}

function readDeletes(input: decoding.Decoder, limits: ReadLimits): DeleteRange[] {
  const deletes: DeleteRange[] = [];
  for (let left = readSmall(input, input.arr.length); left > 0; left -= 1) {
    const client = readSmall(input, MAX_CLIENT);
    for (let ranges = readSmall(input, input.arr.length); ranges > 0; ranges -= 1) {
      if (deletes.length >= limits.deletes) throw new UnreadableUpdate('too-large', 'too many deletions');
      const clock = readSmall(input, MAX_CLOCK);
      const length = readSmall(input, MAX_CLOCK);
      if (length === 0) throw new UnreadableUpdate('schema', 'an empty deletion');
      deletes.push({ client, clock, length });
    }
  }
  return deletes;
}

function readItemId(input: decoding.Decoder): ItemId {
  return { client: readSmall(input, MAX_CLIENT), clock: readSmall(input, MAX_CLOCK) };
}

function readLength(input: decoding.Decoder, limits: ReadLimits): number {
  const length = decoding.readVarUint(input);
  if (length === 0) throw new UnreadableUpdate('schema', 'an empty struct');
  if (length > limits.length) throw new UnreadableUpdate('too-large', 'a struct that stands for too much');
  return length;
}

function readSmall(input: decoding.Decoder, max: number): number {
  const value = decoding.readVarUint(input);
  if (value > max) throw new UnreadableUpdate('schema', 'a number out of range');
  return value;
}
