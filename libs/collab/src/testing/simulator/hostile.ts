import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { ItemId } from '../../admission/update-reader';
import { TEXT_ROOT } from '../../schema/schema';
import { createTextDoc } from '../../schema/text-doc';
import { encodeClientMessage, type ClientMessage } from '../../wire/messages';
import { SectionMessages, type HeardMessage } from '../../wire/section-messages';
import { craft, lengthOf, type Crafted, type CraftedContent } from '../craft';
import { randomEdit } from '../edits';
import { Random } from '../random';
import type { Browser } from './browser';
import type { SimulationContext } from './context';
import { Dialer, type Servers } from './dialer';
import { Process } from './process';
import type { Tap } from './tap';

/** What a hostile client knows of a section: what any reader knows. */
interface Known {
  readonly doc: Y.Doc;
  readonly seen: Uint8Array[];
  generation: number;
  lease: { readonly leaseId: string; readonly clientId: number } | null;
  frame: number;
}

/** The client id of his copies while he only listens: Yjs warns of each who hears his own words from others. */
const NOBODY = 0;

export const ATTACKS = [
  'honest', 'honest', 'crafted', 'crafted', 'crafted', 'other bytes', 'replay', 'gap', 'squat', 'delete beyond', 'stolen lease',
  'generation', 'other section', 'not joined', 'oversize', 'hidden', 'garbage', 'mutated', 'number', 'flood', 'leases',
] as const; // prettier-ignore
export type Attack = (typeof ATTACKS)[number];

/** Somebody with a seat and a client of his own making: he writes, and sends what no honest client would. */
export class Hostile {
  readonly process: Process;
  readonly dialer: Dialer;
  readonly #known = new Map<string, Known>();
  readonly #random: Random;
  #heard = new SectionMessages();

  constructor(
    readonly name: string,
    browser: Browser,
    private readonly context: SimulationContext,
    private readonly tap: Tap,
    servers: Servers,
    private readonly sections: () => readonly string[],
    /** Lease ids that stand in the log: he is given them, although nobody tells them. */
    private readonly leases: (sectionId: string) => readonly string[],
  ) {
    this.#random = Random.of(context.seed, name);
    this.process = new Process(context.timeline);
    this.dialer = new Dialer(`${name} line`, context, this.process, servers, () => browser.sessionId);
    this.dialer.listen({
      up: () => {
        this.#heard = new SectionMessages();
        this.#enter();
      },
      down: () => this.#known.clear(),
      message: (bytes) => this.#hears(this.#heard.read(bytes)),
    });
    this.dialer.connect();
  }

