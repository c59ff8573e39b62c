import type { DataSource } from 'typeorm';
import { Browser } from './browser';
import type { TestWorld } from './world';

/** A signed-in administrator, who has no seat. */
export async function asAdministrator(
  http: { readonly owner: DataSource; readonly url: string },
  world: TestWorld,
): Promise<Browser> {
  const personId = await world.personWith([]);
  await http.owner.query('UPDATE persons SET administrator = true WHERE id = $1', [personId]);
  const browser = new Browser(http.url);
  const answer = await browser.signInAs(personId);
  if (answer.status !== 200) throw new Error(answer.text);
  return browser;
}

interface AdministrationRoute {
  readonly route: string;
  readonly path: (id: string) => string;
  readonly body?: unknown;
  readonly id: string;
}

/** Every route of the administration that is about something. */
export function administrationOf(tableId: string, seatId: string): AdministrationRoute[] {
  const id = crypto.randomUUID();
  const name = 'X';
  const about = (method: string, path: string, of: string, body?: unknown): AdministrationRoute => ({
    route: `${method} /api/administration/${path}`,
    path: (value) => `/api/administration/${path.replace(/:\w+/, value)}`,
    body,
    id: of,
  });
  const table = { version: 1, kind: 'theme', name, purpose: name, namesVisible: false, reportsTo: null };
  const term = { personId: id, from: '2026-01-01T00:00:00Z', until: null };
  return [
    about('PUT', 'regions/:regionId', id, { version: 1, name, labels: {} }),
    about('PUT', 'organisations/:organisationId', id, { version: 1, name, abbreviation: 'XX', archived: false }),
    about('DELETE', 'organisations/:organisationId', id),
    about('PUT', 'tables/:tableId', tableId, table),
    about('PUT', 'tables/:tableId/closed', tableId, { version: 1, closed: true }),
    about('GET', 'tables/:tableId/access', tableId),
    {
      ...about('GET', 'tables/:tableId/seats/preview', tableId),
      path: (value) => `/api/administration/tables/${value}/seats/preview?organisationId=${id}&role=chair`,
    },
    about('POST', 'tables/:tableId/seats', tableId, { organisationId: id, role: 'chair' }),
    about('DELETE', 'seats/:seatId', seatId),
    about('POST', 'seats/:seatId/terms', seatId, { ...term, standIn: false }),
    about('PUT', 'seats/:seatId/terms', seatId, term),
    about('POST', 'invitations/:invitationId/resend', id, {}),
    about('DELETE', 'invitations/:invitationId', id),
  ];
}
