// Hocuspocus with its database extension on PostgreSQL. PORT, DATABASE (a libpq socket folder), DEBOUNCE ("default" or "0").
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const pool = new pg.Pool({
  host: process.env.DATABASE,
  port: 5432,
  user: 'samenspel_owner',
  database: 'bench',
  max: 8,
});
// The database is restarted with the product between scenarios; the pool connects again.
pool.on('error', () => undefined);
await pool.query('CREATE TABLE IF NOT EXISTS documents (name text PRIMARY KEY, data bytea NOT NULL)');
const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  ...(process.env.DEBOUNCE === '0' ? { debounce: 0, maxDebounce: 0 } : {}),
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const { rows } = await pool.query('SELECT data FROM documents WHERE name = $1', [documentName]);
        return rows[0]?.data ?? null;
      },
      store: async ({ documentName, state }) => {
        await pool.query(
          'INSERT INTO documents (name, data) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = excluded.data',
          [documentName, state],
        );
      },
    }),
  ],
});
await server.listen();
console.log('ready');
