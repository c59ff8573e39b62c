import { SetupService } from '../identity/setup.service';
import { Browser } from './browser';
import type { HttpApp } from './http-app';

export const ADMINISTRATOR = {
  name: 'Robin Scheffer',
  email: 'robin@zilverdam.example',
  regionName: 'Jeugdregio Zilverland',
  password: 'een kast vol oude jassen',
};

/** The secret at the end of a link's address. */
export const secretOf = (link: string): string => /\/([\w-]{43})$/m.exec(link)?.[1] ?? '';

/** Sets a production up as its first administrator does. */
export async function setUp(http: HttpApp): Promise<Browser> {
  const link = await http.app.get(SetupService).renewLink();
  const browser = new Browser(http.url);
  const answer = await browser.send('POST', '/api/setup', { ...ADMINISTRATOR, token: secretOf(link ?? '') });
  if (answer.status !== 200) throw new Error(`not set up: ${answer.text}`);
  return browser;
}

/** The last letter that waits, of all or to one address: where no mail server is asked, it can be read in the database. */
export async function lastLetter(
  http: HttpApp,
  to: string | null = null,
): Promise<{ recipient: string; subject: string; text: string } | null> {
  const rows = await http.owner.query(
    `SELECT recipient, subject, text FROM mails WHERE text IS NOT NULL AND ($1::text IS NULL OR recipient = $1)
     ORDER BY queued_at DESC, id LIMIT 1`,
    [to],
  );
  return rows[0] ?? null;
}

/** Everybody gone, and long enough ago that no count remembers it: as a new installation, without the wait for one. */
export async function startAnew(http: HttpApp): Promise<void> {
  for (const table of [
    'mails',
    'one_time_links',
    'invitations',
    'sessions',
    'seat_occupants',
    'persons',
    'installation',
  ]) {
    await http.owner.query(`DELETE FROM ${table}`);
  }
  await http.owner.query('DELETE FROM regions WHERE NOT EXISTS (SELECT 1 FROM tables WHERE region_id = regions.id)');
  http.clock.advance(25 * 3_600_000);
  http.live.heard.splice(0);
}
