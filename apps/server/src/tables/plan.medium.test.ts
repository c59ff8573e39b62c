import type { DeskView, TablePlanView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Answer } from '../testing/browser';
import { addDocument } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

const DAY = 86_400_000;
const PREPARE: readonly Who[] = ['chair', 'secretary'];
let http: HttpApp;
let world: TestWorld;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;
const table = (): string => `/api/tables/${world.tableId}`;
const planAs = async (who: Who): Promise<TablePlanView> => (await as(who).get(`${table()}/plan`)).json();

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) browsers.set(who, await world.as(who));
});
afterAll(() => http?.close());
beforeEach(() => void http.live.heard.splice(0));

const PHASES = [
  {
    name: 'Uitwerken',
    from: '2026-01-01',
    until: '2026-12-31',
    gate: { what: 'Plan vastgesteld', on: '2026-12-31', by: 'De colleges' },
  },
  { name: 'Uitvoeren', from: '2027-01-01', until: null, gate: null },
];
const inDays = (days: number): string => new Date(http.clock.now().getTime() + days * DAY).toISOString();
const meeting = (title: string, days: number): Record<string, unknown> => ({
  title,
  startsAt: inDays(days),
  place: 'Raadhuis',
  formality: 'formal',
  agenda: [{ title: 'Doelen', status: 'deciding', outcome: 'Naar de colleges', adoptedBy: 'De colleges' }],
});
const message = (text: string, messageId: string = crypto.randomUUID()): object => ({
  messageId,
  text,
  formality: 'informal',
});
const addMeeting = async (title: string, days: number): Promise<TablePlanView['meetings'][number]> => {
  const view = (await as('chair').send('POST', `${table()}/meetings`, meeting(title, days))).json<TablePlanView>();
  return view.meetings.find((each) => each.title === title)!;
};

