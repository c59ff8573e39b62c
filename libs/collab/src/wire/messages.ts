import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { RIGHTS, type Right } from '@samenspel/domain';
import { readCaret, readMoved, readPeer, writeCaret, writeMoved, writePeer } from './peers';
import type { MovedCaret, WireCaret, WirePeer } from './peers';
import { WireError, readBytes, readCount, readEnum, readId, writeId } from './primitives';

/** Version of the wire protocol; a client with another one must reload. */
export const PROTOCOL_VERSION = 4;

/** Largest message that the server reads, in bytes: a frame at its cap plus its envelope. */
export const MAX_MESSAGE_BYTES = 300 * 1024;
/** Largest number of sections in one join. */
export const MAX_JOIN = 500;

export const REFUSALS = [
  'retry', 'resync', 'forbidden', 'schema', 'too-large', 'generation', 'lease', 'quarantined',
] as const; // prettier-ignore
export type Refused = (typeof REFUSALS)[number];

/** Why the server ends a connection that is not at fault in anything else. */
export const CLOSING = ['too-many-sockets', 'too-many-messages'] as const;
export type ClosingReason = (typeof CLOSING)[number];

export type ClientMessage =
  | { readonly type: 'join'; readonly sections: readonly JoinRequest[] }
  | { readonly type: 'leave'; readonly sectionId: string }
  | { readonly type: 'lease'; readonly sectionId: string }
  | {
      readonly type: 'frame';
      readonly sectionId: string;
      readonly generation: number;
      readonly leaseId: string;
      readonly frame: number;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'caret'; readonly sectionId: string; readonly caret: WireCaret | null };

/** `known` is what the client already holds: then only what it missed is sent. */
export interface JoinRequest {
  readonly sectionId: string;
  readonly known: { readonly generation: number; readonly seq: number } | null;
}

export type ServerMessage =
  | { readonly type: 'hello'; readonly key: number }
  | {
      readonly type: 'joined';
      readonly sectionId: string;
      /** What stands for the section in every `update` on this connection, until it is joined again. */
      readonly room: number;
      readonly generation: number;
      readonly seq: number;
      readonly right: Right;
      /** The text could not be read to its end: this is its last good state, for reading only. */
      readonly damaged: boolean;
      /** State at the start of `updates`; null when the client's own state is that start. */
      readonly snapshot: Uint8Array | null;
      readonly updates: readonly Uint8Array[];
    }
  /** The same for what does not exist and for what may not be seen. */
  | { readonly type: 'join-refused'; readonly sectionId: string }
  | {
      readonly type: 'leased';
      readonly sectionId: string;
      readonly leaseId: string;
      readonly clientId: number;
      readonly generation: number;
    }
  | { readonly type: 'lease-refused'; readonly sectionId: string; readonly reason: Refused }
  | {
      readonly type: 'ack';
      readonly sectionId: string;
      readonly leaseId: string;
      readonly frame: number;
      readonly seq: number;
    }
  | {
      readonly type: 'refused';
      readonly sectionId: string;
      readonly leaseId: string;
      readonly frame: number;
      readonly reason: Refused;
      /** The last frame of the lease that the log holds; 0 where that is not known. */
      readonly lastFrame: number;
    }
  | {
      readonly type: 'update';
      readonly room: number;
      readonly generation: number;
      /** With these updates and its own acknowledged text the receiver holds every row up to this one. */
      readonly seq: number;
      readonly updates: readonly Uint8Array[];
    }
  | { readonly type: 'right'; readonly sectionId: string; readonly right: Right }
  | { readonly type: 'revoked'; readonly sectionId: string }
  /** The section began a new history: what a client holds of the old one must never be merged with it. */
  | { readonly type: 'restarted'; readonly sectionId: string }
  /** Everyone who has a caret in the section. */
  | { readonly type: 'peers'; readonly sectionId: string; readonly peers: readonly WirePeer[] }
  /** Those of them who moved or left since. */
  | { readonly type: 'carets'; readonly sectionId: string; readonly carets: readonly MovedCaret[] }
  | { readonly type: 'news'; readonly kind: NewsKind; readonly id: string }
  | { readonly type: 'closing'; readonly reason: ClosingReason };

const CLIENT_TYPES = ['join', 'leave', 'lease', 'frame', 'caret'] as const;
const SERVER_TYPES = [
  'hello', 'joined', 'join-refused', 'leased', 'lease-refused', 'ack', 'refused', 'update', 'right', 'revoked', 'peers', 'news', 'restarted', 'closing', 'carets',
] as const; // prettier-ignore
/** What changed, and of what the id is: of a document, of a table, of a section whose comments changed, of a table whose outcomes did. */
export const NEWS = ['document-changed', 'table-changed', 'comments-changed', 'outcomes-changed'] as const;
export type NewsKind = (typeof NEWS)[number];

