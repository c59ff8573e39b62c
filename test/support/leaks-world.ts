import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Role, SessionView } from '@samenspel/domain';
import type { Random } from '@samenspel/collab/testing';
import { Client } from 'pg';
import { secretOf, type Secret } from './leaks-detector';
import { ask, type Wire } from './leaks-wire';
import { makeWord } from './leaks-words';
import type { Product } from './product';

/** The seats of one table, with two of most kinds to keep things from each other, and a seat at another table. */
const SEATS = {
  commissioner: ['municipality', 'commissioner'],
  otherCommissioner: ['municipality', 'commissioner'],
  contractor: ['provider', 'contractor'],
  otherContractor: ['provider', 'contractor'],
  client: ['clientOrganisation', 'clientRepresentative'],
  otherClient: ['clientOrganisation', 'clientRepresentative'],
  partner: ['education', 'partner'],
  chair: ['independent', 'chair'],
  secretary: ['secretariat', 'secretary'],
  observer: ['independent', 'observer'],
  elsewhere: ['municipality', 'commissioner'],
} as const satisfies Record<string, readonly [string, Role]>;
export type Place = keyof typeof SEATS;

/** Who listens: one at every seat, one who has two seats and acts through the first, and a stranger. */
export const LISTENERS = [...(Object.keys(SEATS) as Place[]), 'several', 'nobody'] as const;
export type Listener = (typeof LISTENERS)[number];

export interface World {
  readonly tableId: string;
  readonly elsewhereId: string;
  seat(place: Place): string;
  /** A new session of the person who listens, or of the one who writes; '' for a stranger. */
  signIn(who: Listener, as: 'listener' | 'writer'): Promise<string>;
  /** From here on nobody of this world is on the public list of the demonstration's people. */
  hidePeople(): Promise<void>;
  /** Names of persons, for their own party, and addresses, for nobody. */
  readonly secrets: readonly Secret[];
  readonly names: ReadonlyMap<string, string>;
  query<T>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** Puts a table of its own into the database of a running product. */
export async function makeWorld(product: Product, wire: Wire, random: Random): Promise<World> {
  const db = new Client({
    host: join(product.dataDir, 'run'),
    port: 5432,
    user: 'samenspel_owner',
    database: 'samenspel',
  });
  await db.connect();
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const id = randomUUID();
    const columns = ['id', ...Object.keys(row)];
    const places = columns.map((_, at) => `$${at + 1}`).join(', ');
    await db.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, [id, ...Object.values(row)]);
    return id;
  };

  const regionId = await insert('regions', { name: 'Regio' });
  const table = (name: string): Promise<string> =>
    insert('tables', { region_id: regionId, kind: 'development', name, purpose: 'Doel', occupants_visible: false });
  const tableId = await table('Tafel');
  const elsewhereId = await table('Elders');

  const seats = new Map<Place, string>();
  const persons = new Map<string, string>();
  const names = new Map<string, string>();
  const secrets: Secret[] = [];
  const person = async (who: string, at: readonly string[], readers: readonly Listener[]): Promise<void> => {
    const name = `Persoon ${makeWord(random)}`;
    const email = `${makeWord(random).replace('ë', 'x')}@example.org`;
    const personId = await insert('persons', { name, email, job_title: 'Adviseur', demonstration: true });
    for (const seatId of at) {
      await db.query(`INSERT INTO seat_occupants (seat_id, person_id, from_at) VALUES ($1, $2, '2020-01-01')`, [
        seatId,
        personId,
      ]);
    }
    persons.set(who, personId);
    names.set(who, name);
    secrets.push(secretOf(who, 'name', name, readers), secretOf(who, 'email', email, []));
  };

  const clients: readonly Place[] = ['client', 'otherClient'];
  let parties = 0;
  for (const [place, [kind, role]] of Object.entries(SEATS) as [Place, (typeof SEATS)[Place]][]) {
    parties += 1;
    const party = {
      kind,
      name: `Partij ${place}`,
      abbreviation: `P${parties}`,
      mark_shape: 'circle',
      mark_hue: parties,
    };
    const organisation_id = await insert('organisations', { region_id: regionId, ...party });
    const table_id = place === 'elsewhere' ? elsewhereId : tableId;
    const seatId = await insert('seats', { table_id, organisation_id, role, added_at: '2020-01-01' });
    seats.set(place, seatId);
    // Who has two seats is named among his party, and sees only that of the seat through which he acts.
    const readers: Listener[] = place === 'client' ? [place, 'several'] : [place];
    await person(`writer ${place}`, [seatId], readers);
    await person(`listener ${place}`, [seatId], readers);
  }
  await person(
    'listener several',
    clients.map((place) => seats.get(place) ?? ''),
    [...clients, 'several'],
  );

  return {
    tableId,
    elsewhereId,
    seat: (place) => seats.get(place) ?? '',
    async signIn(who, as) {
      if (who === 'nobody') return '';
      const answer = await ask(wire, '', 'POST', '/api/demo/session', { personId: persons.get(`${as} ${who}`) });
      const cookie = answer.cookie ?? '';
      if (answer.status !== 200) throw new Error(`${as} ${who} could not sign in: ${answer.body.toString()}`);
      if (answer.json<SessionView>().seat !== null) return cookie;
      const chosen = await ask(wire, cookie, 'POST', '/api/session/seat', { seatId: seats.get('client') });
      if (chosen.status !== 200) throw new Error(chosen.body.toString());
      return cookie;
    },
    async hidePeople() {
      await db.query('UPDATE persons SET demonstration = false WHERE id = ANY ($1)', [[...persons.values()]]);
    },
    secrets,
    names,
    query: async <T>(sql: string, values: readonly unknown[] = []) => (await db.query(sql, [...values])).rows as T[],
    close: () => db.end(),
  };
}
