import { canonicalJson, id, shownInRegister, shownOnPage, utf8, verifyBundle } from '@samenspel/domain';
import type { DeskView, OutcomeRegister, OutcomeView, PublicOutcome, SealBundle, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, type Answer } from '../testing/browser';
import { sha256, signed } from '../seal/hash';
import { SealErasure } from '../seal/seal-erasure';
import { addDocument, addSection } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { adoption, close, confirmed, fill, prepare, recorded, SECRET } from '../testing/outcomes';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

let http: HttpApp;
let world: TestWorld;
let documentId: string;
let common: SectionView;
let own: SectionView;
const browsers = new Map<Who, Browser>();
const organisations = new Map<Who, string>();
const as = (who: Who): Browser => browsers.get(who)!;
const organisation = (who: Who): string => organisations.get(who)!;
const college = (who: Who): { organisationId: string; organ: 'college'; label: string } => ({
  organisationId: organisation(who),
  organ: 'college',
  label: '',
});

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) {
    browsers.set(who, await confirmed(await world.as(who)));
    const rows = await http.owner.query('SELECT organisation_id AS id FROM seats WHERE id = $1', [world.seat(who)]);
    organisations.set(who, rows[0].id);
  }
  documentId = await addDocument(as('secretary'), world.tableId);
  common = await addSection(as('secretary'), documentId, 'Doelen', { kind: 'wholeTable' });
  own = await addSection(as('chair'), documentId, 'Eigen', { kind: 'ownSeat', own: world.seat('chair') });
});
afterAll(() => http?.close());

const outcome = (content: Parameters<typeof recorded>[4] = {}, sections = [common]): Promise<OutcomeView> =>
  recorded(as('chair'), world.tableId, documentId, sections, content);
const adopt = (who: Who, { outcomeId }: OutcomeView, body: unknown): Promise<Answer> =>
  as(who).send('POST', `/api/outcomes/${outcomeId}/adoptions`, body);
const read = async (who: Who, { outcomeId }: OutcomeView): Promise<OutcomeView> =>
  (await as(who).get(`/api/outcomes/${outcomeId}`)).json<OutcomeView>();
const codeOf = (answer: Answer): string => (answer.status === 200 ? 'ok' : answer.json<{ code: string }>().code);
/** Who may stand apart from an outcome. */
const VOTING: readonly Who[] = ['commissioner', 'contractor', 'otherCommissioner', 'otherContractor'];
const letters = async (): Promise<string[]> =>
  (await http.owner.query(`SELECT subject || text AS words FROM mails`)).map(({ words }: { words: string }) => words);

describe('[B7] [B11] adoption', () => {
  it('makes a decision when all organs adopted, and not before', async () => {
    const view = await outcome({ organs: [college('commissioner'), college('otherCommissioner')], competence: '' });
    expect(view.status).toMatchObject({ state: 'pending', adopted: [] });
    const reservation = 'Mits de raad het budget vaststelt.';
    const first = await adopt('commissioner', view, adoption(organisation('commissioner'), { reservation }));
    expect(first.json<OutcomeView>().status.state).toBe('pending');
    const second = await adopt('secretary', view, adoption(organisation('otherCommissioner')));
    expect(second.json<OutcomeView>()).toMatchObject({
      status: { state: 'decision', adopted: [{ reservation }, { reservation: '' }], waiting: [] },
      adoptions: [{ onBehalf: false }, { onBehalf: true, recordedBy: 'Partij secretary' }],
      intact: true,
    });
    const register = (await as('observer').get(`/api/tables/${world.tableId}/outcomes`)).json<OutcomeRegister>();
    expect(register.outcomes.find(({ outcomeId }) => outcomeId === view.outcomeId)?.status.state).toBe('decision');
  });

  it('is recorded by the organisation itself, or by chair or secretary for it', async () => {
    for (const who of WHO) {
      const view = await outcome({ organs: [college('otherContractor')], competence: '' });
      const expected: Partial<Record<Who, string>> = { otherContractor: 'ok', chair: 'ok', secretary: 'ok' };
      const answer = await adopt(who, view, adoption(organisation('otherContractor')));
      expect(codeOf(answer), who).toBe(expected[who] ?? 'forbidden');
    }
  });

  it('asks who he is of whoever records it', async () => {
    const view = await outcome({ organs: [college('commissioner')], competence: '' });
    const fresh = await world.as('commissioner');
    const body = adoption(organisation('commissioner'));
    const answer = await fresh.send('POST', `/api/outcomes/${view.outcomeId}/adoptions`, body);
    expect(codeOf(answer)).toBe('step-up-needed');
  });

  it('[B8] is corrected by a later entry that names the earlier, and by nothing else', async () => {
    const view = await outcome({ organs: [college('commissioner')], competence: '' });
    const mine = organisation('commissioner');
    const refusal = adoption(mine, { result: 'refused', source: '', reason: 'Te duur.' });
    const refused = (await adopt('commissioner', view, refusal)).json<OutcomeView>();
    expect(refused.status).toMatchObject({ state: 'notAdopted', refused: [{ reason: 'Te duur.' }] });
    expect(codeOf(await adopt('commissioner', view, adoption(mine)))).toBe('conflict');
    const corrects = refused.adoptions[0]!.entryId;
    const two = await Promise.all(
      ['Eén', 'Twee'].map((reservation) => adopt('commissioner', view, adoption(mine, { corrects, reservation }))),
    );
    expect(two.map(codeOf).sort()).toEqual(['conflict', 'ok']);
    const after = await read('commissioner', view);
    expect(after.status.state).toBe('decision');
    expect(after.adoptions).toHaveLength(2);
  });

  it('is recorded once, however often it is sent', async () => {
    const view = await outcome({ organs: [college('commissioner')], competence: '' });
    const body = adoption(organisation('commissioner'));
    const answers = await Promise.all([1, 2, 3].map(() => adopt('commissioner', view, body)));
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect((await read('chair', view)).adoptions).toHaveLength(1);
    const other = await outcome({ organs: [college('commissioner')], competence: '' });
    expect(codeOf(await adopt('commissioner', other, body))).toBe('conflict');
  });

  it('names a day that can be, a competence, an organ that is needed, and a reason for a refusal', async () => {
    const view = await outcome({ organs: [college('commissioner')], competence: '' });
    const mine = organisation('commissioner');
    for (const wrong of [
      adoption(mine, { date: '2026-11-24' }),
      adoption(mine, { date: '2026-11-22' }),
      adoption(mine, { source: '' }),
      adoption(mine, { result: 'refused' }),
      adoption(mine, { organ: { organisationId: mine, organ: 'council', label: '' } }),
    ])
      expect(codeOf(await adopt('commissioner', view, wrong))).toBe('invalid-input');
    expect((await read('chair', view)).adoptions).toEqual([]);
  });
});

