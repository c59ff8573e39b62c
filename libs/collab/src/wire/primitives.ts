import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Bytes that are not a message of this protocol. Carries no content of the bytes. */
export class WireError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WireError';
  }
}

/** Writes a UUID as its 16 bytes. @throws WireError when `uuid` is not one */
export function writeId(out: encoding.Encoder, uuid: string): void {
  const hex = uuid.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new WireError('not a uuid');
  for (let at = 0; at < 32; at += 2) encoding.writeUint8(out, Number.parseInt(hex.slice(at, at + 2), 16));
}

export function readId(input: decoding.Decoder): string {
  let hex = '';
  for (let at = 0; at < 16; at += 1) hex += decoding.readUint8(input).toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function readEnum<const T extends string>(input: decoding.Decoder, values: readonly T[]): T {
  const value = values[decoding.readUint8(input)];
  if (value === undefined) throw new WireError('unknown value');
  return value;
}

export function readCount(input: decoding.Decoder, max: number): number {
  const count = decoding.readVarUint(input);
  if (count > max) throw new WireError('too many');
  return count;
}

/** A view on the bytes, checked against the cap before anything is read. */
export function readBytes(input: decoding.Decoder, max: number): Uint8Array {
  const length = readCount(input, max);
  if (length > input.arr.length - input.pos) throw new WireError('truncated');
  return decoding.readUint8Array(input, length);
}

export function readText(input: decoding.Decoder, maxBytes: number): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(readBytes(input, maxBytes));
}
