import { plainText, TEXT_ROOT, SCHEMA_VERSION } from '@samenspel/collab';
import {
  clientPackets,
  decodeServerMessage,
  encodeClientMessage,
  PROTOCOL_VERSION,
  type ClientMessage,
  type ServerMessage,
} from '@samenspel/collab/wire';
import type { LiveSection } from '@samenspel/collab/client';
import { Random } from '@samenspel/collab/testing';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { typeWord } from '../support/typing';

let product: Product;
let sectionId: string;
let honest: LiveSection;
let witness: LiveSection;
let words = 0;

beforeAll(async () => {
  product = await startProduct();
  const one = await Member.signIn(product.url, 'Marloes Terpstra');
  const other = await Member.signIn(product.url, 'Esra Yildiz');
  const plan = await one.plan();
  sectionId = plan.sections.find(({ right, restricted }) => right === 'write' && !restricted)?.sectionId ?? '';
  honest = one.connect().open(sectionId);
  witness = other.connect().open(sectionId);
  await until(honest, () => honest.state === 'live');
  await until(witness, () => witness.state === 'live');
  expect(await honest.prepareToWrite()).toBe(true);
});
afterAll(() => product.remove());

/** The victims go on as before: what one types is saved and seen by the other. */
async function honestWritersUnharmed(): Promise<void> {
  words += 1;
  const word = `eerlijk${words}.`;
  typeWord(honest.doc, word);
  await until(honest, () => honest.save.kind === 'saved');
  await until(witness, () => plainText(witness.doc).includes(word));
  expect(plainText(honest.doc)).toBe(plainText(witness.doc));
  expect(witness.doc.store.pendingStructs).toBeNull();
}

/** A participant with a client of his own making, allowed to write in the section. */
class Attacker {
  readonly heard: ServerMessage[] = [];
  readonly doc = new Y.Doc();
  leaseId = '';
  clientId = 0;
  generation = 0;
  frame = 0;
  gone = false;

  private constructor(readonly socket: Socket) {
    socket.on('m', (bytes: Uint8Array) => {
      const message = decodeServerMessage(bytes);
      this.heard.push(message);
      if (message.type === 'joined') {
        if (message.snapshot !== null) Y.applyUpdate(this.doc, message.snapshot);
        for (const update of message.updates) Y.applyUpdate(this.doc, update);
        this.generation = message.generation;
      }
      if (message.type === 'update') for (const update of message.updates) Y.applyUpdate(this.doc, update);
    });
    socket.on('disconnect', () => (this.gone = true));
  }

  static async enter(name = 'Annemiek Roos'): Promise<Attacker> {
    const member = await Member.signIn(product.url, name);
    const socket = io(product.url, {
      transports: ['websocket'],
      parser: clientPackets,
      forceNew: true,
      reconnection: false,
      auth: { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION },
      extraHeaders: { origin: product.url, cookie: member.cookie },
    });
    const attacker = new Attacker(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    attacker.say({ type: 'join', sections: [{ sectionId, known: null }] });
    await attacker.hears('joined');
    attacker.say({ type: 'lease', sectionId });
    const leased = await attacker.hears('leased');
    attacker.leaseId = leased.leaseId;
    attacker.clientId = leased.clientId;
    attacker.doc.clientID = leased.clientId;
    return attacker;
  }

  say(message: ClientMessage): void {
    this.socket.emit('m', encodeClientMessage(message));
  }

  /** The next message of a kind, or the end of the connection. */
  async hears<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const at = this.heard.findIndex((message) => message.type === type);
      if (at >= 0) return this.heard.splice(at, 1)[0] as Extract<ServerMessage, { type: T }>;
      if (this.gone) throw new Error('the connection ended');
      await new Promise((turn) => setTimeout(turn, 5));
    }
    throw new Error(`no ${type}`);
  }

  /** Sends bytes as the next frame; what the server makes of it. */
  async attack(bytes: Uint8Array, over: Partial<Extract<ClientMessage, { type: 'frame' }>> = {}): Promise<string> {
    this.frame += 1;
    const message = {
      type: 'frame',
      sectionId,
      generation: this.generation,
      leaseId: this.leaseId,
      frame: this.frame,
      bytes,
      ...over,
    } as const;
    this.say(message);
    const verdict = await Promise.race([
      this.hears('refused').then(({ reason }) => reason),
      this.hears('ack').then(() => 'admitted'),
    ]);
    if (verdict !== 'admitted') this.frame -= 1;
    return verdict;
  }

  frameOf(edit: () => void): Uint8Array {
    let bytes: Uint8Array = new Uint8Array();
    const listen = (update: Uint8Array): void => void (bytes = update);
    this.doc.on('update', listen);
    this.doc.transact(edit);
    this.doc.off('update', listen);
    return bytes;
  }

  root(): Y.XmlFragment {
    return this.doc.getXmlFragment(TEXT_ROOT);
  }
}