describe('[T9] phases', () => {
  it('are changed by chair and secretary, and read by the whole table', async () => {
    for (const who of WHO) {
      const { version } = await planAs(who);
      const answer = await as(who).send('PUT', `${table()}/phases`, { version, phases: PHASES });
      expect(answer.status, who).toBe(PREPARE.includes(who) ? 200 : 403);
    }
    for (const who of WHO) {
      const plan = await planAs(who);
      expect(plan.phases).toEqual(PHASES);
      expect(plan.mayPlan).toBe(PREPARE.includes(who));
    }
    expect(http.live.heard).toEqual([`table ${world.tableId}`, `table ${world.tableId}`]);
  });

  it('that do not follow each other are refused by name, and change nothing', async () => {
    const { version } = await planAs('chair');
    const phases = [{ ...PHASES[0], until: '2027-06-30' }, PHASES[1]];
    const answer = await as('chair').send('PUT', `${table()}/phases`, { version, phases });
    expect(answer.json()).toMatchObject({ code: 'invalid-input', fields: ['phases.1.overlaps'] });
    expect((await planAs('chair')).phases).toEqual(PHASES);
  });

  it('[T8] changed by two at once: one is refused', async () => {
    const { version } = await planAs('chair');
    const both = await Promise.all(
      PREPARE.map((who) => as(who).send('PUT', `${table()}/phases`, { version, phases: PHASES })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('[T10] meetings', () => {
  it('are added, changed, cancelled and taken up again by chair and secretary only', async () => {
    const { meetingId } = await addMeeting('Overleg', 3);
    for (const who of WHO) {
      const may = PREPARE.includes(who);
      const { version } = (await planAs(who)).meetings.find((each) => each.meetingId === meetingId)!;
      const commands: readonly [string, string, object][] = [
        ['POST', `${table()}/meetings`, meeting(`Van ${who}`, 40)],
        ['PUT', `/api/meetings/${meetingId}`, { ...meeting('Overleg', 4), version }],
        ['PUT', `/api/meetings/${meetingId}/cancelled`, { version: may ? version + 1 : version, cancelled: true }],
        ['PUT', `/api/meetings/${meetingId}/cancelled`, { version: may ? version + 2 : version, cancelled: false }],
      ];
      for (const [method, path, body] of commands) {
        const answer = await as(who).send(method, path, body);
        expect(answer.status, `${who} ${method} ${path}`).toBe(may ? (method === 'POST' ? 201 : 200) : 403);
      }
    }
    const seen = (await planAs('observer')).meetings.find((each) => each.meetingId === meetingId);
    expect(seen).toMatchObject({ startsAt: inDays(4), formality: 'formal', cancelledAt: null });
  });

  it('need a label, a place and for every item what happens with it', async () => {
    const without = { ...meeting('Zonder', 3), formality: undefined };
    expect((await as('chair').send('POST', `${table()}/meetings`, without)).json()).toMatchObject({
      fields: ['formality'],
    });
    const agenda = [{ title: 'X', status: 'deciding', outcome: '', adoptedBy: 'College' }];
    const answer = await as('chair').send('POST', `${table()}/meetings`, { ...meeting('Zonder', 3), agenda });
    expect(answer.json()).toMatchObject({ fields: ['agenda.0.outcome'] });
  });

  it('[T24] stay on the page, however long ago, and cancelled', async () => {
    const old = await addMeeting('Lang geleden', -700);
    const cancelled = await addMeeting('Lang geleden afgezegd', -90);
    const answer = await as('chair').send('PUT', `/api/meetings/${cancelled.meetingId}/cancelled`, {
      version: cancelled.version,
      cancelled: true,
    });
    expect(answer.status, answer.text).toBe(200);
    const { meetings } = await planAs('observer');
    const shown = meetings.filter(({ meetingId }) => [old.meetingId, cancelled.meetingId].includes(meetingId));
    // The first one first.
    expect(shown.map(({ title }) => title)).toEqual(['Lang geleden', 'Lang geleden afgezegd']);
    expect(shown[1]?.cancelledAt).not.toBeNull();
  });

  it('[T8] changed by two at once: one is refused', async () => {
    const { meetingId, version } = await addMeeting('Tegelijk', 5);
    const both = await Promise.all(
      PREPARE.map((who) => as(who).send('PUT', `/api/meetings/${meetingId}`, { ...meeting(who, 5), version })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('[T11] messages', () => {
  const post = (who: Who, body: object): Promise<Answer> => as(who).send('POST', `${table()}/messages`, body);

  it('are posted by who takes part, and stand once however often they are sent', async () => {
    for (const who of WHO) {
      expect((await post(who, message(`Van ${who}`))).status, who).toBe(who === 'observer' ? 403 : 201);
    }
    const twice = message('Maar een keer');
    await Promise.all([post('chair', twice), post('chair', twice)]);
    const { messages } = await planAs('partner');
    expect(messages.filter(({ text }) => text === 'Maar een keer')).toHaveLength(1);
  });

  it('are withdrawn by their own seat, and stay without their words', async () => {
    const messageId = crypto.randomUUID();
    await post('contractor', message('INGETROKKEN WOORDEN', messageId));
    for (const who of WHO.filter((each) => each !== 'contractor')) {
      expect((await as(who).send('POST', `/api/messages/${messageId}/withdrawal`, {})).status, who).toBe(403);
    }
    expect((await as('contractor').send('POST', `/api/messages/${messageId}/withdrawal`, {})).status).toBe(200);
    for (const who of WHO) {
      const answer = await as(who).get(`${table()}/plan`);
      expect(answer.text).not.toContain('INGETROKKEN WOORDEN');
      const withdrawn = answer.json<TablePlanView>().messages.find((each) => each.messageId === messageId);
      expect(withdrawn).toMatchObject({ text: null, mayWithdraw: false });
      expect(withdrawn?.withdrawnAt).not.toBeNull();
    }
  });

  it('name their writer to the own party only, until the table agrees otherwise', async () => {
    const personOf = async (who: Who): Promise<string | null | undefined> =>
      (await planAs(who)).messages.find(({ text }) => text === 'Van contractor')?.person;
    expect(await personOf('contractor')).toMatch(/^Persoon/);
    expect(await personOf('otherContractor')).toBeNull();
    await http.owner.query('UPDATE tables SET names_visible = true WHERE id = $1', [world.tableId]);
    expect(await personOf('otherContractor')).toMatch(/^Persoon/);
    await http.owner.query('UPDATE tables SET names_visible = false WHERE id = $1', [world.tableId]);
  });
});

describe('[T13] the desk', () => {
  const deskOf = async (browser: Browser): Promise<DeskView> => (await browser.get('/api/desk')).json();

  it('shows the meetings of the coming two weeks and which do not go on, and news of the own table', async () => {
    const cancelled = await addMeeting('Afgezegd', 2);
    await as('chair').send('PUT', `/api/meetings/${cancelled.meetingId}/cancelled`, {
      version: cancelled.version,
      cancelled: true,
    });
    await addMeeting('Over drie weken', 21);
    await addMeeting('Morgen', 1);
    // Later than all that the tests above did: only the newest news is shown.
    http.clock.advance(1_000);
    await addDocument(as('secretary'), world.tableId, 'Nieuw verslag');
    const desk = await deskOf(as('observer'));
    const labels = desk.items.map(({ label }) => label);
    expect(labels[0]).toBe('Morgen');
    expect(desk.items.find(({ label }) => label === 'Afgezegd')?.kind).toBe('meetingCancelled');
    expect(labels).not.toContain('Over drie weken');
    expect(desk.items.map(({ before }) => before)).toEqual(desk.items.map(({ before }) => before).sort());
    expect(desk.news.map(({ label }) => label)).toContain('Nieuw verslag');
    expect(JSON.stringify(desk)).not.toContain('INGETROKKEN WOORDEN');
  });

  it('shows nothing of another table, and nothing without a seat', async () => {
    const stranger = new Browser(http.url);
    await stranger.signInAs(await world.personWith([{ seatId: world.elsewhere.seatId }]));
    expect(await deskOf(stranger)).toMatchObject({ items: [], news: [] });
    const nobody = new Browser(http.url);
    await nobody.signInAs(await world.personWith([]));
    expect(await deskOf(nobody)).toEqual({ items: [], news: [], since: null });
  });
});
