import { includes, rightOn } from '@samenspel/domain';
import * as Y from 'yjs';
import type { LiveSection } from '../../client/live-section';
import { plainText, readBlocks } from '../../schema/blocks';
import { hasUnknownContent } from '../../schema/unknown-content';
import { createTextDoc } from '../../schema/text-doc';
import type { Page } from './page';
import type { Simulation } from './simulation';

/** What must be true when all faults are over and everybody had a little time (I1, I2, I3, I14). */
export function judgeEnd(simulation: Simulation): void {
  for (const sectionId of simulation.table.sections) judgeLog(simulation, sectionId);
  for (const { alive } of simulation.browsers) for (const page of alive) judgePage(simulation, page);
  judgeWords(simulation);
}

function judgeLog(simulation: Simulation, sectionId: string): void {
  const section = simulation.database.truth.sections.get(sectionId)!;
  const truth = simulation.ledger.text(sectionId, section.facts.generation)!;
  if (section.rows.some(({ seq }, at) => seq !== at + 1)) simulation.violated('I5', `gaps in the log of ${sectionId}`);
  const replayed = createTextDoc();
  if (section.snapshot !== null) Y.applyUpdate(replayed, section.snapshot.bytes);
  for (const { seq, bytes } of section.rows) if (seq > (section.snapshot?.seq ?? 0)) Y.applyUpdate(replayed, bytes);
  const difference = differs(replayed, truth);
  if (difference !== null) simulation.violated('I3', `snapshot and tail of ${sectionId}: ${difference}`);
  if (hasUnknownContent(truth)) simulation.violated('I11', `${sectionId} holds what the schema does not have`);
}

function judgePage(simulation: Simulation, page: Page): void {
  const { seat } = page.browser.person.speaker.actor;
  for (const sectionId of simulation.table.sections) {
    const { facts } = simulation.database.truth.sections.get(sectionId)!;
    const right = rightOn(seat!, facts.access);
    const section = page.open.get(sectionId);
    if (section === undefined) continue;
    const at = `${sectionId} on ${page.name}`;
    if (!includes(right, 'read')) {
      if (section.state !== 'closed') simulation.violated('I9', `${at} is ${section.state} without the right to read`);
      continue;
    }
    if (section.state !== 'live' || section.right !== right) {
      simulation.violated('I14', `${at} is ${section.state} with ${section.right}, and should be live with ${right}`);
      continue;
    }
    if (section.save.kind !== 'saved') simulation.violated('I14', `${at} is ${JSON.stringify(section.save)}`);
    if (right === 'write' && !section.mayType) simulation.violated('I14', `nobody can type in ${at}`);
    judgeText(simulation, sectionId, section, at);
  }
  for (const { reason, text } of page.client.drafts) {
    simulation.goals.hit('draft kept');
    if (reason !== 'forbidden' && reason !== 'generation')
      simulation.violated('I14', `honest text of ${page.name} was refused as ${reason}: ${text}`);
  }
}

function judgeText(simulation: Simulation, sectionId: string, section: LiveSection, at: string): void {
  const { facts } = simulation.database.truth.sections.get(sectionId)!;
  if (section.known?.generation !== facts.generation) {
    simulation.violated('I2', `${at} has generation ${section.known?.generation}, the log ${facts.generation}`);
    return;
  }
  const { store } = section.doc;
  if (store.pendingStructs !== null || store.pendingDs !== null) simulation.violated('I2', `${at} has something pending`);
  const difference = differs(section.doc, simulation.ledger.text(sectionId, facts.generation)!);
  if (difference !== null) simulation.violated('I2', `${at}: ${difference}`);
}

/** Nothing that anybody typed is gone without a trace: it is in the log, or kept for its author. */
function judgeWords(simulation: Simulation): void {
  for (const browser of simulation.browsers) {
    const drafts = browser.alive.flatMap(({ client }) => client.drafts.map(({ text }) => text)).join('\n');
    for (const page of browser.pages) {
      for (const { word, sectionId, doc } of page.typed) {
        if (simulation.ledger.saved.has(word) || drafts.includes(word)) continue;
        // Deleted again, before its copy was closed: then there was nothing to keep.
        if (!plainText(doc).includes(word)) continue;
        // Typed in the moment in which its page ended, before the browser could keep it; never shown as saved.
        if (!page.process.alive && !page.mustSurvive.has(word)) continue;
        simulation.violated('I1', `${word}, typed in ${sectionId} on ${page.name}, is gone`);
      }
    }
    for (const record of browser.kept.records.values())
      if (record.bytes.byteLength > 0) simulation.violated('I14', `text is left in the outbox of ${browser.person.name}`);
  }
}

/** How two copies of one text differ; null when they do not. */
function differs(one: Y.Doc, other: Y.Doc): string | null {
  const [left, right] = [JSON.stringify(readBlocks(one)), JSON.stringify(readBlocks(other))];
  if (left !== right) return `reads ${left}, the log ${right}`;
  const vectors = [one, other].map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()));
  if (vectors[0] !== vectors[1]) return `knows ${vectors[0]}, the log ${vectors[1]}`;
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) ? null : 'other things are deleted';
}
