import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { find, secretOf, type Haystack, type Secret } from '../support/leaks-detector';
import { leaseOf, provoke, type Recorder } from '../support/leaks-recorder';
import { documentedRoutes, LETTERS, QUESTIONS, SIGNING_OUT, type Question } from '../support/leaks-routes';
import { EVERYBODY } from '../support/leaks-sections';
import { Stage } from '../support/leaks-stage';
import { LISTENERS, type Listener } from '../support/leaks-world';
import { ask, idOf, Line, TRANSPORTS } from '../support/leaks-wire';
import { makeWord } from '../support/leaks-words';

const SEED = Number(process.env['LEAKS_SEED'] ?? Date.now() % 1_000_000);

let stage: Stage;
const recorder = (who: Listener): Recorder => stage.recorder(who);

beforeAll(async () => {
  console.info(`leaks: seed ${SEED} (LEAKS_SEED)`);
  stage = await Stage.set(SEED);
});
afterAll(() => stage?.close());

describe('what may not be seen', () => {
  it.each(LISTENERS)('[L1] is in no byte that %s is sent, in any form, over any connection', (who) => {
    expect(recorder(who).find(stage.hiddenFrom(who))).toEqual([]);
  });

  it.each(LISTENERS)('[L6] leaves no number, gap or count for %s', (who) => {
    const seen = recorder(who).sections.filter(({ sectionId }) => sectionId !== stage.misplaced.view.sectionId);
    const visible = stage.circles.filter(({ readers }) => readers.includes(who)).map(({ view }) => view.sectionId);
    expect(seen.map(({ sectionId }) => sectionId).sort()).toEqual(visible.sort());
    const series = new Map<string, number[]>();
    for (const { code } of seen) {
      const [, name = '', number] = /^(.*?)\.?(\d+)$/.exec(code) ?? [];
      series.set(name, [...(series.get(name) ?? []), Number(number)]);
    }
    for (const [name, numbers] of series) expect(numbers, name).toEqual(numbers.map((_, at) => at + 1));
  });
});

/** Asked by ids that are none of it, or of who administers nothing: nobody here is told that there is anything. */
const nobodys = ({ route, about }: Question): boolean =>
  about === 'seat' || about === 'other' || route.includes(' /api/administration');

describe('what does not exist', () => {
  it('[L3] is asked of every route that there is', () => {
    const asked = [...QUESTIONS.map(({ route }) => route), ...SIGNING_OUT, LETTERS].sort();
    expect(documentedRoutes().sort()).toEqual(asked);
  });

  it.each(LISTENERS)('[L3] is what %s is answered over HTTP about what he may not see, byte for byte', (who) => {
    const given = stage.answers.get(who) ?? [];
    const visible = new Set([...recorder(who).sections.map(({ sectionId }) => sectionId)]);
    if (EVERYBODY.includes(who))
      [stage.world.tableId, stage.documents.common, stage.documents.misplaced].forEach((id) => visible.add(id));
    for (const { id, sectionId } of stage.belongings) if (visible.has(sectionId)) visible.add(id);
    if (who === 'elsewhere') [stage.world.elsewhereId, stage.documents.elsewhere].forEach((id) => visible.add(id));
    let compared = 0;
    for (const question of QUESTIONS.filter(({ about }) => about !== null)) {
      const mine = given.filter((one) => one.question === question);
      const nowhere = mine.at(-1)!.answer;
      expect(nowhere.status, question.route).toBe(who !== 'nobody' || question.about === 'person' ? 404 : 401);
      for (const { id, answer } of mine.slice(0, -1)) {
        if (visible.has(id) && !nobodys(question)) {
          expect(answer.status, `${question.route} ${id}`).not.toBe(404);
          continue;
        }
        compared += 1;
        expect(`${answer.head}\n\n${answer.body.toString('hex')}`, question.route).toBe(
          `${nowhere.head}\n\n${nowhere.body.toString('hex')}`,
        );
      }
    }
    expect(compared).toBeGreaterThan(15);
  });

  it.each(LISTENERS.filter((who) => who !== 'nobody').flatMap((who) => TRANSPORTS.map((by) => [who, by] as const)))(
    '[L3] is what %s is answered over %s about what he may not see, byte for byte',
    async (who, transport) => {
      const { asking, cookie, sections } = recorder(who);
      const open = (): Promise<Line> => Line.open(asking, cookie, transport);
      const first = await open();
      const lease = await leaseOf(first, sections);
      const nowhere = await provoke(first, crypto.randomUUID(), lease);
      expect(nowhere.length).toBeGreaterThanOrEqual(9);
      const hidden = stage.circles.filter(({ readers }) => !readers.includes(who));
      expect(hidden.length).toBeGreaterThan(0);
      // A few on each line: who says more is taken for a machine.
      for (let from = 0; from < hidden.length; from += 5) {
        const line = await open();
        for (const { name, view } of hidden.slice(from, from + 5)) {
          expect(await provoke(line, view.sectionId, lease), name).toEqual(nowhere);
        }
        line.close();
      }
      expect(recorder(who).findInAnswers(stage.hiddenFrom(who))).toEqual([]);
      // The same questions about what he may see are answered otherwise: the comparison can fail.
      const [seen] = sections;
      expect(seen === undefined ? [] : await provoke(first, seen.sectionId, lease)).not.toEqual(nowhere);
      first.close();
    },
  );

  it('[L3] is where a stranger gets: no socket, and no word but that he is not signed in', () => {
    for (const { refusal, messages } of recorder('nobody').lines) {
      expect([refusal, messages.length]).toEqual(['not-signed-in', 0]);
    }
  });
});

