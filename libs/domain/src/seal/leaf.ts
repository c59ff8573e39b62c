import { canonicalJson, type Plain } from './canonical-json';
import { concat, utf8, type Bytes, type Hash } from './bytes';
import type { SealedKind } from './entries';

/** What a leaf can be: a record of a room, or the log's own note that values of a record were erased. */
export type LeafKind = SealedKind | 'erasure';

/** What an erasure says: which fields went, why and by whom. Of which record is in its name, for all to see. */
export interface ErasureFields {
  readonly fields: readonly string[];
  readonly reason: string;
  readonly by: string;
}

/** A leaf as it stands in the log: everything but the values, which it only commits to. */
export interface Leaf {
  readonly table: string;
  /** Place in the log, from 0. */
  readonly index: number;
  readonly kind: string;
  readonly record: string;
  /** UTC with milliseconds, as `toISOString` writes it. */
  readonly at: string;
  /** Commitment of each field, in hexadecimal. */
  readonly fields: Readonly<Record<string, string>>;
}

export const SALT_BYTES = 32;
const FORM = 'samenspel-leaf/1';
const COMMITMENT = concat(utf8('samenspel-commitment/1'), Uint8Array.of(0));

const ERASURE = /^(.+)\/erased\/[0-9a-f-]{36}$/;

/** The name of an erasure in the log. It says of which record, so that who may read that may read why. */
export const erasureName = (record: string, unique: string): string => `${record}/erased/${unique}`;

/** The record that an erasure of this name is of; null for any other name. */
export const erasedRecordOf = (name: string): string | null => ERASURE.exec(name)?.[1] ?? null;

/** The one text of a leaf, which is what is hashed. */
export function leafText(leaf: Leaf): string {
  return canonicalJson({ form: FORM, ...leaf, index: String(leaf.index) });
}

/**
 * What is hashed to commit to a value without showing it. The salt, 32 random bytes of this one field, keeps anybody from
 * finding the value by trying likely ones; without it a commitment says nothing.
 */
export function commitmentBytes(salt: Uint8Array, value: Plain): Bytes {
  if (salt.length !== SALT_BYTES) throw new RangeError('A salt has 32 bytes.');
  return concat(COMMITMENT, salt, utf8(canonicalJson(value)));
}

/** RFC 6962, 2.1: the hash of a leaf. */
export const hashLeaf = (hash: Hash, leaf: Leaf): Promise<Bytes> => hashEntry(hash, utf8(leafText(leaf)));

/** RFC 6962, 2.1: the hash of any entry. The prefix keeps a leaf from passing for an inner node. */
export const hashEntry = (hash: Hash, entry: Uint8Array): Promise<Bytes> => hash(concat(Uint8Array.of(0), entry));
