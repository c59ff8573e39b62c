import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MARK_SHAPES, ORGANISATION_KINDS, type PartyView } from '@samenspel/domain';
import { readBytes, readEnum, readId, readText, writeId } from './primitives';

/** Largest encoded relative position, in bytes. */
export const MAX_CARET_BYTES = 64;

export interface WireCaret {
  readonly anchor: Uint8Array;
  readonly head: Uint8Array;
}

export interface WirePeer {
  readonly key: number;
  readonly party: PartyView;
  readonly name: string | null;
  readonly caret: WireCaret;
}

/** Where the caret of a connection is now; null: it has none any more. */
export interface MovedCaret {
  readonly key: number;
  readonly caret: WireCaret | null;
}

export function writeCaret(out: encoding.Encoder, caret: WireCaret): void {
  encoding.writeVarUint8Array(out, caret.anchor);
  encoding.writeVarUint8Array(out, caret.head);
}

export function readCaret(input: decoding.Decoder): WireCaret {
  return { anchor: readBytes(input, MAX_CARET_BYTES), head: readBytes(input, MAX_CARET_BYTES) };
}

export function writePeer(out: encoding.Encoder, peer: WirePeer): void {
  encoding.writeVarUint(out, peer.key);
  writeId(out, peer.party.organisationId);
  encoding.writeVarString(out, peer.party.name);
  encoding.writeVarString(out, peer.party.abbreviation);
  encoding.writeUint8(out, ORGANISATION_KINDS.indexOf(peer.party.kind));
  encoding.writeUint8(out, MARK_SHAPES.indexOf(peer.party.mark.shape));
  encoding.writeUint8(out, peer.party.mark.hue);
  encoding.writeVarString(out, peer.name ?? '');
  writeCaret(out, peer.caret);
}

export function readPeer(input: decoding.Decoder): WirePeer {
  const key = decoding.readVarUint(input);
  const organisationId = readId(input);
  const name = readText(input, 1_000);
  const abbreviation = readText(input, 1_000);
  const kind = readEnum(input, ORGANISATION_KINDS);
  const shape = readEnum(input, MARK_SHAPES);
  const hue = decoding.readUint8(input);
  const person = readText(input, 1_000);
  const party: PartyView = { organisationId, name, abbreviation, kind, mark: { shape, hue } };
  return { key, party, name: person === '' ? null : person, caret: readCaret(input) };
}

export function writeMoved(out: encoding.Encoder, { key, caret }: MovedCaret): void {
  encoding.writeVarUint(out, key);
  encoding.writeUint8(out, caret === null ? 0 : 1);
  if (caret !== null) writeCaret(out, caret);
}

export function readMoved(input: decoding.Decoder): MovedCaret {
  const key = decoding.readVarUint(input);
  return { key, caret: decoding.readUint8(input) === 0 ? null : readCaret(input) };
}
