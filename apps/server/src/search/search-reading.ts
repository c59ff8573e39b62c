import { createTextDoc, plainText } from '@samenspel/collab';
import { Client } from 'pg';
import * as Y from 'yjs';
import type { DatabaseAddress } from '../platform/embedded-postgres';

/** The way in which words are made (migration 0021). Another way is another number: everything is then read in again. */
export const MADE = 2;

/** Sections whose texts are to be read in, one after another. */
export interface ReadInJob {
  readonly database: DatabaseAddress;
  readonly sectionIds: readonly string[];
}

export interface ReadInDone {
  /** Texts that cannot be read: those sections are found by their titles. */
  readonly unread: number;
  /** What was held of the log at once, at most, in bytes. */
  readonly mostBytes: number;
}

/** The longest text that is read in; what comes after it is not found. A tsvector holds no more than a megabyte. */
const MAX_LENGTH = 300_000;

/** Rows of the log come in pages: a long history is never held as a whole beside the text that it makes. */
const PAGE = { rows: 1_000, bytes: 1 << 20 };

/** Nobody waits for these statements; the thread itself is ended when it takes too long. */
const WAITS = { connectionTimeoutMillis: 5_000, statement_timeout: 20_000 };

/** Of what a row of the index must be to be that of the text as it stands. */
export const IS_STALE = `(found.section_id IS NULL OR found.generation <> head.generation OR found.seq <> head.head_seq
  OR found.access_version <> head.access_version OR found.made <> ${MADE})`;

/**
 * Reads texts from the log and stores their words. On a connection of its own, so that it can be done on a thread of its own: no
 * byte of a text goes through the thread that serves everybody.
 */
export async function readIn({ database, sectionIds }: ReadInJob): Promise<ReadInDone> {
  const client = new Client({ ...database, ...WAITS });
  // A connection that breaks fails its query; unheard, this event would end the thread.
  client.on('error', () => undefined);
  await client.connect();
  try {
    let [unread, mostBytes] = [0, 0];
    for (const sectionId of sectionIds) {
      const text = await textOf(client, sectionId);
      if (text === null) continue;
      mostBytes = Math.max(mostBytes, text.mostBytes);
      if (text.body === null) unread += 1;
      await store(client, sectionId, text);
    }
    return { unread, mostBytes };
  } finally {
    await client.end();
  }
}

interface Head {
  readonly generation: number;
  readonly seq: number;
  readonly version: number;
}

interface ReadText extends Head {
  readonly body: string | null;
  readonly mostBytes: number;
}

/** Null when there is nothing to be read in: somebody else did. */
async function textOf(client: Client, sectionId: string): Promise<ReadText | null> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const { rows } = await client.query<Head>(
      `SELECT head.generation, head.head_seq::float8 AS seq, head.access_version AS version
       FROM section_heads head LEFT JOIN section_search found ON found.section_id = head.section_id
       WHERE head.section_id = $1 AND ${IS_STALE}`,
      [sectionId],
    );
    const [head] = rows;
    return head === undefined ? null : { ...head, ...(await bodyOf(client, sectionId, head)) };
  } finally {
    await client.query('COMMIT');
  }
}

async function bodyOf(
  client: Client,
  sectionId: string,
  head: Head,
): Promise<{ body: string | null; mostBytes: number }> {
  const doc = createTextDoc();
  let mostBytes = 0;
  let readable = true;
  try {
    for await (const page of pagesOf(client, sectionId, head)) {
      mostBytes = Math.max(
        mostBytes,
        page.reduce((sum, { bytes }) => sum + bytes.length, 0),
      );
      readable &&= applied(doc, page);
    }
    return { body: readable ? plainText(doc).slice(0, MAX_LENGTH).replaceAll('\0', ' ') : null, mostBytes };
  } finally {
    doc.destroy();
  }
}

interface Row {
  readonly seq: number;
  readonly bytes: Buffer;
}

/** The newest snapshot and the rows behind it. */
async function* pagesOf(client: Client, sectionId: string, { generation, seq }: Head): AsyncGenerator<readonly Row[]> {
  const ask = async (text: string, values: unknown[]): Promise<Row[]> => (await client.query<Row>(text, values)).rows;
  let page = await ask(
    `SELECT seq::int AS seq, bytes FROM section_snapshots WHERE section_id = $1 AND generation = $2 ORDER BY section_snapshots.seq DESC LIMIT 1`,
    [sectionId, generation],
  );
  let at = 0;
  do {
    at = page.at(-1)?.seq ?? at;
    yield page;
    page = await ask(
      `SELECT seq::int AS seq, bytes FROM (
         SELECT seq, bytes, sum(octet_length(bytes)) OVER (ORDER BY seq) - octet_length(bytes) AS before FROM (
           SELECT seq, bytes FROM section_updates
           WHERE section_id = $1 AND generation = $2 AND seq > $3 AND seq <= $4 ORDER BY seq LIMIT ${PAGE.rows}
         ) log
       ) page WHERE before < ${PAGE.bytes} ORDER BY page.seq`,
      [sectionId, generation, at, seq],
    );
  } while (page.length > 0);
}

/** @returns false for a text that cannot be read; it must not keep the others from being found */
function applied(doc: Y.Doc, rows: readonly Row[]): boolean {
  try {
    for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
    return true;
  } catch {
    return false;
  }
}

async function store(client: Client, sectionId: string, { generation, seq, version, body }: ReadText): Promise<void> {
  // Two readers at once: the later moment stays, whichever is stored last.
  await client.query(
    `INSERT INTO section_search (section_id, generation, seq, access_version, made, body, words)
     -- Of a history that ended meanwhile nothing is stored: words may have been erased from it.
     SELECT $1, generation, $3, $4, ${MADE}, plain, search_words(plain)
     FROM section_heads, search_plain($5) AS plain WHERE section_id = $1 AND generation = $2
     ON CONFLICT (section_id) DO UPDATE SET generation = excluded.generation, seq = excluded.seq,
       access_version = excluded.access_version, made = excluded.made, body = excluded.body, words = excluded.words
     WHERE (section_search.generation, section_search.seq, section_search.access_version, section_search.made)
       < (excluded.generation, excluded.seq, excluded.access_version, excluded.made)`,
    [sectionId, generation, seq, version, body ?? ''],
  );
}
