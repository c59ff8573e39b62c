import { randomUUID } from 'node:crypto';
import { audienceOf, id, type Grant, type Preset, type Role, type SeatId } from '@samenspel/domain';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitationLetter, passwordChangedLetter, resetLetter } from '../../identity/letters';
import { createTestDatabase, type TestDatabase } from '../../testing/database';
import { migrate, MIGRATIONS, takeSteps } from '../database';
import { OneFrame1795305600014 } from './0014-one-frame';

/** What version 0.1 left behind: its last step is this one. */
const LAST_STEP = MIGRATIONS.indexOf(OneFrame1795305600014) + 1;
const AT = '2026-03-01T09:00:00Z';

let database: TestDatabase;
let client: Client;
const seats = new Map<string, SeatId>();
const codes = new Map<string, string>();
const [plan, inOrder, thread] = [randomUUID(), randomUUID(), randomUUID()];
const letters = {
  invited: invitationLetter('a@example.org', {
    by: 'Robin',
    party: 'Gemeente',
    regionName: 'Regio',
    link: 'https://example.org/1',
    expires: '8 maart',
  }),
  reset: resetLetter('b@example.org', 'https://example.org/2'),
  changed: passwordChangedLetter('c@example.org', 'https://example.org/3'),
  table: { to: 'd@example.org', subject: 'Een vraag aan uw tafel', text: 'Kijk op de pagina.' },
};

async function insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, at) => `$${at + 1}`);
  await client.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
}

async function rows<T>(sql: string, ...values: unknown[]): Promise<T[]> {
  return (await client.query(sql, values)).rows as T[];
}

async function insertTable(): Promise<{ person: string }> {
  const [region, table, person] = [randomUUID(), randomUUID(), randomUUID()];
  await insert('regions', { id: region, name: 'Regio' });
  await insert('persons', { id: person, name: 'Sam', email: 'sam@example.org', job_title: 'Adviseur' });
  const at = { kind: 'development', name: 'Tafel', purpose: 'Doel' };
  await insert('tables', { id: table, region_id: region, ...at });
  await insert('tables', { id: randomUUID(), region_id: region, ...at, name: 'Met namen', names_visible: true });
  const parties: [string, string, Role][] = [
    ['HV', 'municipality', 'commissioner'],
    ['OW', 'municipality', 'commissioner'],
    ['DB', 'provider', 'contractor'],
    ['LN', 'provider', 'contractor'],
  ];
  for (const [abbreviation, kind, role] of parties) {
    const [organisation, seat] = [randomUUID(), randomUUID()];
    const mark = { mark_shape: 'circle', mark_hue: 1 };
    await insert('organisations', {
      id: organisation,
      region_id: region,
      kind,
      name: abbreviation,
      abbreviation,
      ...mark,
    });
    await insert('seats', { id: seat, table_id: table, organisation_id: organisation, role });
    seats.set(abbreviation, id(seat));
  }
  for (const document of [plan, inOrder])
    await insert('documents', {
      id: document,
      table_id: table,
      kind: 'transformationPlan',
      title: 'Plan',
      formality: 'formal',
      created_at: AT,
      created_by_seat: seats.get('HV'),
    });
  return { person };
}

/** A section, the codes that it was given one after another, and who reads it in the end. */
async function insertSection(
  document: string,
  title: string,
  given: readonly string[],
  preset: Preset,
): Promise<string> {
  const section = randomUUID();
  const { grants, owners } = audienceOf(preset);
  await insert('sections', {
    id: section,
    document_id: document,
    code: given.at(-1),
    order_key: String(codes.size).padStart(9, '0'),
    title,
    restricted: preset.kind !== 'wholeTable',
    created_at: AT,
  });
  codes.set(section, title);
  for (const code of given) {
    const [, series, number] = /^(?:(.*)\.)?(\d+)$/.exec(code)!;
    await insert('section_codes', {
      document_id: document,
      series: series ?? '',
      number: Number(number),
      section_id: section,
      assigned_at: AT,
    });
  }
  await insert('section_heads', { section_id: section });
  const to = (grantee: Grant['grantee']): Record<string, unknown> => ({
    section_id: section,
    grantee_kind: grantee.kind,
    role: grantee.kind === 'role' ? grantee.role : null,
    seat_id: grantee.kind === 'seat' ? grantee.seatId : null,
  });
  for (const { grantee, right } of grants) await insert('section_grants', { ...to(grantee), right_name: right });
  for (const owner of owners) await insert('section_owners', to(owner));
  return section;
}

