import { connect, createServer, type AddressInfo, type Socket as Tcp } from 'node:net';
import { Member, until } from './member';
import type { Product } from './product';
import { typeWord } from './typing';

/** One WebSocket frame as a client sent it. */
export interface Packet {
  readonly opcode: number;
  readonly payload: Uint8Array;
}

/** What the product's own client sends from coming in until something it typed is saved, whatever the format is. */
export async function recordPackets(product: Product, name: string, sectionId: string): Promise<Packet[]> {
  const packets: Packet[] = [];
  const open = new Set<Tcp>();
  const proxy = createServer((client) => {
    const server = connect(product.port, '127.0.0.1');
    for (const socket of [client, server]) open.add(socket.on('error', () => socket.destroy()));
    const reader = new FrameReader(packets);
    client.on('data', (bytes) => {
      reader.take(bytes);
      server.write(bytes);
    });
    server.on('data', (bytes) => client.write(bytes));
    client.on('close', () => server.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const member = await Member.signIn(product.url, name);
  const through = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const client = member.connect({ transports: ['websocket'], through });
  const section = client.open(sectionId);
  await until(section, () => section.state === 'live');
  await section.prepareToWrite();
  typeWord(section.doc, 'opgenomen');
  section.setCaret({ anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) });
  await until(section, () => section.save.kind === 'saved');
  client.destroy();
  for (const socket of open) socket.destroy();
  proxy.close();
  return packets;
}

/** Takes the frames out of what a client sends after it asked for a WebSocket. */
class FrameReader {
  #bytes = Buffer.alloc(0);
  #upgraded = false;

  constructor(private readonly packets: Packet[]) {}

  take(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    if (!this.#upgraded) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.#bytes = this.#bytes.subarray(end + 4);
      this.#upgraded = true;
    }
    while (this.#frame());
  }

  #frame(): boolean {
    const bytes = this.#bytes;
    if (bytes.length < 6) return false;
    const short = (bytes[1] ?? 0) & 0x7f;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length < head + 4) return false;
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
    const end = head + 4 + length;
    if (bytes.length < end) return false;
    const mask = bytes.subarray(head, head + 4);
    const payload = Uint8Array.from(bytes.subarray(head + 4, end), (byte, at) => byte ^ (mask[at % 4] ?? 0));
    this.packets.push({ opcode: (bytes[0] ?? 0) & 0x0f, payload });
    this.#bytes = bytes.subarray(end);
    return true;
  }
}
