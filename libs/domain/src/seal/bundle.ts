import { z } from 'zod';

const Index = z.string().regex(/^(0|[1-9][0-9]{0,18})$/);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** Of any form: a name that was made empty or long is a leaf that was changed, and is told as such. */
const Name = z.string();

/**
 * The sealed log of a table as one reader may see it: every leaf, and the values of the records that may be read. It
 * holds the rows as the database gave them, so that whatever was changed there is found here (docs/seal.md). Places and
 * counts are text, so that the file has one way to be written.
 */
export const SealBundle = z.strictObject({
  checkpoints: z.array(z.strictObject({ note: z.string(), size: Index })),
  /** What the leaves commit to their fields with. */
  commitments: z.array(z.strictObject({ commitment: Digest, field: Name, index: Index })),
  form: z.literal('samenspel-bundle/1'),
  installation: Uuid,
  keys: z.array(z.strictObject({ number: Index, publicKey: Digest, statement: z.string() })),
  leaves: z.array(z.strictObject({ at: z.string(), hash: Digest, index: Index, kind: Name, record: Name })),
  /** The inner nodes that are complete: with these any leaf is shown to be in the tree. */
  nodes: z.array(z.strictObject({ hash: Digest, index: Index, level: Index })),
  /** Records whose values the reader may read, and must therefore find here, or find erased. */
  readable: z.array(Name),
  table: Uuid,
  /** Salt and value as they were committed to; null where they were erased. A value is canonical JSON. */
  values: z.array(z.strictObject({ field: Name, index: Index, salt: Digest.nullable(), value: z.string().nullable() })),
  /** Fields of readable records that this reader does not get: a name that the table does not tell other parties. */
  withheld: z.array(z.strictObject({ field: Name, index: Index })),
});
export type SealBundle = z.infer<typeof SealBundle>;

/** Where the seal of a table stands, without what is in it. */
export const SealSummary = z.object({
  tableId: z.uuid(),
  /** Records in the log, hidden ones included: the one exception to what may not be seen being absent. */
  size: z.number().int(),
  /** The last checkpoint, to keep; null while nothing was recorded. */
  checkpoint: z.string().nullable(),
  /** SHA-256 of the public key that signs now; null while nothing was recorded. */
  fingerprint: z.string().nullable(),
  /** Can something be recorded? False when the server misses its key. */
  ready: z.boolean(),
});
export type SealSummary = z.infer<typeof SealSummary>;
