import type { DocumentView, SectionView } from '@samenspel/domain';
import { TEXT_ROOT } from '@samenspel/collab';
import * as Y from 'yjs';
import { find, haystacksOf, type Finding, type Secret } from './leaks-detector';
import type { Listener } from './leaks-world';
import { ask, Line, TRANSPORTS, Wire, type Answer } from './leaks-wire';

/** Somebody who keeps every byte that he is sent, over HTTP and over both transports of the socket. */
export class Recorder {
  readonly lines: Line[] = [];
  readonly bodies: Buffer[] = [];
  sections: readonly SectionView[] = [];

  private constructor(
    readonly who: Listener,
    readonly cookie: string,
    readonly wire: Wire,
    /** For what he asks by ids that he should not know: what he says himself is no leak. */
    readonly asking: Wire,
  ) {}

  static async of(who: Listener, cookie: string, url: string): Promise<Recorder> {
    return new Recorder(who, cookie, await Wire.to(url), await Wire.to(url));
  }

  /** Does what a browser does: reads the documents, and joins what is in them over both transports. */
  async listen(documentIds: readonly string[]): Promise<void> {
    for (const documentId of documentIds) {
      const answer = await this.ask('GET', `/api/documents/${documentId}`);
      if (answer.status === 200) this.sections = [...this.sections, ...answer.json<DocumentView>().sections];
    }
    for (const transport of TRANSPORTS) {
      const line = await Line.open(this.wire, this.cookie, transport);
      this.lines.push(line);
      if (!line.gone) await line.join(this.sections.map(({ sectionId }) => sectionId));
    }
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await ask(this.wire, this.cookie, method, path, body);
    this.bodies.push(answer.body);
    return answer;
  }

  /** What he heard of these, as he does what a browser does. */
  find(secrets: readonly Secret[]): Finding[] {
    return find(secrets, haystacksOf(this.wire, this.lines, this.bodies));
  }

  /** What he heard of these in answer to what no browser asks. An id that he said himself comes back to him. */
  findInAnswers(secrets: readonly Secret[]): Finding[] {
    const words = secrets.filter(({ place }) => place !== 'id');
    return find(words, haystacksOf(this.asking, [], []));
  }

  close(): void {
    for (const line of this.lines) line.close();
    this.wire.close();
    this.asking.close();
  }
}

/** Everything that can be said about a section over a socket. */
export async function provoke(line: Line, sectionId: string, lease: Lease): Promise<string[]> {
  const begin = line.packets.length;
  const bytes = frameUnder(lease.clientId);
  line.say({ type: 'join', sections: [{ sectionId, known: null }] });
  line.say({ type: 'join', sections: [{ sectionId, known: { generation: 1, seq: 1 } }] });
  line.say({ type: 'lease', sectionId });
  for (const leaseId of [lease.leaseId, NO_LEASE]) {
    for (const generation of [1, 2]) line.say({ type: 'frame', sectionId, generation, leaseId, frame: 1, bytes });
  }
  line.say({ type: 'caret', sectionId, caret: { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) } });
  line.say({ type: 'caret', sectionId, caret: null });
  line.say({ type: 'leave', sectionId });
  line.say({ type: 'lease', sectionId });
  const nowhere = crypto.randomUUID();
  line.say({ type: 'join', sections: [{ sectionId: nowhere, known: null }] });
  await line.until(() => line.gone || line.answered(nowhere), 'a fence');
  const masked = [sectionId, nowhere].map((id) => id.replaceAll('-', ''));
  return line.packets
    .slice(begin)
    .map((packet) => masked.reduce((text, id, at) => text.replaceAll(id, `<id ${at}>`), packet));
}

export interface Lease {
  readonly leaseId: string;
  readonly clientId: number;
}

export const NO_LEASE = '11111111-1111-4111-8111-111111111111';

/** A lease of his own on a section where he may write, to try elsewhere; a made-up one where he may write nowhere. */
export async function leaseOf(line: Line, sections: readonly SectionView[]): Promise<Lease> {
  const section = sections.find(({ right }) => right === 'write');
  if (section === undefined) return { leaseId: NO_LEASE, clientId: 1 };
  await line.join([section.sectionId]);
  line.say({ type: 'lease', sectionId: section.sectionId });
  const leased = () => line.messages.find(({ message }) => message.type === 'leased')?.message;
  await line.until(() => leased() !== undefined, 'a lease');
  const message = leased();
  if (message?.type !== 'leased') throw new Error('no lease');
  line.say({ type: 'leave', sectionId: section.sectionId });
  await line.fence();
  return message;
}

function frameUnder(clientId: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getXmlFragment(TEXT_ROOT).insert(0, [new Y.XmlElement('block')]);
  return Y.encodeStateAsUpdate(doc);
}
