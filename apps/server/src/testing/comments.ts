import { randomUUID } from 'node:crypto';
import { anchorAt, createTextDoc, linesOf, loneQuote, readBlocks, writeBlocks } from '@samenspel/collab';
import {
  id,
  type Reply,
  type SectionId,
  type SectionThreads,
  type StartThread,
  type ThreadView,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import * as Y from 'yjs';
import { docOf, SectionTexts } from '../documents/text/section-texts';
import { ServerEdits } from '../documents/text/server-edits';
import type { Answer, Browser } from './browser';
import { addDocument, addSection } from './documents';
import { startLiveApp, type LiveApp } from './live-app';
import { makeWorld, WHO, type TestWorld, type Who } from './world';

/** Writes paragraphs at the end of a section, as somebody. */
export async function writeText(
  app: LiveApp,
  world: TestWorld,
  who: Who,
  sectionId: string,
  paragraphs: readonly string[],
): Promise<void> {
  const by = { seatId: id<never>(world.seat(who)), personId: id<never>(world.person(who)) };
  await app.get(DataSource).transaction((manager) =>
    app.get(ServerEdits).append(manager, id(sectionId), by, null, (doc) =>
      writeBlocks(
        doc,
        paragraphs.map((text) => ({ type: 'block', kind: 'paragraph', runs: [{ text }] })),
        randomUUID,
      ),
    ),
  );
}

/** What a client would send to begin a thread on these words. */
export async function threadOn(
  app: LiveApp,
  sectionId: string,
  quote: string,
  body = 'Een opmerking',
  more: Partial<StartThread> = {},
): Promise<StartThread> {
  const state = (await app.get(SectionTexts).states([id<SectionId>(sectionId)])).get(id<SectionId>(sectionId))!;
  const doc = docOf(state);
  const range = loneQuote(linesOf(readBlocks(doc)), quote);
  const anchor = range === null ? anchorElsewhere(quote) : anchorAt(doc, range);
  if (typeof anchor === 'string') throw new Error(anchor);
  return {
    threadId: randomUUID(),
    commentId: randomUUID(),
    body,
    mentions: [],
    countsInRound: true,
    anchor,
    generation: state.generation,
    seq: state.seq,
    ...more,
  };
}

/** Positions of another text, with words that are not in this one. */
function anchorElsewhere(quote: string): StartThread['anchor'] {
  const doc: Y.Doc = createTextDoc();
  writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text: quote }] }], randomUUID);
  const anchor = anchorAt(doc, { from: { block: 0, offset: 0 }, to: { block: 0, offset: quote.length } });
  if (typeof anchor === 'string') throw new Error(anchor);
  return anchor;
}

export async function startThread(
  app: LiveApp,
  browser: Browser,
  sectionId: string,
  quote: string,
  body?: string,
): Promise<ThreadView> {
  const answer = await browser.send(
    'POST',
    `/api/sections/${sectionId}/threads`,
    await threadOn(app, sectionId, quote, body),
  );
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json();
}

export function replyTo(browser: Browser, threadId: string, body: string, more: Partial<Reply> = {}): Promise<Answer> {
  const reply = { commentId: randomUUID(), body, mentions: [], countsInRound: true, ...more };
  return browser.send('POST', `/api/threads/${threadId}/comments`, reply);
}

export async function threadsAs(browser: Browser, sectionId: string): Promise<SectionThreads> {
  return (await browser.get(`/api/sections/${sectionId}/threads`)).json();
}

/** The paragraphs of every section of `startCommenting`. */
export const TEXT = ['Meer kinderen groeien op in een gezin.', 'De gemeente meldt per kwartaal hoeveel.'];
/** Words that stand once in every section of `startCommenting`. */
export const QUOTE = 'groeien op in een gezin';

/** A table with everybody signed in and a document, to comment on sections of two paragraphs. */
export async function startCommenting() {
  const app = await startLiveApp();
  const world = await makeWorld(app);
  const browsers = new Map<Who, Browser>();
  for (const who of WHO) browsers.set(who, await world.as(who));
  const as = (who: Who): Browser => browsers.get(who)!;
  const documentId = await addDocument(as('secretary'), world.tableId);
  return {
    app,
    world,
    documentId,
    as,
    async section(kind: 'wholeTable' | 'toRead' | 'commissionersOnly' = 'wholeTable'): Promise<string> {
      const maker = kind === 'wholeTable' ? 'secretary' : 'commissioner';
      const { sectionId } = await addSection(as(maker), documentId, 'Doelen', { kind });
      await writeText(app, world, kind === 'toRead' ? 'secretary' : maker, sectionId, TEXT);
      return sectionId;
    },
    /** The one thread of a section. */
    only: async (who: Who, sectionId: string): Promise<ThreadView> => (await threadsAs(as(who), sectionId)).threads[0]!,
  };
}
