import type { ClientBase } from 'pg';

/** A table of ours with the columns that a backup holds. */
export interface BackedUpTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * All tables of ours, each after those that it refers to, so that its rows can be put back in this order. Columns that
 * PostgreSQL works out by itself are left out.
 *
 * @throws Error when tables refer to each other in a circle
 */
export async function tablesInOrder(client: ClientBase): Promise<BackedUpTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(
    `SELECT cls.relname AS name,
            array(SELECT att.attname::text FROM pg_attribute att WHERE att.attrelid = cls.oid AND att.attnum > 0
              AND NOT att.attisdropped AND att.attgenerated = '' ORDER BY att.attnum) AS columns,
            array(SELECT DISTINCT other.relname::text FROM pg_constraint con JOIN pg_class other ON other.oid = con.confrelid
              WHERE con.conrelid = cls.oid AND con.contype = 'f' AND con.confrelid <> con.conrelid) AS needs
     FROM pg_class cls JOIN pg_namespace nsp ON nsp.oid = cls.relnamespace
     WHERE nsp.nspname = 'public' AND cls.relkind = 'r' AND cls.relname <> 'migrations'
     ORDER BY cls.relname`,
  );
  const ordered: BackedUpTable[] = [];
  const done = new Set<string>();
  while (ordered.length < rows.length) {
    const next = rows.find(({ name, needs }) => !done.has(name) && needs.every((need) => done.has(need)));
    if (next === undefined)
      throw new Error('Tables refer to each other in a circle: they can not be put back in order.');
    done.add(next.name);
    ordered.push({ name: next.name, columns: next.columns });
  }
  return ordered;
}

/** The steps of the structure that the database has taken, oldest first. */
export async function migrationsOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp, id');
  return rows.map(({ name }) => name);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
