import * as Y from 'yjs';
import { TEXT_ROOT, writeBlocks } from '@samenspel/collab';
import type { CollabClient, LiveSection, News, RecoveredDraft, SaveState } from '@samenspel/collab/client';
import { FakeSection, party } from '../../editor/testing/fake-live';
import { TEXTS } from './texts';

// Stands in for `@samenspel/collab/client` where the connection is made: sections with text, and no server behind them.
export const indexedDbOutbox = (): null => null;
export const socketTransport = (): null => null;
export const webLeaseLocks = (): null => null;

const DE_BRUG = { ...party('Jeugdhulp De Brug', 'BRUG', 1), organisationId: '00000000-0000-4000-8000-000000000104' };
const OWN = party('Gemeente Noorderveen', 'NV', 0);

function caretIn(doc: Y.Doc): { anchor: Uint8Array; head: Uint8Array } {
  const block = doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  const place = Y.createRelativePositionFromTypeIndex(block.get(0) as Y.XmlText, 12);
  const encoded = Y.encodeRelativePosition(place);
  return { anchor: encoded, head: encoded };
}

class FakeClient implements CollabClient {
  readonly connected = true;
  save: SaveState = { kind: 'saved' };
  unsent = false;
  onlyHere = false;
  drafts: readonly RecoveredDraft[] = [];
  readonly #open = new Map<string, LiveSection>();
  readonly #listeners = { changed: new Set<() => void>(), news: new Set<(news?: News) => void>() };

  connect(): void {
    this.#changed();
  }

  open(sectionId: string): LiveSection {
    const held = this.#open.get(sectionId);
    if (held) return held;
    const section = new FakeSection(sectionId);
    const theirs = section.join(DE_BRUG);
    const number = Number(sectionId.slice(-1));
    writeBlocks(theirs.doc, TEXTS[number] ?? [], () => crypto.randomUUID());
    const mine = section.join(OWN, number === 1 ? 'read' : 'write');
    if (number === 3) setTimeout(() => theirs.setCaret(caretIn(theirs.doc)), 200);
    this.#open.set(sectionId, mine);
    return mine;
  }

  close(sectionId: string): void {
    this.#open.delete(sectionId);
  }

  on(event: 'changed' | 'news', listener: (news?: News) => void): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  discardDraft(draftId: string): Promise<void> {
    this.drafts = this.drafts.filter((draft) => draft.draftId !== draftId);
    this.#changed();
    return Promise.resolve();
  }

  destroy(): void {
    this.#open.clear();
  }

  /** For the checks: what the interface must show. */
  pretend(facts: { save?: SaveState; onlyHere?: boolean; drafts?: readonly RecoveredDraft[] }): void {
    Object.assign(this, facts);
    this.#changed();
  }

  tell(news: News): void {
    for (const listener of [...this.#listeners.news]) listener(news);
  }

  #changed(): void {
    for (const listener of [...this.#listeners.changed]) listener();
  }
}

export function createCollabClient(): CollabClient & { connect(): void } {
  const client = new FakeClient();
  Object.assign(globalThis, { collab: client });
  return client;
}
