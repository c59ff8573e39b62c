import { includes, rightOn } from '@samenspel/domain';
import * as Y from 'yjs';
import type { LiveSection } from '../../client/live-section';
import { plainText, readBlocks } from '../../schema/blocks';
import { hasUnknownContent } from '../../schema/unknown-content';
import { createTextDoc } from '../../schema/text-doc';
import type { Violation } from './context';
import type { Page, Typed } from './page';
import type { Simulation } from './simulation';

type Wrong = Omit<Violation, 'at'>;

/** What is not yet as it must be when all faults are over and everybody had a little time (I1, I2, I3, I14). */
export function* unsettled(simulation: Simulation): Generator<Wrong> {
  for (const { alive } of simulation.browsers) for (const page of alive) yield* judgePage(simulation, page);
  for (const sectionId of simulation.table.sections) yield* judgeLog(simulation, sectionId);
  yield* judgeWords(simulation);
}

function* judgeLog(simulation: Simulation, sectionId: string): Generator<Wrong> {
  const section = simulation.database.truth.sections.get(sectionId)!;
  const truth = simulation.ledger.text(sectionId, section.facts.generation)!;
  if (section.rows.some(({ seq }, at) => seq !== at + 1))
    yield { invariant: 'I5', what: `gaps in the log of ${sectionId}` };
  const replayed = createTextDoc();
  if (section.snapshot !== null) Y.applyUpdate(replayed, section.snapshot.bytes);
  for (const { seq, bytes } of section.rows) if (seq > (section.snapshot?.seq ?? 0)) Y.applyUpdate(replayed, bytes);
  const difference = differs(replayed, truth);
  if (difference !== null) yield { invariant: 'I3', what: `snapshot and tail of ${sectionId}: ${difference}` };
  if (hasUnknownContent(truth)) yield { invariant: 'I11', what: `${sectionId} holds what the schema does not have` };
}

function* judgePage(simulation: Simulation, page: Page): Generator<Wrong> {
  const { seat } = page.browser.person.speaker.actor;
  for (const sectionId of simulation.table.sections) {
    const { facts } = simulation.database.truth.sections.get(sectionId)!;
    const right = rightOn(seat!, facts.access);
    const section = page.open.get(sectionId);
    if (section === undefined) continue;
    const at = `${sectionId} on ${page.name}`;
    if (!includes(right, 'read')) {
      if (section.state !== 'closed')
        yield { invariant: 'I9', what: `${at} is ${section.state} without the right to read` };
      continue;
    }
    if (section.state !== 'live' || section.right !== right) {
      yield {
        invariant: 'I14',
        what: `${at} is ${section.state} with ${section.right}, and should be live with ${right}`,
      };
      continue;
    }
    if (section.save.kind !== 'saved') yield { invariant: 'I14', what: `${at} is ${JSON.stringify(section.save)}` };
    if (right === 'write' && !section.mayType) yield { invariant: 'I14', what: `nobody can type in ${at}` };
    yield* judgeText(simulation, sectionId, section, at);
  }
  for (const { reason, text } of page.client.drafts) {
    if (reason !== 'forbidden' && reason !== 'generation')
      yield { invariant: 'I14', what: `honest text of ${page.name} was refused as ${reason}: ${text}` };
  }
}

function* judgeText(simulation: Simulation, sectionId: string, section: LiveSection, at: string): Generator<Wrong> {
  const { facts } = simulation.database.truth.sections.get(sectionId)!;
  if (section.known?.generation !== facts.generation) {
    yield { invariant: 'I2', what: `${at} has generation ${section.known?.generation}, the log ${facts.generation}` };
    return;
  }
  const { store } = section.doc;
  if (store.pendingStructs !== null || store.pendingDs !== null)
    yield { invariant: 'I2', what: `${at} has something pending` };
  const difference = differs(section.doc, simulation.ledger.text(sectionId, facts.generation)!);
  if (difference !== null) yield { invariant: 'I2', what: `${at}: ${difference}` };
}

/** Nothing that anybody typed is gone without a trace: it is in the log, or kept for its author. */
function* judgeWords(simulation: Simulation): Generator<Wrong> {
  for (const browser of simulation.browsers) {
    const drafts = browser.alive.flatMap(({ client }) => client.drafts.map(({ text }) => text)).join('\n');
    const copies = browser.pages.flatMap((page) => [...page.written]);
    for (const page of browser.pages) {
      for (const typed of page.typed) {
        const { word, sectionId } = typed;
        if (simulation.ledger.saved.has(word) || drafts.includes(word)) continue;
        // Deleted again, or written in, before its copy was closed or by the page after it: then it was not to be kept.
        const holding = copies.filter((doc) => Y.getState(doc.store, typed.client) >= typed.to);
        if (holding.some((doc) => !plainText(doc).includes(word) || !stands(typed, doc))) continue;
        // Typed in the moment in which its page ended, before the browser could keep it; never shown as saved.
        if (!page.process.alive && !page.mustSurvive.has(word)) continue;
        yield { invariant: 'I1', what: `${word}, typed in ${sectionId} on ${page.name}, is gone` };
      }
    }
    for (const record of browser.kept.records.values())
      if (record.bytes.byteLength > 0)
        yield { invariant: 'I14', what: `text is left in the outbox of ${browser.person.name}` };
  }
}

/** Do its own letters stand there? What is left of it may read the same together with a neighbour. */
function stands({ word, client, from, to }: Typed, doc: Y.Doc): boolean {
  const letters = (doc.store.clients.get(client) ?? []).map((struct) => {
    if (!(struct instanceof Y.Item) || struct.deleted || !(struct.content instanceof Y.ContentString)) return '';
    const { clock } = struct.id;
    return struct.content.str.slice(Math.max(0, from - clock), Math.max(0, to - clock));
  });
  return letters.join('').includes(word);
}

/** How two copies of one text differ; null when they do not. */
function differs(one: Y.Doc, other: Y.Doc): string | null {
  const [left, right] = [JSON.stringify(readBlocks(one)), JSON.stringify(readBlocks(other))];
  if (left !== right) return `reads ${left}, the log ${right}`;
  const vectors = [one, other].map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()));
  if (vectors[0] !== vectors[1]) return `knows ${vectors[0]}, the log ${vectors[1]}`;
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) ? null : 'other things are deleted';
}
