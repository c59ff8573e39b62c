import type { DemoPerson, DocumentView, SessionView, TableView } from '@samenspel/domain';
import {
  createCollabClient,
  socketTransport,
  type CollabClient,
  type LiveSection,
  type Outbox,
} from '@samenspel/collab/client';

/** A person of the demonstration, signed in to a running product over HTTP and, when asked, over a socket. */
export class Member {
  cookie = '';
  session: SessionView | null = null;
  /** Where requests and connections go; another server than the balancer would choose, when a test wants that one. */
  address: string;

  private constructor(
    readonly url: string,
    readonly person: DemoPerson,
  ) {
    this.address = url;
  }

  static async signIn(url: string, name: string, tableName = /^Ontwikkeltafel/): Promise<Member> {
    const people = (await (await fetch(`${url}/api/demo/people`)).json()) as DemoPerson[];
    const person = people.find((candidate) => candidate.name === name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    const member = new Member(url, person);
    member.session = await member.send<SessionView>('POST', '/api/demo/session', { personId: person.personId });
    // Who administers only has none.
    if (member.session.seat === null && member.session.seats.length > 0) {
      const seat = member.session.seats.find((candidate) => tableName.test(candidate.tableName));
      if (seat === undefined) throw new Error(`${name} has no seat at such a table`);
      member.session = await member.send<SessionView>('POST', '/api/session/seat', { seatId: seat.seatId });
    }
    return member;
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const bytes = body instanceof Uint8Array;
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        origin: this.url,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const stored = response.headers.get('set-cookie');
    if (stored !== null) this.cookie = stored.split(';')[0] ?? '';
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  table(): Promise<TableView> {
    return this.send('GET', `/api/tables/${this.session?.seat?.tableId ?? ''}`);
  }

  async plan(): Promise<DocumentView> {
    const { documents } = await this.table();
    const plan = documents.find(({ kind }) => kind === 'transformationPlan');
    if (plan === undefined) throw new Error('there is no plan');
    return this.send('GET', `/api/documents/${plan.documentId}`);
  }

  /** @param options.through another address of the product: somebody listens in between */
  connect(options: { transports?: ('websocket' | 'polling')[]; outbox?: Outbox; through?: string } = {}): CollabClient {
    return createCollabClient({
      transport: socketTransport({
        url: options.through ?? this.address,
        ...(options.transports === undefined ? {} : { transports: options.transports }),
        extraHeaders: { origin: this.url, cookie: this.cookie },
      }),
      owner: this.person.personId,
      outbox: options.outbox ?? null,
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
}

/** Resolves when the section is as wanted; fails with how it is when that takes too long. */
export function until(section: LiveSection, wanted: () => boolean, ms = 30_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => stop(() => reject(new Error(`still ${section.state}, ${section.right}, ${JSON.stringify(section.save)}`))),
      ms,
    );
    const offs = [section.on('changed', look), section.on('peers', look)];
    section.doc.on('update', look);
    function stop(end: () => void): void {
      clearTimeout(timer);
      for (const off of offs) off();
      section.doc.off('update', look);
      end();
    }
    function look(): void {
      if (wanted()) stop(resolve);
    }
    look();
  });
}