describe('the detector', () => {
  it.each(EVERYBODY)('[L2] finds everything with %s that he may see, wherever it comes by', (who) => {
    const seen = stage.circles.filter(({ readers }) => readers.includes(who));
    const found = recorder(who).find(stage.secrets);
    const ways = (secret: string): string[] =>
      found.filter((one) => one.secret === secret).map(({ over, as, encoding }) => `${over} ${as} ${encoding}`);
    for (const { name, written } of seen) {
      expect(ways(`title of ${name}`)).toContain('http bytes utf-8');
      expect(ways(`id of ${name}`)).toEqual(
        expect.arrayContaining(['http bytes text', 'websocket bytes bytes', 'polling bytes base64']),
      );
      if (!written) continue;
      const texts = ['websocket text utf-8', 'polling text utf-8'];
      expect(ways(`first of ${name}`)).toEqual(
        expect.arrayContaining([...texts, 'websocket bytes utf-8', 'polling bytes base64']),
      );
      // Typed one letter a frame: over the socket in no byte as a word, found by putting it together.
      expect(ways(`live of ${name}`).filter((way) => !way.startsWith('http'))).toEqual(expect.arrayContaining(texts));
      expect(ways(`live of ${name}`).filter((way) => /^(websocket|polling) bytes/.test(way))).toEqual([]);
      for (const said of [`comment of ${name}`, `comment of reply of ${name}`, `version of ${name}`])
        expect(ways(said), said).toContain('http bytes utf-8');
      if (name === 'own of chair') expect(ways(`outcome of ${name}`)).toContain('http bytes utf-8');
    }
    expect(ways('document of secretary')).toContain('http bytes utf-8');
    expect(ways(`name of listener ${who}`)).toContain('http bytes utf-8');
    // The name of the colleague who writes, where he writes.
    if (seen.some(({ maker }) => maker === who)) {
      expect(ways(`name of writer ${who}`)).toEqual(
        expect.arrayContaining(['websocket bytes utf-8', 'polling bytes base64']),
      );
    }
  });

  it('[L2] finds a secret in every form in which it could travel', () => {
    const word = makeWord(stage.random);
    for (const secret of [secretOf('planted', 'title', word, []), secretOf('planted', 'id', crypto.randomUUID(), [])]) {
      for (const { name, needles } of secret.encodings) {
        for (const needle of needles) {
          const hay: Haystack = { over: 'http', as: 'bytes', bytes: Buffer.concat([Buffer.from('{"'), needle]) };
          expect(find([secret], [hay]).map(({ encoding }) => encoding)).toContain(name);
        }
      }
    }
  });

  it('[L2] reports a frame that was sent to the wrong one', () => {
    const { view, name } = stage.circles.find((circle) => circle.name === 'mandate')!;
    const victim = recorder('otherContractor').lines[0]!;
    const frames = recorder('commissioner').lines[0]!.messages.filter(
      ({ message }) => idOf(message) === view.sectionId,
    );
    expect(frames.length).toBeGreaterThan(10);
    const before = victim.messages.length;
    victim.messages.push(...frames);
    const leaked = recorder('otherContractor')
      .find(stage.hiddenFrom('otherContractor'))
      .map(({ secret }) => secret);
    victim.messages.splice(before);
    expect(leaked).toEqual(expect.arrayContaining([`first of ${name}`, `live of ${name}`]));
    expect(recorder('otherContractor').find(stage.hiddenFrom('otherContractor'))).toEqual([]);
  });

  it.each(EVERYBODY)('[L2] reports a section with a wider audience than it should have, with %s', (who) => {
    const found = recorder(who).find(stage.hiddenFrom(who, stage.misplaced.secrets));
    const leaked = new Set(found.map(({ secret }) => secret));
    const all = stage.misplaced.secrets.map((secret) => secret.name);
    expect([...leaked].sort()).toEqual(stage.misplaced.readers.includes(who) ? [] : all.sort());
  });
});