describe('[B9] an outcome without organs', () => {
  it('is a decision of those at the table, and says by what competence', async () => {
    const view = await outcome();
    expect(view.status).toMatchObject({ state: 'decision', adopted: [] });
    expect(view.content.competence).toContain('Mandaat');
  });
});

describe('[B10] a later outcome', () => {
  it('takes the place of an earlier decision when it is one itself', async () => {
    const first = await outcome();
    const later = await outcome({ supersedes: [first.outcomeId], organs: [college('commissioner')], competence: '' });
    expect((await read('observer', first)).status).toMatchObject({
      state: 'decision',
      toBeSupersededBy: later.number,
    });
    await adopt('commissioner', later, adoption(organisation('commissioner')));
    const after = await read('observer', first);
    expect(after).toMatchObject({ intact: true, status: { state: 'superseded', supersededBy: later.number } });
  });

  it('is one that all readers of the earlier one can read, so that nobody is told of what he may not see', async () => {
    const first = await outcome();
    const open = await prepare(as('chair'), world.tableId, documentId, [own]);
    expect(open.earlier).toEqual([]);
    await expect(fill(as('chair'), open, { supersedes: [first.outcomeId] })).rejects.toThrow('supersedes');
  });
});

describe('[B13] publication', () => {
  const publish = (who: Who, { outcomeId }: OutcomeView, requestId = crypto.randomUUID()): Promise<Answer> =>
    as(who).send('POST', `/api/outcomes/${outcomeId}/publication`, { requestId });
  const stranger = (): Browser => new Browser(http.url);

  it('is done by chair or secretary, for what the whole table can read', async () => {
    for (const who of WHO) {
      const expected = who === 'chair' || who === 'secretary' ? 'ok' : 'forbidden';
      expect(codeOf(await publish(who, await outcome())), who).toBe(expected);
    }
    expect(codeOf(await publish('chair', await outcome({}, [common, own])))).toBe('forbidden');
  });

  it('shows anybody the public fields and no person, until it is withdrawn', async () => {
    const asked = [{ organisationId: organisation('contractor'), what: 'Twee huizen', before: '2027-01-01' }];
    const of = await outcome({ organs: [college('commissioner')], competence: '', asked });
    const requestId = crypto.randomUUID();
    const published = (await publish('chair', of, requestId)).json<OutcomeView>();
    expect((await publish('chair', of, requestId)).json<OutcomeView>().publications).toEqual(published.publications);
    expect(codeOf(await publish('chair', of))).toBe('conflict');
    const { publicId } = published.publications[0]!;
    expect(publicId).toMatch(/^[\w-]{22}$/);
    const answer = await stranger().get(`/api/public/outcomes/${publicId}`);
    const page = answer.json<PublicOutcome>();
    expect(page).toMatchObject({ state: 'published', number: of.number, status: { state: 'pending' } });
    expect(Object.keys((page as { content: object }).content)).not.toContain('supersedes');
    const names: { name: string; email: string }[] = await http.owner.query('SELECT name, email FROM persons');
    for (const { name, email } of names)
      expect([answer.text.includes(name), answer.text.includes(email)], name).toEqual([false, false]);
    expect(answer.text).not.toContain(common.sectionId);

    const withdrawal = `/api/outcomes/${of.outcomeId}/publication/withdrawal`;
    expect(codeOf(await as('chair').send('POST', withdrawal, { requestId: crypto.randomUUID() }))).toBe('ok');
    expect(codeOf(await as('chair').send('POST', withdrawal, { requestId: crypto.randomUUID() }))).toBe('conflict');
    const gone = await stranger().get(`/api/public/outcomes/${publicId}`);
    expect(gone.json()).toEqual({ state: 'withdrawn', withdrawnAt: http.clock.now().toISOString() });
    expect((await read('observer', of)).publications).toEqual([
      { publicId, at: http.clock.now().toISOString(), withdrawnAt: http.clock.now().toISOString() },
    ]);
    const again = (await publish('secretary', of)).json<OutcomeView>();
    expect(again.publications[1]?.publicId).not.toBe(publicId);
  });
});