export function encodeClientMessage(message: ClientMessage): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeUint8(out, CLIENT_TYPES.indexOf(message.type));
  switch (message.type) {
    case 'join':
      encoding.writeVarUint(out, message.sections.length);
      for (const { sectionId, known } of message.sections) {
        writeId(out, sectionId);
        encoding.writeVarUint(out, known?.generation ?? 0);
        encoding.writeVarUint(out, known?.seq ?? 0);
      }
      break;
    case 'leave':
    case 'lease':
      writeId(out, message.sectionId);
      break;
    case 'frame':
      writeId(out, message.sectionId);
      encoding.writeVarUint(out, message.generation);
      writeId(out, message.leaseId);
      encoding.writeVarUint(out, message.frame);
      encoding.writeVarUint8Array(out, message.bytes);
      break;
    case 'caret':
      writeId(out, message.sectionId);
      encoding.writeUint8(out, message.caret === null ? 0 : 1);
      if (message.caret !== null) writeCaret(out, message.caret);
      break;
  }
  return encoding.toUint8Array(out);
}

/**
 * Reads what a client sent.
 * @throws WireError on anything that is not exactly one well-formed message within its caps
 */
export function decodeClientMessage(bytes: Uint8Array): ClientMessage {
  if (bytes.byteLength > MAX_MESSAGE_BYTES) throw new WireError('message too large');
  return exactly(bytes, (input): ClientMessage => {
    const type = readEnum(input, CLIENT_TYPES);
    switch (type) {
      case 'join': {
        const sections: JoinRequest[] = [];
        for (let left = readCount(input, MAX_JOIN); left > 0; left -= 1) {
          const sectionId = readId(input);
          const generation = decoding.readVarUint(input);
          const seq = decoding.readVarUint(input);
          // The same section many times in one message would be sent as many times.
          if (sections.some((other) => other.sectionId === sectionId)) throw new WireError('a section twice');
          sections.push({ sectionId, known: generation === 0 ? null : { generation, seq } });
        }
        return { type, sections };
      }
      case 'leave':
      case 'lease':
        return { type, sectionId: readId(input) };
      case 'frame':
        return {
          type,
          sectionId: readId(input),
          generation: decoding.readVarUint(input),
          leaseId: readId(input),
          frame: decoding.readVarUint(input),
          bytes: readBytes(input, MAX_MESSAGE_BYTES),
        };
      case 'caret': {
        const sectionId = readId(input);
        return { type, sectionId, caret: decoding.readUint8(input) === 0 ? null : readCaret(input) };
      }
    }
  });
}

export function encodeServerMessage(message: ServerMessage): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeUint8(out, SERVER_TYPES.indexOf(message.type));
  switch (message.type) {
    case 'hello':
      encoding.writeVarUint(out, message.key);
      break;
    case 'joined':
      writeId(out, message.sectionId);
      encoding.writeVarUint(out, message.room);
      encoding.writeVarUint(out, message.generation);
      encoding.writeVarUint(out, message.seq);
      encoding.writeUint8(out, RIGHTS.indexOf(message.right));
      encoding.writeUint8(out, message.damaged ? 1 : 0);
      encoding.writeUint8(out, message.snapshot === null ? 0 : 1);
      if (message.snapshot !== null) encoding.writeVarUint8Array(out, message.snapshot);
      writeUpdates(out, message.updates);
      break;
    case 'join-refused':
    case 'revoked':
    case 'restarted':
      writeId(out, message.sectionId);
      break;
    case 'leased':
      writeId(out, message.sectionId);
      writeId(out, message.leaseId);
      encoding.writeVarUint(out, message.clientId);
      encoding.writeVarUint(out, message.generation);
      break;
    case 'lease-refused':
      writeId(out, message.sectionId);
      encoding.writeUint8(out, REFUSALS.indexOf(message.reason));
      break;
    case 'ack':
    case 'refused':
      writeId(out, message.sectionId);
      writeId(out, message.leaseId);
      encoding.writeVarUint(out, message.frame);
      if (message.type === 'ack') {
        encoding.writeVarUint(out, message.seq);
      } else {
        encoding.writeUint8(out, REFUSALS.indexOf(message.reason));
        encoding.writeVarUint(out, message.lastFrame);
      }
      break;
    case 'update':
      encoding.writeVarUint(out, message.room);
      encoding.writeVarUint(out, message.generation);
      encoding.writeVarUint(out, message.seq);
      writeUpdates(out, message.updates);
      break;
    case 'right':
      writeId(out, message.sectionId);
      encoding.writeUint8(out, RIGHTS.indexOf(message.right));
      break;
    case 'peers':
      writeId(out, message.sectionId);
      encoding.writeVarUint(out, message.peers.length);
      for (const peer of message.peers) writePeer(out, peer);
      break;
    case 'carets':
      writeId(out, message.sectionId);
      encoding.writeVarUint(out, message.carets.length);
      for (const moved of message.carets) writeMoved(out, moved);
      break;
    case 'news':
      encoding.writeUint8(out, NEWS.indexOf(message.kind));
      writeId(out, message.id);
      break;
    case 'closing':
      encoding.writeUint8(out, CLOSING.indexOf(message.reason));
      break;
  }
  return encoding.toUint8Array(out);
}

