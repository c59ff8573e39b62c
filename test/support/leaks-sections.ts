import { TEXT_ROOT } from '@samenspel/collab';
import { createCollabClient, socketTransport, type CollabClient, type LiveSection } from '@samenspel/collab/client';
import type { Random } from '@samenspel/collab/testing';
import type { DocumentSummary, PresetInput, SectionView } from '@samenspel/domain';
import * as Y from 'yjs';
import { secretOf, type Secret } from './leaks-detector';
import { LISTENERS, type Listener, type Place, type World } from './leaks-world';
import { ask, type Wire } from './leaks-wire';
import { makeWord } from './leaks-words';
import { until } from './member';

/** A section with an audience, and what must stay in it. */
export interface Circle {
  readonly name: string;
  readonly maker: Place;
  readonly preset: PresetInput;
  readonly readers: readonly Listener[];
  /** Nobody writes in a section that is only to be read. */
  readonly written: boolean;
}

export interface MadeCircle extends Circle {
  readonly documentId: string;
  readonly view: SectionView;
  readonly secrets: readonly Secret[];
  readonly live: string;
}

export const EVERYBODY: readonly Listener[] = LISTENERS.filter((who) => who !== 'elsewhere' && who !== 'nobody');
const COMMISSIONERS: readonly Listener[] = ['commissioner', 'otherCommissioner'];

/** A section of every audience that there is. */
export function circlesOf(world: World): Circle[] {
  const written = true;
  const annex = (maker: Place): Circle => ({
    name: `annex of ${maker}`,
    maker,
    preset: { kind: 'providerWithCommissioners', provider: world.seat(maker) },
    readers: [...COMMISSIONERS, maker],
    written,
  });
  const own = (maker: Place): Circle => ({
    name: `own of ${maker}`,
    maker,
    preset: { kind: 'ownSeat', own: world.seat(maker) },
    readers: maker === 'client' ? [maker, 'several'] : [maker],
    written,
  });
  return [
    { name: 'common', maker: 'secretary', preset: { kind: 'wholeTable' }, readers: EVERYBODY, written },
    { name: 'to read', maker: 'commissioner', preset: { kind: 'toRead' }, readers: EVERYBODY, written: false },
    { name: 'mandate', maker: 'commissioner', preset: { kind: 'commissionersOnly' }, readers: COMMISSIONERS, written },
    annex('contractor'),
    annex('otherContractor'),
    {
      name: 'advice',
      maker: 'client',
      preset: { kind: 'clientRepresentativesOnly' },
      readers: ['client', 'otherClient', 'several'],
      written,
    },
    ...(['contractor', 'otherContractor', 'commissioner', 'client', 'otherClient', 'chair', 'secretary'] as const).map(
      own,
    ),
  ];
}

export async function addDocument(wire: Wire, cookie: string, tableId: string, title: string): Promise<string> {
  const body = { title, kind: 'transformationPlan', formality: 'formal' };
  const answer = await ask(wire, cookie, 'POST', `/api/tables/${tableId}/documents`, body);
  if (answer.status !== 201) throw new Error(answer.body.toString());
  return answer.json<DocumentSummary>().documentId;
}

/** Makes the section, and gives it its first text in one frame. */
export async function makeCircle(
  wire: Wire,
  random: Random,
  circle: Circle,
  documentId: string,
  writer: Writer,
): Promise<MadeCircle> {
  const [title, first, live] = [makeWord(random), makeWord(random), makeWord(random)];
  const answer = await ask(wire, writer.cookie, 'POST', `/api/documents/${documentId}/sections`, {
    title: `Titel ${title}`,
    preset: circle.preset,
  });
  if (answer.status !== 201) throw new Error(`${circle.name}: ${answer.body.toString()}`);
  const view = answer.json<SectionView>();
  const secrets = [
    secretOf(circle.name, 'title', title, circle.readers),
    secretOf(circle.name, 'id', view.sectionId, circle.readers),
  ];
  if (circle.written) {
    await writer.type(view.sectionId, [first]);
    secrets.push(
      secretOf(circle.name, 'first', first, circle.readers),
      secretOf(circle.name, 'live', live, circle.readers),
    );
  }
  return { ...circle, documentId, view, secrets, live };
}

/** Somebody who writes, with the product's own client. */
export class Writer {
  readonly client: CollabClient;
  #moves = 0;

  constructor(
    url: string,
    readonly cookie: string,
  ) {
    this.client = createCollabClient({
      transport: socketTransport({ url, transports: ['websocket'], extraHeaders: { origin: url, cookie } }),
      owner: 'writer',
      outbox: null,
      locks: { take: () => Promise.resolve(true) },
      clock: {
        now: () => new Date(),
        after: (ms, callback) => {
          const timer = setTimeout(callback, ms);
          return () => clearTimeout(timer);
        },
        soon: queueMicrotask,
      },
      log: {
        warn: (event, cause) => {
          throw new Error(event, { cause });
        },
      },
      newId: () => crypto.randomUUID(),
    });
  }

  async open(sectionId: string): Promise<LiveSection> {
    const section = this.client.open(sectionId);
    await until(section, () => section.state === 'live');
    if (!(await section.prepareToWrite())) throw new Error('may not write');
    return section;
  }

  /** Writes each piece as a frame of its own, the next only when one is saved, and shows where. */
  async type(sectionId: string, pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
      // When the history begins anew before a piece is saved, it is typed again, as who reads it back would do.
      for (let kept = false; !kept;) {
        const section = await this.open(sectionId);
        const text = textOf(section);
        section.doc.transact(() => text.insert(text.length, piece), 'keyboard');
        this.moveCaret(sectionId);
        await until(section, () => section.save.kind === 'saved' || section.state === 'closed');
        kept = section.state !== 'closed';
      }
    }
  }

  /** Takes a word out of the text again, in a frame of its own. */
  async strike(sectionId: string, word: string): Promise<void> {
    const section = await this.open(sectionId);
    const text = textOf(section);
    const at = (text.toJSON() as string).indexOf(word);
    section.doc.transact(() => text.delete(at, word.length), 'keyboard');
    await until(section, () => section.save.kind === 'saved');
  }

  /** Shows another place in the text than before. */
  moveCaret(sectionId: string): void {
    const section = this.client.open(sectionId);
    if (section.state !== 'live') return;
    const text = textOf(section);
    this.#moves += 1;
    const index = text.length - (this.#moves % 2);
    const place = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index));
    section.setCaret({ anchor: place, head: place });
  }
}

function textOf(section: LiveSection): Y.XmlText {
  return (section.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}
