import { createTextDoc, TEXT_ROOT } from '@samenspel/collab';
import { peersNow } from '@samenspel/collab/testing';
import type { ServerMessage, WirePeer } from '@samenspel/collab/wire';
import { id, type Right, type SectionId } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { SectionAccessService } from '../../rights/section-access.service';
import { addDocument, addSection, circlesOf } from '../../testing/documents';
import { EngineLine } from '../../testing/engine-line';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../../testing/world';

/** What everybody holds in each circle, written out: not worked out by the code that is tested. */
const HELD: Readonly<Record<string, Partial<Record<Who, Right>>>> = {
  'CANARY common': {
    commissioner: 'write',
    otherCommissioner: 'write',
    contractor: 'write',
    otherContractor: 'write',
    clientRepresentative: 'comment',
    partner: 'comment',
    chair: 'write',
    secretary: 'write',
    observer: 'read',
  },
  'CANARY vision': Object.fromEntries(WHO.map((who) => [who, 'read'])),
  'CANARY mandate': { commissioner: 'write', otherCommissioner: 'write' },
  'CANARY advice': { clientRepresentative: 'write' },
  'CANARY annex contractor': { commissioner: 'write', otherCommissioner: 'write', contractor: 'write' },
  'CANARY annex otherContractor': { commissioner: 'write', otherCommissioner: 'write', otherContractor: 'write' },
  'CANARY own contractor': { contractor: 'write' },
  'CANARY own otherContractor': { otherContractor: 'write' },
  'CANARY own commissioner': { commissioner: 'write' },
  'CANARY own chair': { chair: 'write' },
  'CANARY own secretary': { secretary: 'write' },
};

let app: LiveApp;
let world: TestWorld;
let documentId: string;
const sections = new Map<string, SectionId>();
const lines = new Map<Who, EngineLine>();

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  documentId = await addDocument(await world.as('secretary'), world.tableId);
  for (const { title, maker, preset } of circlesOf(world)) {
    const { sectionId } = await addSection(await world.as(maker), documentId, title, preset);
    sections.set(title, id(sectionId));
  }
  for (const who of WHO) lines.set(who, await EngineLine.of(app, await world.as(who)));
});
afterAll(async () => {
  for (const line of lines.values()) app.live.engine.detach(line);
  await app.close();
});

const cases = Object.keys(HELD).flatMap((title) =>
  WHO.map((who) => ({ title, who, held: HELD[title]?.[who] ?? 'none' })),
);

describe('[C13] every message of the live text, for every role, in every circle', () => {
  it.each(cases)('$title: $who holds $held', async ({ title, who, held }) => {
    const sectionId = sections.get(title) ?? '';
    const line = lines.get(who);
    if (line === undefined) throw new Error(who);
    const joined = await line.say({ type: 'join', sections: [{ sectionId, known: null }] });
    if (held === 'none') expect(joined).toEqual([{ type: 'join-refused', sectionId }]);
    else expect(joined).toMatchObject([{ type: 'joined', sectionId, right: held }]);

    const leased = await line.say({ type: 'lease', sectionId });
    const [lease] = leased;
    if (held !== 'write') expect(leased).toEqual([{ type: 'lease-refused', sectionId, reason: 'forbidden' }]);
    else expect(leased).toMatchObject([{ type: 'leased', sectionId }]);

    const leaseId = lease?.type === 'leased' ? lease.leaseId : await leaseOfAnother(sectionId, who);
    const bytes = lease?.type === 'leased' ? typed(joined, lease.clientId) : new Uint8Array([0, 0]);
    const said = await line.say({ type: 'frame', sectionId, generation: 1, leaseId, frame: 1, bytes });
    const reason = held === 'none' ? 'resync' : 'forbidden';
    if (held === 'write') expect(said).toMatchObject([{ type: 'ack', leaseId, frame: 1 }]);
    else expect(said).toMatchObject([{ type: 'refused', leaseId, reason }]);

    await line.say({
      type: 'caret',
      sectionId,
      caret: { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) },
    });
    const rows: { n: number }[] = await app.owner.query(
      `SELECT count(*)::int AS n FROM section_updates row JOIN section_leases lease ON lease.id = row.lease_id
       WHERE row.section_id = $1 AND lease.seat_id = $2`,
      [sectionId, world.seat(who)],
    );
    expect(rows[0]?.n).toBe(held === 'write' ? 1 : 0);
  });

  it('shows carets of writers to readers, and to nobody else', async () => {
    const shown = (line: EngineLine, sectionId: string): WirePeer[] => peersNow(line.heard, sectionId);
    const caret = { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) };
    for (const [title, sectionId] of sections) {
      // One person writes in one place: who puts a caret here has none elsewhere.
      for (const line of lines.values()) await line.say({ type: 'caret', sectionId, caret });
      const writers = WHO.filter((other) => HELD[title]?.[other] === 'write');
      // Carets are gathered for a tenth of a second.
      await vi.waitFor(() => {
        for (const [who, line] of lines)
          if (HELD[title]?.[who] !== undefined)
            expect(shown(line, sectionId), `${who} in ${title}`).toHaveLength(writers.length);
      });
    }
    for (const [title, sectionId] of sections)
      for (const [who, line] of lines)
        if (HELD[title]?.[who] === undefined) expect(shown(line, sectionId), `${who} in ${title}`).toEqual([]);
  });

  it('tells news of a section to its readers, of a table to its seats, and to nobody else', async () => {
    const access = await app.get(SectionAccessService).ofDocument(id(documentId));
    for (const [title, sectionId] of sections) {
      const its = access.get(sectionId);
      if (its === undefined) throw new Error(title);
      for (const line of lines.values()) line.heard.splice(0);
      app.live.documentChanged(id(documentId), [its]);
      app.live.commentsChanged(sectionId, its);
      app.live.outcomesChanged(id(world.tableId), [its]);
      for (const [who, line] of lines) {
        const news = line.heard.filter(({ type }) => type === 'news').length;
        expect(news, `${who} of ${title}`).toBe((HELD[title]?.[who] ?? 'none') === 'none' ? 0 : 3);
      }
    }
    for (const line of lines.values()) line.heard.splice(0);
    app.live.tableChanged(id(world.elsewhere.tableId));
    for (const line of lines.values()) expect(line.heard).toEqual([]);
    app.live.tableChanged(id(world.tableId));
    for (const line of lines.values()) expect(line.heard).toHaveLength(1);
  });
});

/** A letter typed at the end of the first block, as the editor would. */
function typed(joined: readonly ServerMessage[], clientId: number): Uint8Array {
  const [message] = joined;
  if (message?.type !== 'joined') throw new Error('not joined');
  const doc = createTextDoc();
  for (const update of message.snapshot === null ? message.updates : [message.snapshot, ...message.updates])
    Y.applyUpdate(doc, update);
  doc.clientID = clientId;
  let bytes = new Uint8Array();
  doc.on('update', (update: Uint8Array) => (bytes = new Uint8Array(update)));
  const block = doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  doc.transact(() => (block.get(0) as Y.XmlText).insert(0, 'x'), 'keyboard');
  return bytes;
}

/** A lease that a writer of the section holds: what somebody would use who found or guessed its id. */
async function leaseOfAnother(sectionId: string, who: Who): Promise<string> {
  const rows: { id: string }[] = await app.owner.query(
    'SELECT id FROM section_leases WHERE section_id = $1 AND seat_id IS DISTINCT FROM $2 LIMIT 1',
    [sectionId, world.seat(who)],
  );
  return rows[0]?.id ?? crypto.randomUUID();
}
