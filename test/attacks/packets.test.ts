import { writeFileSync } from 'node:fs';
import { mutateBytes, Random } from '@samenspel/collab/testing';
import { encodeClientMessage, type ClientMessage } from '@samenspel/collab/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AtWork, Intruder, memoryOf, RawSocket } from '../support/intruder';
import { Member } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { recordPackets, type Packet } from '../support/recorded-packets';

const COUNT = Number(process.env['MUTANTS_COUNT'] ?? 1_000);
const SEED = Number(process.env['MUTANTS_SEED'] ?? Date.now() % 2 ** 31);
const PEOPLE = ['Annemiek Roos', 'Wim Kalkman', 'Petra van Loon'];

const counts = { mutants: 0, crashes: 0, memoryMb: 0 };
const random = new Random(SEED);
let product: Product;
let atWork: AtWork;
let recorded: Packet[];
let cookies: string[];

beforeAll(async () => {
  console.info(`packets: seed ${SEED} (MUTANTS_SEED)`);
  product = await startProduct();
  atWork = await AtWork.in(product);
  recorded = await recordPackets(product, 'Annemiek Roos', atWork.sectionId);
  cookies = await Promise.all(PEOPLE.map(async (name) => (await Member.signIn(product.url, name)).cookie));
});
afterAll(async () => {
  await product?.remove();
  const report = process.env['MUTANTS_REPORT'];
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What has stopped servers of this kind before, or might. */
const KNOWN: readonly Packet[] = [
  ...[
    '42["__proto__",{}]', '42["constructor"]', '42["disconnect"]', '42["connect"]', '42["newListener",1]', '42["m"]', '42["m",{"__proto__":{"a":1}}]',
    '451-["m",{"_placeholder":true,"num":9}]', '451-["m",{"_placeholder":true,"num":"splice"}]', '4599999999999-["m"]', '45-1-["m"]',
    '40/admin,', '40{}', '40', '41', '43[]', '44{"message":"x"}', '46', '4', '0{"sid":"x"}', '1', '2', '2probe', '3', '5', '6', '9', '',
    `42${'['.repeat(20_000)}`, `42["m",${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}]`, `4${'2'.repeat(1_000)}["m"]`, '42["m",1e999]', '42[1,2]', '42{}', '\u0000',
  ].map((text) => ({ opcode: 1, payload: bytesOf(text) })),
  ...[0, 3, 5, 7, 8, 9, 10, 11, 15].map((opcode) => ({ opcode, payload: new Uint8Array([3, 232, 255]) })),
  { opcode: 1, payload: new Uint8Array([0xff, 0xfe, 0x80]) },
  { opcode: 2, payload: new Uint8Array(0) },
  { opcode: 2, payload: new Uint8Array(200_000) },
]; // prettier-ignore

function nextPacket(): Packet {
  if (random.chance(0.2)) return random.pick(KNOWN);
  const { opcode, payload } = random.pick(recorded);
  const others = recorded.map((packet) => packet.payload);
  return {
    opcode: random.chance(0.9) ? opcode : 3 - opcode,
    payload: random.chance(0.1) ? payload : mutateBytes(random, payload, others),
  };
}

/** Comes in as a client does, and then says what it likes until it is put out. */
async function besiegeWithPackets(packets: number): Promise<void> {
  const socket = await RawSocket.open(product, random.pick(cookies));
  const [hello] = recorded;
  if (hello !== undefined && random.chance(0.9)) socket.frame(hello.opcode, hello.payload);
  for (let n = 0; n < packets && !socket.closed; n += 1) {
    const { opcode, payload } = nextPacket();
    socket.frame(opcode, payload, random.chance(0.95));
    counts.mutants += 1;
    if (n % 5 === 4) await new Promise((turn) => setImmediate(turn));
  }
  await new Promise((turn) => setTimeout(turn, 2));
  socket.close();
}

/** Comes in with our own client, takes a lease, and sends nearly what that client would. */
async function besiegeWithMessages(messages: number): Promise<void> {
  const { sectionId } = atWork;
  const intruder = await Intruder.withCookie(product, cookies[0] ?? '');
  await intruder.join(sectionId);
  // After some hundreds of leases that were never written under, there are no more.
  const { leaseId = crypto.randomUUID(), generation = 1 } = intruder.lease ?? {};
  const frame = {
    type: 'frame',
    sectionId,
    generation,
    leaseId,
    frame: 1,
    bytes: new Uint8Array([0, 1, 5, 1, 0, 1]),
  } as const;
  const caret = { anchor: new Uint8Array(9), head: new Uint8Array(9) };
  const join = { type: 'join', sections: [{ sectionId, known: null }] } as const;
  const real: ClientMessage[] = [
    frame,
    join,
    { type: 'lease', sectionId },
    { type: 'caret', sectionId, caret },
    { type: 'leave', sectionId },
  ];
  const bytes = real.map(encodeClientMessage);
  for (let n = 0; n < messages && !intruder.gone; n += 1) {
    intruder.sayBytes(mutateBytes(random, random.pick(bytes), bytes));
    counts.mutants += 1;
    if (n % 5 === 4) await new Promise((turn) => setImmediate(turn));
  }
  intruder.close();
}

describe('packets that no client of ours would send', () => {
  it(
    `[C68] end their connection at most: the server lives, others go on, memory stays (${COUNT})`,
    { timeout: 3_600_000 },
    async () => {
      let warm = 0;
      for (let round = 0; counts.mutants < COUNT; round += 1) {
        for (let n = 0; n < 5; n += 1) await (random.chance(0.7) ? besiegeWithPackets(20) : besiegeWithMessages(20));
        await atWork.goOn();
        // What the first rounds allocate is what any use would.
        if (counts.mutants < COUNT / 4) warm = memoryOf(product.pid);
        if (!alive(product.pid)) counts.crashes += 1;
        expect(counts.crashes).toBe(0);
      }
      counts.memoryMb = Math.round(memoryOf(product.pid) - warm);
      expect(counts.memoryMb).toBeLessThan(50);
      // Nothing was thrown that was not foreseen: that would stand there with the place where it was thrown.
      expect(product.output()).not.toMatch(/\n\s+at \S+|unhandled|uncaught|\[Nest\].*ERROR/i);
    },
  );
});

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // there is no such process any more
  }
}
