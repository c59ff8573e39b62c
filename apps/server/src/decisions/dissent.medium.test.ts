import type { OutcomeView, PreparationView, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser';
import { addDocument, addSection } from '../testing/documents';
import { EngineLine } from '../testing/engine-line';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { close, confirmation, confirmed, confirming, fill, prepare, record } from '../testing/outcomes';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

const TERM_MS = 3_600_000;
/** Who knows of a dissent of `contractor` before it is of record. */
const KNOW: readonly Who[] = ['contractor', 'chair'];
const OTHERS = WHO.filter((who) => !KNOW.includes(who));

let app: LiveApp;
let world: TestWorld;
let documentId: string;
let common: SectionView;
const browsers = new Map<Who, Browser>();
const lines = new Map<Who, EngineLine>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId);
  common = await addSection(as('secretary'), documentId, 'Doelen', { kind: 'wholeTable' });
  for (const who of WHO) lines.set(who, await EngineLine.of(app, as(who)));
});
afterAll(async () => {
  for (const line of lines.values()) app.live.engine.detach(line);
  await app?.close();
});

const prepared = async (): Promise<PreparationView> =>
  fill(as('chair'), await prepare(as('chair'), world.tableId, documentId, [common]));
const path = ({ preparationId }: { preparationId: string }, more = ''): string =>
  `/api/outcome-preparations/${preparationId}${more}`;

/** All that somebody can ask in which a preparation, or what happened to it, could show: heads and bodies. */
async function everything(who: Who, of: PreparationView): Promise<string> {
  const { tableId } = world;
  const ways = [
    path(of),
    `/api/tables/${tableId}/outcomes`,
    `/api/tables/${tableId}`,
    `/api/tables/${tableId}/plan`,
    `/api/tables/${tableId}/seal`,
    `/api/documents/${documentId}`,
    `/api/search?q=tempo&tableId=${tableId}`,
    '/api/desk',
    '/api/outbox',
    path(of, '/confirmation'),
  ];
  const answers: string[] = [];
  for (const way of ways) {
    const { status, headers, text } = await as(who).get(way);
    const heads = [...headers]
      .filter(([name]) => !['date', 'request-id'].includes(name))
      .map(([name, value]) => `${name}: ${value}`);
    answers.push([way, status, ...heads, text].join('\n'));
  }
  return answers.join('\n\n');
}

const newsOf = (who: Who): string[] =>
  lines.get(who)!.heard.flatMap((message) => (message.type === 'news' ? [`${message.kind} ${message.id}`] : []));

describe('[B17] a dissent before it is of record', () => {
  it.each(['open', 'closed'] as const)(
    'shows to nobody but its seat and the chair, while preparation is %s: the same bytes, and no news',
    async (state) => {
      const open = await prepared();
      const until = new Date(app.clock.now().getTime() + TERM_MS).toISOString();
      const of = state === 'open' ? open : await close(as('chair'), open, until);
      const before = new Map<Who, string>();
      for (const who of WHO) before.set(who, await everything(who, of));
      for (const line of lines.values()) line.heard.splice(0);

      const moves: [string, string, number][] = [
        ['PUT', 'Het tempo is te hoog.', 200],
        ['PUT', 'Het tempo is ons te hoog, en het geld te weinig.', 200],
        ['DELETE', '', 204],
        ['DELETE', '', 204],
        ['PUT', 'Toch.', 200],
      ];
      for (const [at, [method, text, status]] of moves.entries()) {
        const body = method === 'PUT' ? { text } : undefined;
        expect((await as('contractor').send(method, path(of, '/dissent'), body)).status).toBe(status);
        for (const who of OTHERS)
          expect(await everything(who, of), `${who} after ${method} ${text}`).toBe(before.get(who));
        for (const who of WHO)
          expect(newsOf(who), who).toEqual(
            KNOW.includes(who) ? Array(at + 1).fill(`outcomes-changed ${world.tableId}`) : [],
          );
      }
      // So that the comparison above says something: who may know does see it.
      for (const who of KNOW) expect(await everything(who, of), who).not.toBe(before.get(who));
      expect((await as('chair').send('DELETE', path(of))).status).toBe(204);
    },
  );

  it('[B2] is still compared with what the chair was shown: one that came, changed or went makes it be shown again', async () => {
    const chair = await confirmed(as('chair'));
    const until = new Date(app.clock.now().getTime() + TERM_MS).toISOString();
    const of = await close(chair, await prepared(), until);
    const shown = [confirming(await confirmation(chair, of.preparationId))];
    for (const text of ['Wij willen dit niet.', 'Wij willen dit echt niet.', null]) {
      const body = text === null ? undefined : { text };
      await as('contractor').send(text === null ? 'DELETE' : 'PUT', path(of, '/dissent'), body);
      shown.push(confirming(await confirmation(chair, of.preparationId)));
    }
    await as('contractor').send('PUT', path(of, '/dissent'), { text: 'Zo is het.' });
    app.clock.advance(TERM_MS);
    await confirmed(chair);
    for (const body of shown)
      expect((await record(chair, of.preparationId, body)).json()).toMatchObject({ code: 'conflict' });
    const now = confirming(await confirmation(chair, of.preparationId));
    const view = (await record(chair, of.preparationId, now)).json<OutcomeView>();
    expect(view.dissents.map(({ text }) => text)).toEqual(['Zo is het.']);
  });
});