describe('a participant with a client of his own', () => {
  it('[C4] can not burn clocks, strike words to come, speak for others or hide what is withheld', async () => {
    const attacker = await Attacker.enter();
    const victim = honest.doc.clientID;
    const clock = Y.getState(honest.doc.store, victim);
    const varuints = (...values: number[]): Uint8Array =>
      Uint8Array.from(
        values.flatMap((value) => {
          const out: number[] = [];
          for (let rest = value; ; rest = Math.floor(rest / 128)) {
            if (rest < 128) return [...out, rest];
            out.push((rest % 128) | 128);
          }
        }),
      );
    expect(await attacker.attack(varuints(1, 1, victim, clock, 0, 1_000_000, 0))).toBe('forbidden');
    await honestWritersUnharmed();
    expect(await attacker.attack(varuints(0, 1, victim, 1, clock + 50, 500))).toBe('resync');
    await honestWritersUnharmed();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(honest.doc));
    forged.clientID = victim;
    let bytes: Uint8Array = new Uint8Array();
    forged.on('update', (update: Uint8Array) => (bytes = update));
    typeWord(forged, 'Gemeente Zilverdam gaat akkoord');
    expect(await attacker.attack(bytes)).toBe('forbidden');
    await honestWritersUnharmed();
    expect(plainText(witness.doc)).not.toContain('gaat akkoord');
    attacker.socket.close();
  });

  it('[C4] can not use the lease of somebody else, nor of another section', async () => {
    const attacker = await Attacker.enter();
    const other = await Attacker.enter('Wim Kalkman');
    const bytes = attacker.frameOf(() => attacker.root().push([new Y.XmlElement('block')]));
    expect(await attacker.attack(bytes, { leaseId: other.leaseId, frame: 1 })).toBe('forbidden');
    expect(await attacker.attack(bytes, { leaseId: crypto.randomUUID(), frame: 1 })).toBe('forbidden');
    await honestWritersUnharmed();
    attacker.socket.close();
    other.socket.close();
  });

  it('[C4] can not bring in what makes other replicas delete text', async () => {
    for (const name of ['figure', 'script', 'hardBreak', 'tableCell']) {
      const attacker = await Attacker.enter();
      const bytes = attacker.frameOf(() => attacker.root().insert(0, [new Y.XmlElement(name)]));
      expect(await attacker.attack(bytes)).toBe('schema');
      attacker.socket.close();
    }
    await honestWritersUnharmed();
  });

  it('[C4] [P3] gets his connection closed for bytes that are no message, and the server goes on', async () => {
    const random = new Random(7);
    for (let n = 0; n < 12; n += 1) {
      const attacker = await Attacker.enter();
      const kinds: (() => void)[] = [
        () =>
          attacker.socket.emit(
            'm',
            Uint8Array.from({ length: 40 }, () => random.below(256)),
          ),
        () => attacker.socket.io.engine.write('2["m","text"]'),
        () => attacker.socket.io.engine.write('2["m",{"a":1}]'),
        () => attacker.socket.io.engine.write('2["m"]'),
        () => attacker.socket.io.engine.write('51-["other",{"_placeholder":true,"num":0}]'),
        () => attacker.socket.emit('m', new Uint8Array(400_000)),
        () => attacker.socket.io.engine.write('2["u",1]'),
        () => attacker.socket.io.engine.write('4{"type":2,"data":"x"}'),
        () => attacker.socket.io.engine.write('451-["m",{"_placeholder":true,"num":5}]'),
        () => attacker.socket.io.engine.write('2["disconnect","x"]'),
        () => attacker.socket.io.engine.write('0/admin,'),
        () => attacker.socket.io.engine.write('5'.repeat(1_000)),
      ];
      kinds[n]?.();
      attacker.say({ type: 'caret', sectionId, caret: null });
      await honestWritersUnharmed();
      attacker.socket.close();
    }
    expect(product.output()).not.toContain('eerlijk');
  });

  it('[C7] can not speak under another name in presence', async () => {
    const attacker = await Attacker.enter();
    attacker.say({
      type: 'caret',
      sectionId,
      caret: { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) },
    });
    await until(witness, () => witness.peers.some(({ party }) => party.abbreviation === 'JZ'));
    expect(witness.peers.filter(({ party }) => party.abbreviation === 'JZ').map(({ name }) => name)).toEqual([null]);
    attacker.socket.close();
    await until(witness, () => witness.peers.every(({ party }) => party.abbreviation !== 'JZ'));
  });

  it('[P6] is let in only from our own origin, signed in, and with the schema of this server', async () => {
    const member = await Member.signIn(product.url, 'Annemiek Roos');
    const handshake = (
      headers: Record<string, string>,
      auth: object,
      transport: 'websocket' | 'polling',
    ): Promise<string> =>
      new Promise((resolve) => {
        const socket = io(product.url, {
          transports: [transport],
          parser: clientPackets,
          forceNew: true,
          reconnection: false,
          auth,
          extraHeaders: headers,
        });
        socket.once('connect', () => resolve('in'));
        socket.once('connect_error', (error) => resolve(error.message));
        setTimeout(() => socket.close(), 5_000);
      });
    const auth = { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
    for (const transport of ['websocket', 'polling'] as const) {
      const { cookie } = member;
      expect(await handshake({ origin: product.url, cookie }, auth, transport)).toBe('in');
      expect(await handshake({ origin: 'https://elders.example', cookie }, auth, transport)).not.toBe('in');
      expect(await handshake({ cookie }, auth, transport)).not.toBe('in');
      expect(await handshake({ origin: product.url }, auth, transport)).toBe('not-signed-in');
      expect(await handshake({ origin: product.url, cookie }, { ...auth, schema: SCHEMA_VERSION - 1 }, transport)).toBe(
        'reload-needed',
      );
    }
  });
});