/** Is this message of the server the text of a section, which may be large and was asked for? */
export function isText(bytes: Uint8Array): boolean {
  return bytes[0] === SERVER_TYPES.indexOf('joined');
}

/** Reads what the server sent. @throws WireError when it is not exactly one well-formed message */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage {
  return exactly(bytes, (input): ServerMessage => {
    const type = readEnum(input, SERVER_TYPES);
    switch (type) {
      case 'hello':
        return { type, key: decoding.readVarUint(input) };
      case 'joined': {
        const sectionId = readId(input);
        const room = decoding.readVarUint(input);
        const generation = decoding.readVarUint(input);
        const seq = decoding.readVarUint(input);
        const right = readEnum(input, RIGHTS);
        const damaged = decoding.readUint8(input) !== 0;
        const snapshot = decoding.readUint8(input) === 0 ? null : decoding.readVarUint8Array(input);
        return { type, sectionId, room, generation, seq, right, damaged, snapshot, updates: readUpdates(input) };
      }
      case 'join-refused':
      case 'revoked':
      case 'restarted':
        return { type, sectionId: readId(input) };
      case 'leased':
        return {
          type,
          sectionId: readId(input),
          leaseId: readId(input),
          clientId: decoding.readVarUint(input),
          generation: decoding.readVarUint(input),
        };
      case 'lease-refused':
        return { type, sectionId: readId(input), reason: readEnum(input, REFUSALS) };
      case 'ack':
        return {
          type,
          sectionId: readId(input),
          leaseId: readId(input),
          frame: decoding.readVarUint(input),
          seq: decoding.readVarUint(input),
        };
      case 'refused':
        return {
          type,
          sectionId: readId(input),
          leaseId: readId(input),
          frame: decoding.readVarUint(input),
          reason: readEnum(input, REFUSALS),
          lastFrame: decoding.readVarUint(input),
        };
      case 'update':
        return {
          type,
          room: decoding.readVarUint(input),
          generation: decoding.readVarUint(input),
          seq: decoding.readVarUint(input),
          updates: readUpdates(input),
        };
      case 'right':
        return { type, sectionId: readId(input), right: readEnum(input, RIGHTS) };
      case 'peers': {
        const sectionId = readId(input);
        const peers: WirePeer[] = [];
        for (let left = decoding.readVarUint(input); left > 0; left -= 1) peers.push(readPeer(input));
        return { type, sectionId, peers };
      }
      case 'carets': {
        const sectionId = readId(input);
        const carets: MovedCaret[] = [];
        for (let left = decoding.readVarUint(input); left > 0; left -= 1) carets.push(readMoved(input));
        return { type, sectionId, carets };
      }
      case 'news':
        return { type, kind: readEnum(input, NEWS), id: readId(input) };
      case 'closing':
        return { type, reason: readEnum(input, CLOSING) };
    }
  });
}

/** Trailing bytes are an error: what is not understood must not be passed over. */
function exactly<T>(bytes: Uint8Array, read: (input: decoding.Decoder) => T): T {
  const input = decoding.createDecoder(bytes);
  let message: T;
  try {
    message = read(input);
  } catch (error) {
    throw error instanceof WireError ? error : new WireError('truncated or malformed', { cause: error });
  }
  if (decoding.hasContent(input)) throw new WireError('bytes after the message');
  return message;
}

function writeUpdates(out: encoding.Encoder, updates: readonly Uint8Array[]): void {
  encoding.writeVarUint(out, updates.length);
  for (const update of updates) encoding.writeVarUint8Array(out, update);
}

function readUpdates(input: decoding.Decoder): Uint8Array[] {
  const updates: Uint8Array[] = [];
  for (let left = decoding.readVarUint(input); left > 0; left -= 1) updates.push(decoding.readVarUint8Array(input));
  return updates;
}
