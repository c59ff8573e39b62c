import { Client } from 'pg';
import type { DatabaseAddress } from './embedded-postgres';

/** What must be on for "committed" to mean that it survives a power cut. */
const NEEDED = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** The database says "committed" before it has written: then "saved" would be a guess. */
export class NotDurable extends Error {
  constructor(settings: readonly string[]) {
    super(
      `PostgreSQL would confirm text that it has not written to disk yet: ${settings.join(', ')} must be on. ` +
        'Set that in postgresql.conf, or for the role or database that says otherwise, and start again.',
    );
  }
}

/**
 * Asks as the role that will write: a setting can differ by role.
 * @throws NotDurable
 */
export async function assertDurable(app: DatabaseAddress): Promise<void> {
  const client = new Client({ ...app });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT name FROM pg_settings WHERE name = ANY ($1) AND setting = 'off' ORDER BY name`,
      [NEEDED],
    );
    if (rows.length > 0) throw new NotDurable(rows.map(({ name }) => name));
  } finally {
    await client.end();
  }
}
