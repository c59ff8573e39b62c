import { craft } from '@samenspel/collab/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AtWork, Intruder, RawSocket, memoryOf, webSocketFrame } from '../support/intruder';
import { Member } from '../support/member';
import { startProduct, type Product } from '../support/product';

let product: Product;
let atWork: AtWork;

beforeAll(async () => {
  product = await startProduct();
  atWork = await AtWork.in(product);
});
afterAll(() => product?.remove());

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;

describe('[C66] over a real socket', () => {
  it('who may only read can neither take a lease nor use one', async () => {
    const reader = await Intruder.enter(product, 'Wil van den Akker');
    const { sectionId } = atWork;
    expect(await reader.join(sectionId)).toMatchObject({ type: 'lease-refused', reason: 'forbidden' });
    const writer = await Intruder.enter(product, 'Annemiek Roos');
    await writer.join(sectionId);
    const { lease } = writer;
    if (lease === null) throw new Error('no lease');
    const bytes = craft(lease.clientId, 0, [{ parent: 'content', content: { element: 'block' } }]);
    const { generation, leaseId } = lease;
    reader.say({ type: 'frame', sectionId, generation, leaseId, frame: 1, bytes });
    expect(await reader.hears('refused')).toMatchObject({ reason: 'forbidden' });
    const before = atWork.witness.doc.store.clients.has(lease.clientId);
    await atWork.goOn();
    expect([before, atWork.witness.doc.store.clients.has(lease.clientId)]).toEqual([false, false]);
    for (const one of [reader, writer]) one.close();
  });

  it('a message of a megabyte ends its connection, and costs no memory', async () => {
    const { cookie } = await Member.signIn(product.url, 'Annemiek Roos');
    const before = memoryOf(product.pid);
    for (let n = 0; n < 20; n += 1) {
      const socket = await RawSocket.open(product, cookie);
      socket.frame(2, new Uint8Array(1_048_576));
      await socket.ends();
    }
    await atWork.goOn();
    expect(memoryOf(product.pid) - before).toBeLessThan(50);
  });

  it('a message in sixteen thousand parts of one byte ends its connection, and costs little memory', async () => {
    const { cookie } = await Member.signIn(product.url, 'Annemiek Roos');
    const before = memoryOf(product.pid);
    const part = webSocketFrame(0, new Uint8Array([1]), false);
    const parts = Buffer.concat([webSocketFrame(2, new Uint8Array([4]), false), ...Array<Buffer>(17_000).fill(part)]);
    const sockets = await Promise.all(Array.from({ length: 10 }, () => RawSocket.open(product, cookie)));
    for (const socket of sockets) socket.tcp.write(parts);
    await atWork.goOn();
    await Promise.all(sockets.map((socket) => socket.ends()));
    expect(memoryOf(product.pid) - before).toBeLessThan(100);
  });
});

describe('[C67] a flood by one', () => {
  /** Half of what is saved meanwhile is saved faster than this, in milliseconds. */
  const pace = async (): Promise<number> => {
    const from = atWork.saved.length;
    for (let n = 0; n < 25; n += 1) await atWork.goOn();
    return median(atWork.saved.slice(from));
  };

  it('of messages does not slow down what others save beyond ten times, measured in the same run', async () => {
    await pace(); // warm
    const quiet = await pace();
    const { cookie } = await Member.signIn(product.url, 'Annemiek Roos');
    const { sectionId } = atWork;
    let flooding = true;
    let sent = 0;
    const flood = (async () => {
      while (flooding) {
        const intruder = await Intruder.withCookie(product, cookie);
        // Until the server has had enough of it; then again on a new connection.
        while (flooding && !intruder.gone) {
          for (let n = 0; n < 50; n += 1, sent += 1) {
            intruder.say({ type: 'lease', sectionId });
            intruder.say({ type: 'join', sections: [{ sectionId, known: null }] });
          }
          await new Promise((turn) => setImmediate(turn));
        }
        intruder.close();
      }
    })();
    const loud = await pace();
    flooding = false;
    await flood;
    console.info(`flood: quiet ${quiet.toFixed(1)} ms, loud ${loud.toFixed(1)} ms, ${sent} messages`);
    expect(sent).toBeGreaterThan(200);
    expect(loud / Math.max(quiet, 5)).toBeLessThan(10);
  });

  it('of exports does not either', async () => {
    const quiet = await pace();
    const member = await Member.signIn(product.url, 'Annemiek Roos');
    const { documentId } = await member.plan();
    let answered = 0;
    const exports = Promise.all(
      Array.from({ length: 16 }, async (_, n) => {
        const format = n % 2 === 0 ? 'docx' : 'pdf';
        const path = `${product.url}/api/documents/${documentId}/export?format=${format}`;
        const answer = await fetch(path, { headers: { cookie: member.cookie } });
        await answer.arrayBuffer();
        // As many as it can bear at a time; the others are told so.
        expect([200, 503]).toContain(answer.status);
        answered += 1;
      }),
    );
    const loud = await pace();
    await exports;
    console.info(`exports: quiet ${quiet.toFixed(1)} ms, loud ${loud.toFixed(1)} ms, ${answered} answered`);
    expect(loud / Math.max(quiet, 5)).toBeLessThan(10);
  });
});