describe('what is looked for', () => {
  it.each(EVERYBODY)(
    '[L9] is found by %s where he may read it, and is answered as a word that is nowhere elsewhere',
    async (who) => {
      const { asking, cookie } = recorder(who);
      const look = (word: string): ReturnType<typeof ask> =>
        ask(asking, cookie, 'GET', `/api/search?q=${encodeURIComponent(word)}`);
      const places: readonly Secret['place'][] = ['title', 'first', 'comment', 'outcome'];
      const words = stage.secrets.filter(({ place }) => places.includes(place));
      const nowhere = await look(makeWord(stage.random));
      expect(nowhere.status).toBe(200);
      const texts = words.filter(({ place }) => place === 'title' || place === 'first');
      const mine = texts.filter(({ readers }) => readers.includes(who)).slice(0, 8);
      const hidden = words.filter(({ readers }) => !readers.includes(who)).slice(0, 24);
      expect(hidden.length).toBeGreaterThan(10);
      for (const { name, value } of hidden) {
        const answer = await look(value);
        expect(answer.body.toString().replaceAll(value, ''), name).toBe(nowhere.body.toString());
      }
      for (const { name, value } of mine)
        expect((await look(value)).body.toString(), name).not.toBe(nowhere.body.toString());
    },
  );
});

describe('letters', () => {
  const hay = (who: Listener): Haystack[] => [
    { over: 'http', as: 'bytes', bytes: stage.letters.get(who) ?? Buffer.alloc(0) },
  ];

  it('[L10] hold nothing of what was written, said or recorded, for whom they are meant or not', () => {
    const secrets = stage.secrets.filter(({ place }) => !['email', 'name', 'id'].includes(place));
    for (const who of LISTENERS) expect(find(secrets, hay(who)), who).toEqual([]);
  });

  it.each(LISTENERS)('[N6] for others are not in the outbox of %s, nor any id that a link of theirs names', (who) => {
    // Letters are a person's: who has two seats gets those of both. They bear the own address and nobody else's.
    const seats: readonly Listener[] = who === 'several' ? ['client', 'otherClient'] : [who];
    const hidden = stage.secrets.filter(
      ({ name, readers }) => name !== `email of listener ${who}` && !seats.some((seat) => readers.includes(seat)),
    );
    expect(find(hidden, hay(who))).toEqual([]);
  });

  it('[N6] hold such ids for their readers, so that they would be found with others', () => {
    expect(find(stage.hiddenFrom('observer'), hay('commissioner')).map(({ secret }) => secret)).toContain(
      'id of thread of mandate',
    );
  });
});

describe('what stays on the machine', () => {
  it('[L5] holds no text, title, name, address or token, in the logs of server and database', async () => {
    const { asking, cookie } = recorder('contractor');
    const words = stage.secrets.map(({ value }) => value);
    // Errors of every kind, made of words that should not be in a log.
    for (const word of words.slice(0, 20)) {
      await ask(asking, cookie, 'POST', `/api/tables/${stage.world.tableId}/documents`, { title: word, [word]: word });
      await ask(asking, cookie, 'GET', `/api/documents/${encodeURIComponent(word)}?${encodeURIComponent(word)}`);
      await ask(asking, cookie, 'POST', '/api/session/seat', Buffer.from(`{"${word}`));
    }
    for (const bytes of words.slice(0, 5)) {
      const line = await Line.open(asking, cookie, 'websocket');
      line.sayAnything(Buffer.from(bytes));
      await line.until(() => line.gone, 'the end of a line that said nonsense');
    }
    const logs = [stage.product.output(), readFileSync(join(stage.product.dataDir, 'postgres.log'), 'utf8')];
    expect(logs[0]).toContain('Samenspel is ready');
    expect(logs[0]).toContain('connection closed');
    expect(logs[1]).toContain('ready to accept connections');
    const hay = (text: string): Haystack => ({ over: 'http', as: 'bytes', bytes: Buffer.from(text) });
    const all = [
      ...stage.secrets.filter(({ place }) => place !== 'id'),
      ...stage.tokens.map((one) => secretOf('t', 'name', one, [])),
    ];
    expect(find(all, logs.map(hay))).toEqual([]);
    expect(find(all, [hay(`${logs[0]} ${words[0]}`)])).toHaveLength(1);
  });
});

describe('signing out', () => {
  it.each(['client', 'nobody'] as const)('[L1] tells %s nothing', async (who) => {
    for (const route of SIGNING_OUT) {
      const [method = '', path = ''] = route.split(' ');
      expect((await recorder(who).ask(method, path)).status).toBe(
        who === 'client' && path === '/api/session' ? 204 : 401,
      );
    }
    expect(recorder(who).find(stage.hiddenFrom(who))).toEqual([]);
  });
});
