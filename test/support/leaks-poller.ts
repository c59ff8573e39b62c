import { SCHEMA_VERSION } from '@samenspel/collab';
import { PROTOCOL_VERSION, decodeServerMessage, encodeClientMessage, type ClientMessage } from '@samenspel/collab/wire';
import { ask, type Wire } from './leaks-wire';

const SEPARATOR = '\u001e';

/** A client over long polling that fetches only when it is told to: what it does not fetch waits at the server. */
export class Poller {
  private constructor(
    private readonly wire: Wire,
    private readonly cookie: string,
    private readonly path: string,
  ) {}

  static async open(wire: Wire, cookie: string): Promise<Poller> {
    const path = '/socket.io/?EIO=4&transport=polling';
    const opened = await ask(wire, cookie, 'GET', path, undefined, wire.target.origin);
    const { sid } = JSON.parse(opened.body.toString().slice(1)) as { sid: string };
    const poller = new Poller(wire, cookie, `${path}&sid=${sid}`);
    await poller.#post(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION })}`);
    return poller;
  }

  async say(message: ClientMessage): Promise<void> {
    const bytes = Buffer.from(encodeClientMessage(message)).toString('base64');
    await this.#post(`b${bytes}`);
  }

  /** Everything that waits, as the messages that came; null when the connection is no more. */
  async fetch(): Promise<Buffer[] | null> {
    const answer = await ask(this.wire, this.cookie, 'GET', this.path, undefined, this.wire.target.origin);
    if (answer.status !== 200) return null;
    const packets = answer.body.toString().split(SEPARATOR);
    return packets.filter((packet) => packet.startsWith('b')).map((packet) => Buffer.from(packet.slice(1), 'base64'));
  }

  /** Fetches until it has the text of a section: a join is answered when all that came before it was fetched. */
  async fetchJoined(): Promise<void> {
    for (;;) {
      const messages = await this.fetch();
      if (messages === null) throw new Error('the connection is no more');
      if (messages.some((bytes) => decodeServerMessage(bytes).type === 'joined')) return;
    }
  }

  async #post(packets: string): Promise<void> {
    const answer = await ask(this.wire, this.cookie, 'POST', this.path, packets, this.wire.target.origin);
    if (answer.status !== 200) throw new Error(answer.body.toString());
  }
}