async function insertPlan(): Promise<void> {
  const annex = { kind: 'providerWithCommissioners', provider: seats.get('DB')! } as const;
  const municipalities = { kind: 'commissionersOnly' } as const;
  const everybody = { kind: 'wholeTable' } as const;
  const common = await insertSection(plan, 'common', ['1'], everybody);
  // Closed to some after they were written: they kept their codes.
  await insertSection(plan, 'closed to providers', ['2'], municipalities);
  await insertSection(plan, 'common, behind a hidden one', ['3'], everybody);
  await insertSection(plan, 'annex, was common', ['4'], annex);
  await insertSection(plan, 'own, was an annex', ['DB.1'], { kind: 'ownSeat', own: seats.get('DB')! });
  await insertSection(plan, 'annex', ['DB.2'], annex);
  await insertSection(plan, 'municipalities', ['G.1'], municipalities);
  // Opened to the table: it got a code of the common text, and G.2 stayed empty.
  await insertSection(plan, 'common, was of municipalities', ['G.2', '5'], everybody);
  await insertSection(plan, 'municipalities, last', ['G.3'], municipalities);
  for (let number = 1; number <= 11; number += 1)
    await insertSection(inOrder, `in order ${number}`, [String(number)], everybody);
  await insert('comment_threads', {
    id: thread,
    section_id: common,
    generation: 1,
    start_position: Buffer.from([1]),
    end_position: Buffer.from([2]),
    quote: 'Doelen',
    before: '',
    after: '',
    created_at: AT,
  });
}

async function insertLetters(): Promise<void> {
  const due = { queued_at: AT, due_at: AT, recipient_hash: Buffer.alloc(32) };
  for (const { to, subject, text } of Object.values(letters))
    await insert('mails', { id: randomUUID(), ...due, recipient: to, subject, text });
  await insert('mails', { id: randomUUID(), ...due, sent_at: AT });
}

