import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentSummary, PresetInput, SectionRightsView, SectionView } from '@samenspel/domain';
import type { LiveSection } from '@samenspel/collab/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { Recorder, holds } from '../support/recorder';
import { typeAt } from '../support/typing';

const PEOPLE = {
  commissioner: 'Marloes Terpstra',
  otherCommissioner: 'Sjoerd Wiersma',
  contractor: 'Annemiek Roos',
  otherContractor: 'Esra Yildiz',
  clientRepresentative: 'Petra van Loon',
  chair: 'Eline Drost',
  secretary: 'Jeroen Pols',
  partner: 'Karin Blom',
  observer: 'Wil van den Akker',
  elsewhere: 'Hanneke Brouwers',
} as const;
type Who = keyof typeof PEOPLE;
const AT_TABLE = Object.keys(PEOPLE).filter((who) => who !== 'elsewhere') as Who[];

interface Secret {
  readonly name: string;
  readonly readers: readonly Who[];
  readonly writer: Who;
  readonly sectionId: string;
  readonly title: string;
  /** Typed live, one letter a frame. */
  readonly typed: string;
}

let product: Product;
let documentId: string;
const members = {} as Record<Who, Member>;
const recorders = {} as Record<Who, Recorder>;
const secrets: Secret[] = [];
const writing = new Map<string, LiveSection>();

const canary = (): string => `Kanarie${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`;

async function addSecret(name: string, writer: Who, readers: readonly Who[], preset: PresetInput): Promise<void> {
  const title = canary();
  const view = await members[writer].send<SectionView>('POST', `/api/documents/${documentId}/sections`, {
    title,
    preset,
  });
  secrets.push({ name, readers, writer, sectionId: view.sectionId, title, typed: canary() });
}

async function typeLetters(section: LiveSection, word: string): Promise<void> {
  for (const [at, letter] of [...word].entries()) {
    typeAt(section.doc, at, letter);
    section.setCaret({ anchor: new Uint8Array([1]), head: new Uint8Array([at]) });
    await until(section, () => section.save.kind === 'saved');
  }
}

function seesWriter(who: Who, sectionId: string): boolean {
  return recorders[who].about(sectionId).some((message) => message.type === 'peers' && message.peers.length > 0);
}

function seatOf(who: Who): string {
  return members[who].session?.seat?.seatId ?? '';
}

beforeAll(async () => {
  product = await startProduct();
  for (const [who, name] of Object.entries(PEOPLE) as [Who, string][])
    members[who] = await Member.signIn(product.url, name);
  const { tableId } = members.secretary.session?.seat ?? { tableId: '' };
  const about = { title: 'Lektest', kind: 'transformationPlan', formality: 'formal' };
  documentId = (await members.secretary.send<DocumentSummary>('POST', `/api/tables/${tableId}/documents`, about))
    .documentId;
  const commissioners: Who[] = ['commissioner', 'otherCommissioner'];
  await addSecret('whole table', 'commissioner', AT_TABLE, { kind: 'wholeTable' });
  await addSecret('commissioners', 'commissioner', commissioners, { kind: 'commissionersOnly' });
  for (const who of ['contractor', 'otherContractor'] as const) {
    await addSecret(`annex ${who}`, who, [...commissioners, who], {
      kind: 'providerWithCommissioners',
      provider: seatOf(who),
    });
    await addSecret(`own ${who}`, who, [who], { kind: 'ownSeat', own: seatOf(who) });
  }
  await addSecret('client representatives', 'clientRepresentative', ['clientRepresentative'], {
    kind: 'clientRepresentativesOnly',
  });
  await addSecret('own chair', 'chair', ['chair'], { kind: 'ownSeat', own: seatOf('chair') });
  await addSecret('own secretary', 'secretary', ['secretary'], { kind: 'ownSeat', own: seatOf('secretary') });

  let n = 0;
  for (const who of Object.keys(PEOPLE) as Who[]) {
    const recorder = (recorders[who] = new Recorder(members[who]));
    n += 1;
    await recorder.connect(n % 2 === 0 ? 'polling' : 'websocket');
    recorder.say({ type: 'join', sections: secrets.map(({ sectionId }) => ({ sectionId, known: null })) });
    await recorder.answered();
  }
  for (const { writer, sectionId, typed, readers } of secrets) {
    const section = members[writer].connect().open(sectionId);
    await until(section, () => section.state === 'live');
    expect(await section.prepareToWrite()).toBe(true);
    writing.set(sectionId, section);
    await typeLetters(section, typed);
    // Presence may be dropped on a busy line: the caret moves until everybody who may see it has.
    for (const who of readers) {
      let move = 0;
      await recorders[who].until(() => {
        move += 1;
        if (move % 30 === 0) section.setCaret({ anchor: new Uint8Array([1]), head: new Uint8Array([move % 250]) });
        return seesWriter(who, sectionId);
      });
    }
  }
  for (const recorder of Object.values(recorders)) {
    for (const { sectionId } of secrets) {
      recorder.say({ type: 'lease', sectionId });
      recorder.say({ type: 'caret', sectionId, caret: { anchor: new Uint8Array(), head: new Uint8Array() } });
      recorder.say({
        type: 'frame',
        sectionId,
        generation: 1,
        leaseId: crypto.randomUUID(),
        frame: 1,
        bytes: new Uint8Array([0, 0]),
      });
      recorder.say({ type: 'leave', sectionId: crypto.randomUUID() });
    }
    await recorder.http('GET', '/api/session');
    await recorder.http('GET', '/api/sessions');
    await recorder.http('GET', `/api/tables/${tableId}`);
    await recorder.http('GET', `/api/documents/${documentId}`);
    for (const { sectionId } of secrets) await recorder.http('GET', `/api/sections/${sectionId}/rights`);
    await recorder.answered();
  }
});
afterAll(async () => {
  for (const recorder of Object.values(recorders)) recorder.close();
  await product.remove();
});