describe('[B14] what an outcome asks', () => {
  it('stands on the desk of the seat concerned, after its day too, and until the organ has spoken', async () => {
    const asked = [
      { organisationId: organisation('contractor'), what: 'Twee huizen', before: '2026-11-23' },
      { organisationId: organisation('otherContractor'), what: 'Eerder', before: '2026-11-22' },
    ];
    const view = await outcome({ organs: [college('commissioner')], competence: '', asked });
    const about = async (who: Who): Promise<string[]> =>
      (await as(who).get('/api/desk'))
        .json<DeskView>()
        .items.filter(({ path }) => path.includes(view.outcomeId))
        .map(({ kind }) => kind);
    expect(await about('contractor')).toEqual(['askedByOutcome']);
    expect(await about('otherContractor')).toEqual(['askedByOutcome']);
    expect(await about('partner')).toEqual([]);
    expect(await about('commissioner')).toEqual(['adoptionWanted']);
    expect(await about('chair')).toEqual([]);
    await adopt('chair', view, adoption(organisation('commissioner')));
    expect(await about('commissioner')).toEqual([]);
  });

  it('asks in letters those who vote, and nobody else, whether they stand apart', async () => {
    const before = (await letters()).length;
    const prepared = await prepare(as('chair'), world.tableId, documentId, [common]);
    const filled = await fill(as('chair'), prepared);
    await close(as('chair'), filled, new Date(http.clock.now().getTime() + 86_400_000).toISOString());
    const asked = (await letters()).slice(before);
    expect(asked).toHaveLength(VOTING.length);
    for (const words of asked) expect(words).not.toContain(SECRET);
  });

  it('is told in letters to its readers, without a word of what it says, and to nobody whose term is over', async () => {
    await world.personWith([{ seatId: world.seat('contractor'), until: new Date(http.clock.now().getTime() - 1) }]);
    const before = (await letters()).length;
    const hidden = await outcome({}, [common, own]);
    expect(await letters()).toHaveLength(before + 1);
    const view = await outcome({ organs: [college('commissioner')], competence: '' });
    await adopt('commissioner', view, adoption(organisation('commissioner')));
    const all = await letters();
    expect(all).toHaveLength(before + 1 + 2 * WHO.length);
    for (const words of all) expect(words).not.toContain(SECRET);
    expect(all.filter((words) => words.includes(hidden.number))).toHaveLength(1);
  });
});

const bundle = async (who: Who): Promise<SealBundle> =>
  (await as(who).get(`/api/tables/${world.tableId}/seal/bundle`)).json<SealBundle>();
const placeOf = (of: SealBundle, { outcomeId }: OutcomeView): string | undefined =>
  of.leaves.find(({ record }) => record === outcomeId)?.index;
const verdict = (of: SealBundle) =>
  verifyBundle(utf8(JSON.stringify(of)), [], {
    hash: sha256,
    verify: (...given: Parameters<typeof signed>) => Promise.resolve(signed(...given)),
  });

