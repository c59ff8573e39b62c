import { readable, wordsIn } from '@samenspel/domain';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../platform/database';
import { createTestDatabase, type TestDatabase } from '../testing/database';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.owner);
  client = new Client({ ...database.app });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

describe('[V10] [V12] a sign', () => {
  it('is read alike in texts, by the database, and in questions', async () => {
    const signs = Array.from({ length: 0x2bff }, (_, at) => String.fromCodePoint(at + 1)).concat(
      '\ufb01',
      '\ufeff',
      '\u{1f642}',
    );
    const texts = signs.map((sign) => `aa${sign}bb`);
    const { rows } = await client.query<{ plain: string; length: number; folded: number; words: string[] }>(
      `SELECT plain, tsvector_to_array(search_words(plain)) AS words FROM unnest($1::text[]) WITH ORDINALITY AS given (text, nth),
         search_plain(text) AS plain ORDER BY nth`,
      [texts],
    );
    const differ = texts.filter((text, at) => {
      const { plain, words } = rows[at]!;
      return plain !== readable(text) || [...words].sort().join() !== [...new Set(wordsIn(text))].sort().join();
    });
    expect(
      differ.filter((text) => /[\p{L}\p{N}\p{P}\p{S}\p{Z}\p{Cf}]/u.test(text.slice(2, -2)) && text < 'aa\u0250'),
    ).toEqual([]);
    expect(differ.filter((text) => /[\p{P}\p{Z}\p{Cf}]/u.test(text.slice(2, -2)) && text >= 'aa\u1e00')).toEqual([]);
  });
});
