import { fromBase64, toBase64, type Bytes } from './bytes';

/** What is signed after each leaf: what the whole log was at that moment. */
export interface Checkpoint {
  /** Of which log: installation and table. */
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  /** UTC with milliseconds. */
  readonly at: string;
}

/** What a key says of itself, signed by the key before it; the first by itself. */
export interface KeyStatement {
  readonly installation: string;
  /** From 0. */
  readonly number: number;
  readonly publicKey: Bytes;
  readonly since: string;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const COUNT = '(?:0|[1-9][0-9]{0,14})';
const TIME = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z';
const ROOT_BYTES = 32;

/** The name under which an installation signs. */
export const signerOf = (installation: string): string => `samenspel/${installation}`;

/** The name of the log of a table. */
export const originOf = (installation: string, tableId: string): string => `${signerOf(installation)}/${tableId}`;

/** C2SP tlog-checkpoint: origin, size, root, and as an extension line the time. */
export function checkpointText({ origin, size, root, at }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\ntime ${at}\n`;
}

/** The checkpoint of this text; null when it is written in any other way. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const match = new RegExp(`^(samenspel/${UUID}/${UUID})\\n(${COUNT})\\n([^\\n]+)\\ntime (${TIME})\\n$`).exec(text);
  const [, origin = '', size = '', base64 = '', at = ''] = match ?? [];
  const root = fromBase64(base64);
  return match === null || root?.length !== ROOT_BYTES ? null : { origin, size: Number(size), root, at };
}

export function keyStatementText({ installation, number, publicKey, since }: KeyStatement): string {
  return `samenspel-key/1\n${signerOf(installation)}\nnumber ${number}\npublic-key ${toBase64(publicKey)}\nsince ${since}\n`;
}

/** What a key says of itself; null when it is written in any other way. */
export function parseKeyStatement(text: string): KeyStatement | null {
  const match = new RegExp(
    `^samenspel-key/1\\nsamenspel/(${UUID})\\nnumber (${COUNT})\\npublic-key ([^\\n]+)\\nsince (${TIME})\\n$`,
  ).exec(text);
  const [, installation = '', number = '', base64 = '', since = ''] = match ?? [];
  const publicKey = fromBase64(base64);
  if (match === null || publicKey?.length !== ROOT_BYTES) return null;
  return { installation, number: Number(number), publicKey, since };
}