beforeAll(async () => {
  database = await createTestDatabase();
  await takeSteps(database.owner, MIGRATIONS.slice(0, LAST_STEP));
  client = new Client({ ...database.owner });
  await client.connect();
  const { person } = await insertTable();
  await insertPlan();
  await insertLetters();
  await insert('section_rights_log', {
    id: randomUUID(),
    section_id: [...codes.keys()][0],
    access_version: 1,
    at: AT,
    by_seat: seats.get('HV'),
    by_person: person,
    changes: '[]',
  });
  await insert('section_search', {
    section_id: [...codes.keys()][0],
    generation: 1,
    seq: 0,
    access_version: 1,
    body: 'oude woorden',
    words: 'woord:2',
  });
  await migrate(database.owner);
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function codesOf(document: string): Promise<Record<string, string>> {
  const found = await rows<{ title: string; code: string }>(
    'SELECT title, code FROM sections WHERE document_id = $1',
    document,
  );
  return Object.fromEntries(found.map(({ title, code }) => [title, code]));
}

describe('an upgrade from version 0.1', () => {
  it('[D3] [L6] gives each section a code of the series of who reads it now, and no series keeps a gap', async () => {
    expect(await codesOf(plan)).toEqual({
      common: '1',
      'common, behind a hidden one': '2',
      'common, was of municipalities': '3',
      municipalities: 'G.1',
      'municipalities, last': 'G.2',
      'closed to providers': 'G.3',
      annex: 'DB.1',
      'annex, was common': 'DB.2',
      'own, was an annex': 'DB-E.1',
    });
  });

  it('[D4] keeps on record what had which code', async () => {
    const record = await rows<{ title: string; codes: string[] }>(
      `SELECT section.title, array_agg(given.code ORDER BY given.assigned_at, given.code) AS codes
       FROM section_codes given JOIN sections section ON section.id = given.section_id
       WHERE given.document_id = $1 GROUP BY section.title`,
      plan,
    );
    expect(Object.fromEntries(record.map((each) => [each.title, each.codes]))).toMatchObject({
      common: ['1'],
      'closed to providers': ['2', 'G.3'],
      'common, was of municipalities': ['5', 'G.2', '3'],
      'own, was an annex': ['DB.1', 'DB-E.1'],
    });
    await expect(client.query('UPDATE section_codes SET code = code')).rejects.toThrow('append-only');
  });

  it('[D3] leaves a document without gaps as it is', async () => {
    const all = Array.from({ length: 11 }, (_, at) => at + 1);
    expect(await codesOf(inOrder)).toEqual(Object.fromEntries(all.map((n) => [`in order ${n}`, String(n)])));
    expect(await rows('SELECT 1 FROM section_codes WHERE document_id = $1', inOrder)).toHaveLength(all.length);
  });

  it('[D3] lets no two sections of a document have one code, and the application writes codes down', async () => {
    await expect(client.query(`UPDATE sections SET code = '1' WHERE document_id = $1`, [plan])).rejects.toThrow(
      'sections_code',
    );
    const app = new Client({ ...database.app });
    await app.connect();
    try {
      const added = await app.query(
        `INSERT INTO section_codes (section_id, document_id, code, assigned_at)
         SELECT id, document_id, code, now() FROM sections WHERE document_id = $1`,
        [inOrder],
      );
      expect(added.rowCount).toBe(11);
    } finally {
      await app.end();
    }
  });

  it('[N6] marks waiting letters: those about accounts for the administrator of a demonstration, no others', async () => {
    const found = await rows<{ recipient: string; about: string }>(
      'SELECT recipient, about FROM mails WHERE recipient IS NOT NULL ORDER BY recipient',
    );
    expect(found).toEqual([
      { recipient: letters.invited.to, about: 'account' },
      { recipient: letters.reset.to, about: 'account' },
      { recipient: letters.changed.to, about: 'account' },
      { recipient: letters.table.to, about: 'table' },
    ]);
    await expect(client.query('UPDATE mails SET about = NULL')).rejects.toThrow('about');
  });

  it('[T25] keeps what each table chose about names, for who sits there too', async () => {
    const tables = await rows<{ names: boolean; occupants: boolean }>(
      'SELECT names_visible AS names, occupants_visible AS occupants FROM tables ORDER BY names_visible',
    );
    expect(tables).toEqual([
      { names: false, occupants: false },
      { names: true, occupants: true },
    ]);
  });

  it('[V15] leaves the words of the search to be found, as made in an older way', async () => {
    expect(await rows('SELECT body, made FROM section_search')).toEqual([{ body: 'oude woorden', made: 1 }]);
    const [folded] = await rows<{ plain: string; words: string }>(
      `SELECT search_plain($1) AS plain, search_words(search_plain($1))::text AS words`,
      'wacht\u00adlijst.Daarna 1.200,50',
    );
    expect(folded).toEqual({
      plain: 'wachtlijst.Daarna 1.200,50',
      words: "'1':3 '200':4 '50':5 'daarna':2 'wachtlijst':1",
    });
  });

  it('[R15] [K18] takes seats for old ones, and comments for such as are seen at no other words', async () => {
    const added = await rows<{ old: boolean }>(`SELECT added_at = '1970-01-01T00:00:00Z' AS old FROM seats`);
    expect(added).toEqual([...seats].map(() => ({ old: true })));
    expect(await rows('SELECT id, alike_here, alike_elsewhere FROM comment_threads')).toEqual([
      { id: thread, alike_here: 1000, alike_elsewhere: 1000 },
    ]);
  });
});
