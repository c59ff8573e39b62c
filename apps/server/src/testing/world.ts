import { randomUUID } from 'node:crypto';
import { ROLES, type OrganisationKind, type Role } from '@samenspel/domain';
import type { DataSource } from 'typeorm';
import { Browser } from './browser';

/** Every role of a table, and a second contractor and commissioner to keep things from each other. */
export const WHO = [...ROLES, 'otherContractor', 'otherCommissioner'] as const;
export type Who = (typeof WHO)[number];

export interface TestWorld {
  readonly tableId: string;
  readonly elsewhere: { readonly tableId: string; readonly seatId: string };
  seat(who: Who): string;
  person(who: Who): string;
  /** A signed-in browser. */
  as(who: Who): Promise<Browser>;
  /** A person with these seats, each from/until as given. */
  personWith(seats: readonly Term[]): Promise<string>;
}

interface Term {
  readonly seatId: string;
  readonly from?: Date;
  readonly until?: Date | null;
}

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

/** One table with a seat for everybody in WHO, and another table with one seat. Neither names anybody to other parties. */
export async function makeWorld(http: { readonly owner: DataSource; readonly url: string }): Promise<TestWorld> {
  const db = http.owner;
  const regionId = await insert(db, 'regions', { name: 'Regio' });
  const table = (name: string): Promise<string> =>
    insert(db, 'tables', { region_id: regionId, kind: 'development', name, purpose: 'Doel', occupants_visible: false });
  const tableId = await table('Tafel');
  const elsewhereId = await table('Elders');
  const personWith = (seats: readonly Term[]): Promise<string> => makePerson(db, seats);

  const seats = new Map<Who, string>();
  const persons = new Map<Who, string>();
  for (const who of WHO) {
    const seatId = await makeSeat(db, regionId, tableId, roleOf(who), who);
    seats.set(who, seatId);
    persons.set(who, await personWith([{ seatId }]));
  }
  const elsewhere = {
    tableId: elsewhereId,
    seatId: await makeSeat(db, regionId, elsewhereId, 'commissioner', 'Elders'),
  };
  const known = (map: Map<Who, string>, who: Who): string => {
    const value = map.get(who);
    if (value === undefined) throw new Error(`Nobody is ${who}.`);
    return value;
  };
  return {
    tableId,
    elsewhere,
    personWith,
    seat: (who) => known(seats, who),
    person: (who) => known(persons, who),
    async as(who) {
      const browser = new Browser(http.url);
      const answer = await browser.signInAs(known(persons, who));
      if (answer.status !== 200) throw new Error(`${who} could not sign in: ${answer.text}`);
      return browser;
    },
  };
}

function roleOf(who: Who): Role {
  if (who === 'otherContractor') return 'contractor';
  return who === 'otherCommissioner' ? 'commissioner' : who;
}

async function insert(db: DataSource, table: string, row: Record<string, unknown>): Promise<string> {
  const id = randomUUID();
  const columns = ['id', ...Object.keys(row)];
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  await db.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, [id, ...Object.values(row)]);
  return id;
}

const KINDS: Partial<Record<Role, OrganisationKind>> = {
  commissioner: 'municipality',
  contractor: 'provider',
  clientRepresentative: 'clientOrganisation',
  partner: 'education',
  secretary: 'secretariat',
};
let organisations = 0;

async function makeSeat(db: DataSource, regionId: string, tableId: string, role: Role, name: string): Promise<string> {
  organisations += 1;
  const organisationId = await insert(db, 'organisations', {
    region_id: regionId,
    kind: KINDS[role] ?? 'independent',
    name: `Partij ${name}`,
    abbreviation: `O${organisations}`,
    mark_shape: 'circle',
    mark_hue: organisations % 12,
  });
  return insert(db, 'seats', { table_id: tableId, organisation_id: organisationId, role, added_at: LONG_AGO });
}

async function makePerson(db: DataSource, seats: readonly Term[]): Promise<string> {
  const name = randomUUID();
  const personId = await insert(db, 'persons', {
    name: `Persoon ${name}`,
    email: `${name}@example.org`,
    job_title: 'Adviseur',
    demonstration: true,
  });
  for (const { seatId, from, until } of seats) {
    await db.query('INSERT INTO seat_occupants (seat_id, person_id, from_at, until_at) VALUES ($1, $2, $3, $4)', [
      seatId,
      personId,
      from ?? LONG_AGO,
      until ?? null,
    ]);
  }
  return personId;
}
