import { plainText } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Member, until } from '../support/member';
import { Revocations } from '../support/revocations';
import { REDIS_HERE, startServers, type Servers } from '../support/servers';
import { typeWord } from '../support/typing';

describe.skipIf(!REDIS_HERE)('several servers on one database', () => {
  let servers: Servers;
  beforeAll(async () => {
    servers = await startServers(3);
  });
  afterAll(() => servers.stop());

  async function open(name: string, at: number | null, sectionId: string): Promise<LiveSection> {
    const member = await Member.signIn(servers.url, name);
    if (at !== null) member.address = servers.addressOf(at);
    const section = member.connect({ transports: ['websocket'] }).open(sectionId, { title: '', restricted: false });
    await until(section, () => section.state === 'live');
    expect(await section.prepareToWrite()).toBe(true);
    return section;
  }

  it('[C20] [C23] is one text and one table for everybody, also when a server is killed and comes back', async () => {
    const first = await Member.signIn(servers.url, 'Marloes Terpstra');
    const plan = await first.plan();
    const sectionId = plan.sections.find(({ right, restricted }) => right === 'write' && !restricted)?.sectionId ?? '';
    // By way of the balancer, one after the other: each at another server.
    const people = ['Marloes Terpstra', 'Annemiek Roos', 'Eline Drost', 'Esra Yildiz'];
    const sections: LiveSection[] = [];
    for (const name of people) sections.push(await open(name, null, sectionId));
    const words: string[] = [];
    const write = (round: string): void => {
      for (const [at, section] of sections.entries()) {
        const word = `${round}${at}.`;
        typeWord(section.doc, word);
        words.push(word);
      }
    };
    const same = (): boolean =>
      sections.every((section) => {
        const lines = plainText(section.doc).split('\n');
        return words.every((word) => lines.filter((line) => line === word).length === 1);
      });
    const everybodyHasAll = async (): Promise<void> => {
      for (const section of sections) await until(section, () => section.save.kind === 'saved');
      await expect.poll(same, { timeout: 20_000 }).toBe(true);
    };
    write('samen');
    await everybodyHasAll();
    const gone = servers.all[1];
    await gone?.kill();
    write('zonder');
    await everybodyHasAll();
    const back = await gone?.again();
    write('weer');
    await everybodyHasAll();
    expect(new Set(sections.map(({ doc }) => plainText(doc))).size).toBe(1);

    const elsewhere = await Member.signIn(servers.url, 'Eline Drost');
    elsewhere.address = servers.addressOf(2);
    const news: unknown[] = [];
    const client = elsewhere.connect({ transports: ['websocket'] });
    client.on('news', (one) => news.push(one));
    const theirs = client.open(sectionId);
    await until(theirs, () => theirs.state === 'live');
    first.address = servers.addressOf(0);
    await first.send('POST', `/api/tables/${first.session?.seat?.tableId ?? ''}/messages`, {
      messageId: crypto.randomUUID(),
      text: 'Tot morgen.',
      formality: 'informal',
    });
    await expect.poll(() => news.length, { timeout: 5_000 }).toBeGreaterThan(0);
    await back?.stop();
    await back?.again();
  });

  it('[C21] a withdrawal holds at every server when it is answered: with Redis, without it, and with a server that is frozen', async () => {
    const stage = await Revocations.on(servers, { owner: 0, writer: 0, reader: 2 });
    stage.startTyping();
    // Comes to the same server afterwards: what they read was handed out by it.
    const witness = await Member.signIn(servers.url, 'Petra van Loon');
    witness.address = servers.addressOf(2);
    const rounds: (readonly [string, () => Promise<void> | void, () => Promise<void> | void])[] = [
      ['redis', () => undefined, () => undefined],
      ['no redis', () => servers.redis.kill(), () => servers.redis.start()],
      [
        'frozen',
        () => void process.kill(servers.all[2]?.pid ?? 0, 'SIGSTOP'),
        () => void process.kill(servers.all[2]?.pid ?? 0, 'SIGCONT'),
      ],
      ['cut off from the database', () => servers.databaseLines[2]?.stall(), () => servers.databaseLines[2]?.resume()],
    ];
    for (const [name, before, after] of rounds) {
      const listener = await stage.listen();
      await listener.waits(() => listener.count('update') > 3);
      await before();
      const { tookMs, at, giveBack } = await stage.withdraw();
      console.info(`${name}: answered after ${tookMs.toFixed()} ms`);
      // How long that takes at most is tested on virtual time; here, that it is answered while things are as they are.
      const words = ['daarna', 'weer', 'nog'].map((word) => `${word}-${name}-${at}`);
      stage.write(words[0] ?? '');
      await after();
      const other = await stage.listen(witness);
      for (const word of words.slice(1)) stage.write(word);
      for (const word of words) await other.waits(() => other.read(word));
      expect(
        words.map((word) => listener.read(word)),
        name,
      ).toEqual([false, false, false]);
      expect(listener.count('joined', at), name).toBe(0);
      // A server that heard nothing had nothing on its way either.
      if (name === 'frozen') expect(listener.count('update', at), name).toBe(0);
      listener.close();
      other.close();
      await giveBack();
    }
    stage.stopTyping();
  });

  it('[C21] a session that ends at one server is closed at the others', async () => {
    const stage = await Revocations.on(servers, { owner: 0, writer: 0, reader: 2 });
    const listener = await stage.listen();
    const { reader } = stage;
    reader.address = servers.addressOf(0);
    await reader.send('DELETE', '/api/session');
    await listener.waits(() => !listener.up);
  });
});
