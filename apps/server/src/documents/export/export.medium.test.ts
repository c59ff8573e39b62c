import { randomUUID } from 'node:crypto';
import type { SectionId, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FirstContent } from '../live/first-content';
import { openPackage } from '../docx/open-package';
import { ORIGIN } from '../../testing/http-app';
import type { Browser } from '../../testing/browser';
import { addDocument, addSection, circlesOf, type Circle } from '../../testing/documents';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../../testing/world';
import { textOfPdf } from './pdf-text.test-support';

let app: LiveApp;
let world: TestWorld;
let documentId: string;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;
/** What each circle keeps to itself: a title and a text of its own. */
const secrets: { circle: Circle; title: string; text: string; view: SectionView }[] = [];

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId, 'Plan "voor" Zilverland: 50%/é');
  for (const [at, circle] of circlesOf(world).entries()) {
    const [title, text] = [`Titelgeheim${at}x`, `Tekstgeheim${at}x`];
    const view = await addSection(as(circle.maker), documentId, title, circle.preset);
    await app.owner.query('UPDATE section_heads SET head_seq = 0, generation = 2 WHERE section_id = $1', [
      view.sectionId,
    ]);
    await app.owner.transaction((manager) =>
      new FirstContent().write(manager, view.sectionId as SectionId, [
        { type: 'block', kind: 'paragraph', runs: [{ text }] },
      ]),
    );
    secrets.push({ circle, title, text, view });
  }
});
afterAll(() => app?.close());
beforeEach(() => app.clock.advance(11 * 60_000));

async function download(
  who: Who,
  format: string,
  of = documentId,
): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
  const response = await fetch(`${app.url}/api/documents/${of}/export?format=${format}`, {
    headers: { cookie: as(who).cookie ?? '', origin: ORIGIN },
  });
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** Everything that can be read in a file, of its text and of what is around it. */
async function wordsOf(bytes: Uint8Array, format: string): Promise<string> {
  if (format === 'pdf') return `${textOfPdf(bytes)}\n${Buffer.from(bytes).toString('latin1')}\n${utf16Strings(bytes)}`;
  const opened = await openPackage(bytes);
  if (!opened.ok) throw new Error(opened.code);
  return [...opened.parts].map(([name, part]) => `${name}\n${part.toString('utf8')}`).join('\n');
}

/** Bookmarks and titles of a PDF are UTF-16: read without the zero bytes. */
const utf16Strings = (bytes: Uint8Array): string => Buffer.from(bytes.filter((byte) => byte !== 0)).toString('latin1');

describe('[F6] an export holds what the acting seat may read', () => {
  it.each(['docx', 'pdf'])('and no word of the rest, for everybody: %s', async (format) => {
    for (const who of WHO) {
      const { status, bytes } = await download(who, format);
      expect(status).toBe(200);
      const words = await wordsOf(bytes, format);
      for (const { circle, title, text, view } of secrets) {
        const reads = circle.readers.includes(who);
        expect(words.includes(title), `${who} ${title}`).toBe(reads);
        expect(words.includes(text), `${who} ${text}`).toBe(reads);
        if (!reads) expect(words, `${who} ${view.sectionId}`).not.toContain(view.sectionId);
      }
      expect(words).toContain(`Partij ${who}`);
    }
  });

  it('says nothing of a document elsewhere or nowhere, and takes no other form', async () => {
    const elsewhere = randomUUID();
    await app.owner.query(
      `INSERT INTO documents (id, table_id, kind, title, formality, created_at, created_by_seat)
       VALUES ($1, $2, 'minutes', 'Elders', 'formal', now(), $3)`,
      [elsewhere, world.elsewhere.tableId, world.elsewhere.seatId],
    );
    const answers = await Promise.all([elsewhere, randomUUID()].map((of) => download('chair', 'pdf', of)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]!.bytes).toEqual(answers[1]!.bytes);
    for (const format of ['', 'odt', 'html', 'pdf&x=1']) expect((await download('chair', format)).status).toBe(400);
  });

  it('is a file with a name and a date that no browser opens or keeps by itself', async () => {
    const { headers, bytes } = await download('observer', 'pdf');
    expect(headers.get('content-type')).toBe('application/pdf');
    const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(headers.get('content-disposition') ?? '')![1]!);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\x20-\x7e]+\.pdf"; filename\*=UTF-8''/);
    expect(name).toMatch(
      /^Plan voor Zilverland 50 é, .*, Partij observer als toehoorder, .*\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.pdf$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(Number(headers.get('content-length'))).toBe(bytes.length);
  });

  it('is refused for a while to who asks too often', async () => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 31; nth += 1) statuses.push((await download('partner', 'docx')).status);
    expect(statuses.filter((status) => status === 429)).toEqual([429]);
  });

  it('is of one moment while others change rights and text', async () => {
    const { view, text } = secrets[0]!;
    const asked = Array.from({ length: 6 }, () => download('observer', 'docx'));
    await app.owner.query(`DELETE FROM section_grants WHERE section_id = $1 AND role = 'observer'`, [view.sectionId]);
    for (const { bytes } of await Promise.all(asked)) {
      const words = await wordsOf(bytes, 'docx');
      expect(words.includes(text)).toBe(words.includes(secrets[0]!.title));
    }
    expect(await wordsOf((await download('observer', 'docx')).bytes, 'docx')).not.toContain(text);
  });
});
