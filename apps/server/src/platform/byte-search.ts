import { Client } from 'pg';
import type { DatabaseAddress } from './embedded-postgres';

/** A column in which bytes were found. */
export interface FoundBytes {
  readonly table: string;
  readonly column: string;
  readonly rows: number;
}

/** Words as they can be stored: in UTF-8, and in UTF-16 of both byte orders. */
export function needlesOf(words: readonly string[]): Buffer[] {
  return words.flatMap((word) => {
    const little = Buffer.from(word, 'utf16le');
    return [Buffer.from(word, 'utf8'), little, Buffer.from(little).swap16()];
  });
}

/**
 * Searches every column of every table for words, byte by byte: text, JSON (in which some letters are escaped), arrays and
 * binary alike. It knows nothing of what the tables are for, so that it finds what somebody forgot. Words that were typed
 * letter by letter stand apart in the log and are not found by this.
 */
export async function searchBytes(owner: DatabaseAddress, words: readonly string[]): Promise<FoundBytes[]> {
  const client = new Client({ ...owner });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ table: string; column: string; binary: boolean }>(
      `SELECT class.relname AS "table", attribute.attname AS "column", attribute.atttypid = 'bytea'::regtype AS binary
       FROM pg_attribute attribute
       JOIN pg_class class ON class.oid = attribute.attrelid AND class.relkind IN ('r', 'p')
       JOIN pg_namespace space ON space.oid = class.relnamespace AND space.nspname = 'public'
       WHERE attribute.attnum > 0 AND NOT attribute.attisdropped
       ORDER BY 1, 2`,
    );
    const escaped = words.map((word) => JSON.stringify(word).slice(1, -1));
    const needles = needlesOf([...new Set([...words, ...escaped])]);
    const found: FoundBytes[] = [];
    for (const { table, column, binary } of columns) {
      const name = client.escapeIdentifier(column);
      const bytes = binary ? name : `convert_to(${name}::text, 'UTF8')`;
      const { rows } = await client.query<{ rows: number }>(
        `SELECT count(*)::int AS rows FROM ${client.escapeIdentifier(table)}
         WHERE EXISTS (SELECT 1 FROM unnest($1::bytea[]) AS needle WHERE position(needle IN ${bytes}) > 0)`,
        [needles],
      );
      if (rows[0] !== undefined && rows[0].rows > 0) found.push({ table, column, rows: rows[0].rows });
    }
    return found;
  } finally {
    await client.end();
  }
}
