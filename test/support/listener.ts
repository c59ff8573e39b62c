import { socketTransport } from '@samenspel/collab/client';
import { decodeServerMessage, encodeClientMessage, type ServerMessage } from '@samenspel/collab/wire';
import type { Member } from './member';

/** A reader who keeps count of every message of one section that reaches his machine, and when. */
export class Listener {
  readonly heard: { readonly at: number; readonly message: ServerMessage }[] = [];
  readonly #transport;
  up = false;

  private constructor(member: Member, sectionId: string) {
    this.#transport = socketTransport({
      url: member.address,
      transports: ['websocket'],
      extraHeaders: { origin: member.url, cookie: member.cookie },
    });
    this.#transport.listen({
      up: () => {
        this.up = true;
        this.#transport.send(encodeClientMessage({ type: 'join', sections: [{ sectionId, known: null }] }));
      },
      down: () => {
        this.up = false;
      },
      message: (bytes) => {
        this.heard.push({ at: performance.now(), message: decodeServerMessage(bytes) });
      },
    });
    this.#transport.connect();
  }

  /** Resolves when they read the section; asks again while a server lets nobody in. */
  static async of(member: Member, sectionId: string): Promise<Listener> {
    for (let tries = 20; ; tries -= 1) {
      const listener = new Listener(member, sectionId);
      try {
        await listener.waits(() => listener.count('joined') > 0, 3_000);
        return listener;
      } catch (error) {
        listener.close();
        if (tries === 0) throw error;
      }
    }
  }

  count(type: ServerMessage['type'], since = -Infinity): number {
    return this.heard.filter(({ at, message }) => at > since && message.type === type).length;
  }

  /** Did anything that holds this word reach his machine? */
  read(word: string): boolean {
    return this.heard.some(({ message }) => {
      if (message.type !== 'update' && message.type !== 'joined') return false;
      const { updates } = message;
      const all = message.type === 'joined' && message.snapshot !== null ? [message.snapshot, ...updates] : updates;
      return all.some((bytes) => Buffer.from(bytes).includes(word));
    });
  }

  async waits(wanted: () => boolean, ms = 60_000): Promise<void> {
    const until = performance.now() + ms;
    while (!wanted()) {
      if (performance.now() > until) throw new Error('waited in vain');
      await new Promise((turn) => setTimeout(turn, 2));
    }
  }

  close(): void {
    this.#transport.close();
  }
}