/** Everything forbidden that a recorder holds, by name. */
function leaksTo(who: Who): string[] {
  const { raw, text } = recorders[who];
  return secrets
    .filter(({ readers }) => !readers.includes(who))
    .flatMap(({ name, title, typed, sectionId }) => {
      const found: string[] = [];
      if (holds(raw, title)) found.push(`title of ${name}`);
      if (holds(raw, typed) || text.includes(typed)) found.push(`text of ${name}`);
      if (
        recorders[who].about(sectionId).some(({ type }) => !['join-refused', 'lease-refused', 'refused'].includes(type))
      ) {
        found.push(`messages about ${name}`);
      }
      return found;
    });
}

describe('what a role may not read', () => {
  it.each(Object.keys(PEOPLE) as Who[])('[L1] never reaches %s: no title, no letter, no presence', (who) => {
    expect(leaksTo(who)).toEqual([]);
  });

  it('[L2] is found where it may be: the detector can see titles, letters typed one by one, and presence', () => {
    for (const { readers, title, typed, sectionId, name } of secrets) {
      for (const who of readers) {
        const { raw, text } = recorders[who];
        expect(holds(raw, title), `${name} ${who}`).toBe(true);
        expect(text, `${name} ${who}`).toContain(typed);
        expect(seesWriter(who, sectionId), `${name} ${who}`).toBe(true);
      }
    }
    // Letter by letter no frame holds the word: only what the updates spell together does.
    expect(holds(recorders.observer.raw, secrets[0]?.typed ?? '')).toBe(false);
  });

  it('[L2] would be reported if it leaked', () => {
    const secret = secrets.find(({ name }) => name === 'commissioners');
    const honest = recorders.contractor.raw;
    const word = secret?.title ?? '';
    for (const form of [
      word,
      Buffer.from(`x${word}`).toString('base64'),
      Buffer.from(word, 'utf16le').toString('latin1'),
      Buffer.from(word).toString('hex'),
    ]) {
      recorders.contractor.raw = honest + form;
      expect(leaksTo('contractor')).toEqual(['title of commissioners']);
    }
    recorders.contractor.raw = honest;
    expect(leaksTo('contractor')).toEqual([]);
  });

  it('[L3] is answered byte for byte like what does not exist, over both transports', async () => {
    const nothing = crypto.randomUUID();
    const masked = (text: string, sectionId: string): string => text.replaceAll(sectionId, 'ID');
    for (const who of Object.keys(PEOPLE) as Who[]) {
      const recorder = recorders[who];
      recorder.say({ type: 'join', sections: [{ sectionId: nothing, known: null }] });
      recorder.say({ type: 'lease', sectionId: nothing });
      recorder.say({
        type: 'frame',
        sectionId: nothing,
        generation: 1,
        leaseId: crypto.randomUUID(),
        frame: 1,
        bytes: new Uint8Array([0, 0]),
      });
      await recorder.answered();
      const shape = (sectionId: string): string =>
        JSON.stringify(recorder.about(sectionId).map((message) => ({ ...message, sectionId: '', leaseId: '' })));
      const absent = await recorder.http('GET', `/api/sections/${nothing}/rights`);
      for (const { readers, sectionId } of secrets) {
        if (readers.includes(who)) continue;
        expect(shape(sectionId)).toBe(shape(nothing));
        const hidden = await recorder.http('GET', `/api/sections/${sectionId}/rights`);
        expect(masked(hidden.bytes, sectionId)).toBe(masked(absent.bytes, nothing));
      }
    }
  });

  it('[L4] stops arriving with the answer to a change of rights, while it is being typed', async () => {
    const [open] = secrets;
    if (open === undefined) throw new Error('no section');
    const section = writing.get(open.sectionId);
    if (section === undefined) throw new Error('nobody writes');
    const rights = await members.commissioner.send<SectionRightsView>('GET', `/api/sections/${open.sectionId}/rights`);
    const late = canary();
    await members.commissioner.send('PUT', `/api/sections/${open.sectionId}/rights`, {
      accessVersion: rights.accessVersion,
      grants: rights.grants.filter(
        ({ grantee }) => grantee.kind !== 'role' || !['contractor', 'observer'].includes(grantee.role),
      ),
    });
    await typeLetters(section, late);
    await recorders.partner.until(() => recorders.partner.text.includes(late));
    for (const who of ['contractor', 'otherContractor', 'observer'] as const) {
      await recorders[who].answered();
      expect(recorders[who].text).not.toContain(late);
      expect(recorders[who].about(open.sectionId).at(-1)?.type).toBe('revoked');
    }
  });

  it('[L5] [P3] stands in no log: neither titles, nor text, nor addresses of people', () => {
    const logs = product.output() + readFileSync(join(product.dataDir, 'postgres.log'), 'utf8');
    for (const { title, typed } of secrets) expect(holds(logs, title) || holds(logs, typed)).toBe(false);
    expect(logs).not.toMatch(/@[a-z]+\.example/);
  });
});