describe('[B15] the names of what is sealed', () => {
  it('are the same for every outcome, whatever it holds, hidden or not', async () => {
    const full = {
      organs: [college('commissioner')],
      asked: [{ organisationId: organisation('contractor'), what: 'Iets', before: null }],
      supersedes: [(await outcome()).outcomeId],
      competence: '',
      consulted: 'De cliëntenraad',
    };
    const made = [await outcome(), await outcome(full), await outcome({}, [common, own])];
    const seen = await bundle('observer');
    const names = made.map((each) =>
      seen.commitments.filter(({ index }) => index === placeOf(seen, each)).map(({ field }) => field),
    );
    expect(names[0]).toContain('texts');
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
  });

  it('keep what was erased apart: the page goes on without the texts, and the log is right', async () => {
    const view = await outcome({}, [common, own]);
    expect(view.texts.map(({ text }) => text === null)).toEqual([false, false]);
    await http.app.get(SealErasure).erase(id(world.tableId), view.outcomeId, ['texts'], 'Verzoek', 'Regiobureau');
    const after = await read('chair', view);
    expect(after).toMatchObject({ intact: true, content: view.content });
    expect(after.texts).toEqual(view.texts.map((each) => ({ ...each, text: null })));
    expect((await verdict(await bundle('chair'))).findings).toEqual([]);
  });
});

describe('[Z18] what the pages of an outcome show', () => {
  it('is what was sealed, field by field, for each reader and after an erasure', async () => {
    const full = {
      organs: [college('commissioner')],
      asked: [{ organisationId: organisation('contractor'), what: 'Iets', before: '2027-01-31' }],
      supersedes: [(await outcome()).outcomeId],
      competence: '',
      consulted: 'De cliëntenraad',
    };
    const { outcomeId } = await outcome(full);
    for (const erased of [[], ['texts', 'consulted', 'asked']]) {
      if (erased.length > 0)
        await http.app.get(SealErasure).erase(id(world.tableId), outcomeId, erased, 'Verzoek', 'Regiobureau');
      for (const who of ['chair', 'contractor', 'observer'] as const) {
        const seen = await bundle(who);
        const index = seen.leaves.find(({ record }) => record === outcomeId)?.index;
        const values = new Map(seen.values.filter((one) => one.index === index).map((one) => [one.field, one.value]));
        const page = (await as(who).get(`/api/outcomes/${outcomeId}`)).json<OutcomeView>();
        const list = (await as(who).get(`/api/tables/${world.tableId}/outcomes`)).json<OutcomeRegister>();
        const summary = list.outcomes.find((each) => each.outcomeId === outcomeId)!;
        for (const shown of [shownOnPage(page), shownInRegister(summary)]) {
          for (const [field, value] of Object.entries(shown)) {
            const expected = erased.includes(field) ? null : canonicalJson(value);
            expect(values.get(field), `${who} ${field}`).toBe(expected);
            if (expected === null) expect(value ?? [], field).toEqual([]);
          }
        }
        expect(Object.keys(shownOnPage(page))).toHaveLength(who === 'chair' ? 19 : 18);
      }
    }
  });
});

describe('[B16] the name of the chair', () => {
  it('is withheld from the other parties in the page and in the bundle alike, unless the table names persons', async () => {
    const view = await outcome();
    const name = view.recordedBy.name ?? '';
    expect(name).toMatch(/^Persoon /);
    // A party of the same name is another party.
    const called = `UPDATE organisations SET name = $2 WHERE id = $1`;
    await http.owner.query(called, [organisation('observer'), view.recordedBy.party]);
    const inBoth = async (who: Who): Promise<boolean[]> => {
      const seen = await bundle(who);
      expect((await verdict(seen)).findings, who).toEqual([]);
      const withheld = seen.withheld.some(({ index }) => index === placeOf(seen, view));
      return [(await read(who, view)).recordedBy.name === name, JSON.stringify(seen).includes(name), !withheld];
    };
    for (const who of WHO) expect(await inBoth(who), who).toEqual(Array(3).fill(who === 'chair'));
    await http.owner.query('UPDATE tables SET names_visible = true WHERE id = $1', [world.tableId]);
    for (const who of WHO) expect(await inBoth(who), who).toEqual([true, true, true]);
    await http.owner.query('UPDATE tables SET names_visible = false WHERE id = $1', [world.tableId]);
    await http.owner.query(called, [organisation('observer'), 'Partij observer']);
  });
});

describe('[B4] what a hidden outcome leaves', () => {
  it('is nothing in any answer to who may not read it: no word, number, count or desk', async () => {
    const paths = [`/api/tables/${world.tableId}/outcomes`, '/api/desk', `/api/tables/${world.tableId}`];
    const seen = async (): Promise<string[]> =>
      Promise.all(paths.map(async (path) => (await as('observer').get(path)).text));
    const before = await seen();
    const asked = [{ organisationId: organisation('observer'), what: 'Iets', before: '2027-01-01' }];
    await outcome({ asked }, [common, own]);
    await prepare(as('chair'), world.tableId, documentId, [own]);
    expect(await seen()).toEqual(before);
  });
});