  attack(kind: Attack, sectionId: string): void {
    const known = this.#known.get(sectionId);
    const random = this.#random;
    if (kind === 'hidden') return this.#pry();
    if (kind === 'garbage') return this.#garbage();
    if (kind === 'flood') {
      for (let n = 0; n < 1_010; n += 1) this.#say({ type: 'leave', sectionId });
      this.context.goals.hit('flood expelled');
      return;
    }
    if (kind === 'leases') {
      for (let n = 0; n < 5; n += 1) this.#say({ type: 'lease', sectionId });
      return;
    }
    if (known?.lease == null) return this.#say({ type: 'lease', sectionId });
    const { doc, lease } = known;
    const start = Y.getState(doc.store, lease.clientId);
    const client = lease.clientId;
    const other = random.pick([...doc.store.clients.keys(), client]);
    const end = Y.getState(doc.store, other);
    switch (kind) {
      case 'honest':
        return this.#frame(sectionId, known, this.#edit(known), true);
      case 'crafted':
        return this.#frame(sectionId, known, this.#crafted(known, start), true);
      case 'other bytes':
        return this.#frame(sectionId, known, craft(client, start, [{ parent: TEXT_ROOT, content: { gc: 1 } }]), false, {
          frame: Math.max(1, known.frame),
        });
      case 'replay':
        return this.#frame(sectionId, known, random.pick([...known.seen, new Uint8Array([0, 0])]));
      case 'gap': {
        this.#edit(known);
        return this.#frame(sectionId, known, this.#edit(known));
      }
      case 'squat':
        return this.#frame(sectionId, known, craft(other, end, [{ content: { gc: 50 } }]));
      case 'delete beyond':
        return this.#frame(sectionId, known, deletion(other, end, 5));
      case 'stolen lease':
        return this.#frame(sectionId, known, this.#edit(known), false, {
          leaseId: random.pick([...this.leases(sectionId), lease.leaseId]),
        });
      case 'generation':
        return this.#frame(sectionId, known, this.#edit(known), false, { generation: known.generation + 1 });
      case 'other section':
        return this.#frame(sectionId, known, this.#edit(known), false, { sectionId: random.pick(this.sections()) });
      case 'not joined':
        this.#say({ type: 'leave', sectionId });
        this.#frame(sectionId, known, this.#edit(known));
        return this.#join([sectionId]);
      case 'oversize':
        return this.#frame(sectionId, known, new Uint8Array(256 * 1024 + 1));
      case 'number':
        return this.#frame(sectionId, known, this.#edit(known), false, { frame: known.frame + 2 + random.below(3) });
      case 'mutated': {
        const bytes = this.#edit(known).slice();
        for (let n = 1 + random.below(3); n > 0 && bytes.length > 0; n -= 1)
          bytes[random.below(bytes.length)] = random.below(256);
        return this.#frame(sectionId, known, bytes);
      }
    }
  }

  #enter(): void {
    this.#join(this.sections());
  }

  #join(sections: readonly string[]): void {
    this.#say({ type: 'join', sections: sections.map((sectionId) => ({ sectionId, known: null })) });
  }

  #hears(message: HeardMessage): void {
    if (message.type === 'joined') {
      const doc = createTextDoc();
      doc.clientID = NOBODY;
      const seen = message.snapshot === null ? [...message.updates] : [message.snapshot, ...message.updates];
      for (const update of seen) Y.applyUpdate(doc, update);
      const { generation, sectionId } = message;
      this.#known.set(sectionId, { doc, seen, generation, lease: null, frame: 0 });
      if (message.right === 'write') this.#say({ type: 'lease', sectionId });
      return;
    }
    const known = 'sectionId' in message ? this.#known.get(message.sectionId) : undefined;
    if (known === undefined) return;
    if (message.type === 'update') {
      for (const update of message.updates) this.#follow(message.sectionId, known, update);
      known.seen.push(...message.updates);
    } else if (message.type === 'leased') {
      known.lease = { leaseId: message.leaseId, clientId: message.clientId };
      known.frame = 0;
    } else if (message.type === 'ack') {
      known.frame = Math.max(known.frame, message.frame);
    } else if (message.type === 'refused' || message.type === 'restarted' || message.type === 'right') {
      // What he thought to have written is not there: he begins anew with what the server says.
      this.#join([message.sectionId]);
    }
  }

  /** An edit of his own copy, as an honest client would make it. */
  #edit({ doc, lease }: Known): Uint8Array {
    const made: Uint8Array[] = [];
    doc.clientID = lease?.clientId ?? NOBODY;
    const listen = (update: Uint8Array): void => void made.push(update);
    doc.on('update', listen);
    randomEdit(doc, this.#random, 'kwaad');
    doc.off('update', listen);
    doc.clientID = NOBODY;
    return made.length === 0 ? new Uint8Array([0, 0]) : Y.mergeUpdates(made);
  }

  #crafted({ doc, lease }: Known, start: number): Uint8Array {
    const random = this.#random;
    const own = lease?.clientId ?? 0;
    let clock = start;
    // Now and then the one after the last: what does not exist yet.
    const within = (): ItemId => {
      const client = random.pick([...doc.store.clients.keys(), own]);
      const end = client === own ? clock : Y.getState(doc.store, client);
      return { client, clock: random.chance(0.97) && end > 0 ? random.below(end) : end };
    };
    const contents: readonly CraftedContent[] = [
      { string: 'x' }, { string: 'Zin' }, { string: 'Zin' }, { element: 'block' }, { element: 'table' }, { element: 'script' },
      { text: true }, { any: ['quote'] }, { any: [3] }, { format: ['bold', '{}'] }, { format: ['link', '{"href":"javascript:1"}'] },
      { gc: 2 }, { deleted: 2 },
    ]; // prettier-ignore
    const structs: Crafted[] = [];
    for (let left = 1 + random.below(3); left > 0; left -= 1) {
      const struct: Crafted = {
        ...(random.chance(0.6) ? { origin: within() } : {}),
        ...(random.chance(0.6) ? { rightOrigin: within() } : {}),
        parent: random.chance(0.4) ? random.pick([TEXT_ROOT, TEXT_ROOT, 'other']) : within(),
        ...(random.chance(0.1) ? { sub: random.pick(['kind', 'onclick']) } : {}),
        content: random.pick(contents),
      };
      structs.push(struct);
      clock += lengthOf(struct);
    }
    return craft(own, start, structs);
  }

  /** Sections, existing or not, that he may not see: asked for in every way. */
  #pry(): void {
    for (const sectionId of this.sections()) {
      if (this.#known.has(sectionId)) continue;
      this.#join([sectionId]);
      this.#say({ type: 'lease', sectionId });
      const caret = { anchor: Uint8Array.of(0, 1, 0, 0), head: Uint8Array.of(0, 1, 0, 0) };
      this.#say({ type: 'caret', sectionId, caret });
      const bytes = craft(1, 0, [{ parent: TEXT_ROOT, content: { element: 'block' } }]);
      const [leaseId = sectionId] = this.leases(sectionId);
      this.#say({ type: 'frame', sectionId, generation: 1, leaseId, frame: 1, bytes });
    }
  }

  #garbage(): void {
    const random = this.#random;
    const sectionId = random.pick(this.sections());
    const good = encodeClientMessage({ type: 'lease', sectionId });
    const bad = random.pick([
      new Uint8Array([...good, 0]),
      good.slice(0, random.below(good.length)),
      new Uint8Array([200, ...good.slice(1)]),
    ]);
    this.tap.garbage(bad);
    this.dialer.send(bad);
  }

  #frame(
    sectionId: string,
    known: Known,
    bytes: Uint8Array,
    own = false,
    over: Partial<Extract<ClientMessage, { type: 'frame' }>> = {},
  ): void {
    if (known.lease === null) return;
    const { leaseId } = known.lease;
    const { generation } = known;
    this.#say({ type: 'frame', sectionId, generation, leaseId, frame: known.frame + 1, bytes, ...over });
    if (own) this.#follow(sectionId, known, bytes);
  }

  /** His own copy follows as far as Yjs takes it: what he sent before may break it on what somebody else writes. */
  #follow(sectionId: string, { doc }: Known, bytes: Uint8Array): void {
    try {
      Y.applyUpdate(doc, bytes);
    } catch {
      this.#join([sectionId]); // he begins anew
    }
  }

  #say(message: ClientMessage): void {
    if (this.dialer.line !== null) this.dialer.send(encodeClientMessage(message));
  }
}

/** An update that only deletes one range, as Yjs V1 writes it. */
function deletion(client: number, clock: number, length: number): Uint8Array {
  const out = encoding.createEncoder();
  for (const value of [0, 1, client, 1, clock, length]) encoding.writeVarUint(out, value);
  return encoding.toUint8Array(out);
}
