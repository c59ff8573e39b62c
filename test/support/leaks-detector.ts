import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { plainText } from '@samenspel/collab';
import * as Y from 'yjs';
import { encodingsOf, encodingsOfId, type Encoding } from './leaks-words';
import type { Line, Wire, Carrier } from './leaks-wire';

/** Something that only some may learn. */
export interface Secret {
  readonly name: string;
  readonly value: string;
  readonly place: 'title' | 'first' | 'live' | 'name' | 'email' | 'document' | 'id' | 'comment' | 'version' | 'outcome';
  readonly readers: readonly string[];
  readonly encodings: readonly Encoding[];
}

export function secretOf(name: string, place: Secret['place'], value: string, readers: readonly string[]): Secret {
  const encodings = place === 'id' ? encodingsOfId(value) : encodingsOf(value);
  return { name: `${place} of ${name}`, place, value, readers, encodings };
}

/** Bytes in which to look, and where they were. */
export interface Haystack {
  readonly over: Carrier;
  readonly as: 'bytes' | 'unpacked' | 'text';
  readonly bytes: Buffer;
}

export interface Finding {
  readonly secret: string;
  readonly over: Carrier;
  readonly as: Haystack['as'];
  readonly encoding: string;
}

/** Everything in which something may hide of what came over this wire, from number `after` on. */
export function haystacksOf(wire: Wire, lines: readonly Line[], bodies: readonly Buffer[], after = 0): Haystack[] {
  const streams = wire.streams.map(({ carrier, pieces }): Haystack => {
    const bytes = Buffer.concat(pieces.filter(({ at }) => at > after).map((piece) => piece.bytes));
    return { over: carrier, as: 'bytes', bytes };
  });
  const texts = lines.flatMap((line) =>
    textsOf(line, after).map((text): Haystack => ({ over: line.transport, as: 'text', bytes: Buffer.from(text) })),
  );
  const packed = [
    ...bodies.map((bytes) => ({ over: 'http' as const, bytes })),
    ...lines.flatMap(({ transport, messages }) =>
      messages.filter(({ at }) => at > after).map(({ bytes }) => ({ over: transport, bytes: Buffer.from(bytes) })),
    ),
    ...streams,
  ];
  const unpacked = packed.flatMap(({ over, bytes }) =>
    unpack(bytes).map((inside): Haystack => ({ over, as: 'unpacked', bytes: inside })),
  );
  return [...streams, ...texts, ...unpacked].filter(({ bytes }) => bytes.length > 0);
}

/** What is found of these secrets, each place and way once. */
export function find(secrets: readonly Secret[], haystacks: readonly Haystack[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const secret of secrets) {
    for (const { over, as, bytes } of haystacks) {
      for (const { name, needles } of secret.encodings) {
        if (!needles.some((needle) => bytes.includes(needle))) continue;
        found.set(`${secret.name} ${over} ${as} ${name}`, { secret: secret.name, over, as, encoding: name });
      }
    }
  }
  return [...found.values()];
}

/**
 * The texts that a line makes out: what every section reads as when all that came is put together, and every string in the
 * order in which it came, so that what was typed letter by letter stands there as a word.
 */
export function textsOf(line: Pick<Line, 'messages'>, after = 0): string[] {
  const docs = new Map<string, Y.Doc>();
  const strings = new Map<string, string>();
  const take = (sectionId: string, update: Uint8Array): void => {
    const doc = docs.get(sectionId) ?? new Y.Doc();
    docs.set(sectionId, doc);
    Y.applyUpdate(doc, update);
    strings.set(sectionId, (strings.get(sectionId) ?? '') + stringsOf(update));
  };
  for (const { at, message } of line.messages) {
    if (at <= after) continue;
    if (message.type === 'update') for (const update of message.updates) take(message.sectionId, update);
    if (message.type !== 'joined') continue;
    if (message.snapshot !== null) take(message.sectionId, message.snapshot);
    for (const update of message.updates) take(message.sectionId, update);
  }
  const read = [...docs.values()].map((doc) => {
    const text = plainText(doc);
    doc.destroy();
    return text;
  });
  return [...read, ...strings.values()];
}

function stringsOf(update: Uint8Array): string {
  return Y.decodeUpdate(update)
    .structs.map((struct) =>
      'content' in struct && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('');
}

const LIMIT = { maxOutputLength: 4 * 1024 * 1024 };
const MAGIC = ['1f8b08', '789c', '7801', '78da'].map((hex) => Buffer.from(hex, 'hex'));

/** What is inside compressed bytes: the whole of them, and whatever begins somewhere within as compressed bytes do. */
function unpack(bytes: Buffer): Buffer[] {
  const opened = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync].flatMap((open) => opens(open, bytes));
  for (const magic of MAGIC) {
    const open = magic.length === 3 ? gunzipSync : inflateSync;
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
      opened.push(...opens(open, bytes.subarray(at)));
    }
  }
  return opened;
}

function opens(open: (bytes: Buffer, limit: typeof LIMIT) => Buffer, bytes: Buffer): Buffer[] {
  try {
    return [open(bytes, LIMIT)];
  } catch {
    return []; // not compressed in this way
  }
}
