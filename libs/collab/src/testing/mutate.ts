import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { ItemId } from '../admission/update-reader';
import { TEXT_ROOT } from '../schema/schema';
import { craftUpdate, lengthOf, type Crafted, type CraftedContent } from './craft';
import { dismantle, type Parts } from './dismantle';
import type { Random } from './random';

/** What a mutation is made of. */
export interface Material {
  /** A frame that would be admitted as it stands. */
  readonly fresh: Uint8Array;
  /** The same edit in the second format of Yjs. */
  readonly second: Uint8Array;
  /** The client id that the sender may use. */
  readonly leased: number;
  /** Frames that the section holds already, of anybody. */
  readonly log: readonly Uint8Array[];
  /** Who wrote in the section, and how far. */
  readonly writers: readonly { readonly client: number; readonly clock: number }[];
}

export interface Mutant {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

const HUGE = [127, 128, 255, 2 ** 14, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40, 2 ** 48, 2 ** 53 - 1];
const WORDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'kind', 'id', 'level', '', 'x'.repeat(300)];

/** Makes one frame that no honest client would send out of frames that honest clients did send. */
export function mutate(random: Random, material: Material): Mutant {
  const kind = random.pick(KINDS);
  return { kind, bytes: MUTATIONS[kind](random, material) };
}

/** Makes bytes that are nearly these: for messages and packets, whatever their form. */
export function mutateBytes(random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const change = random.pick(ON_BYTES);
  return bytes.length === 0 ? bytes : MUTATIONS[change](random, { ...NO_MATERIAL, fresh: bytes, log: others });
}

type Mutation = (random: Random, material: Material) => Uint8Array;

/** Changes some of the structs of the fresh frame, each by itself. */
const eachStruct =
  (change: (random: Random, struct: Crafted, material: Material) => Crafted): Mutation =>
  (random, material) =>
    rewritten(material.fresh, ({ clients, deletes }) => ({
      deletes,
      clients: clients.map((client) => {
        const hit = random.below(client.structs.length);
        const structs = client.structs.map((struct, at) =>
          at === hit || random.chance(0.1) ? change(random, struct, material) : struct,
        );
        return { ...client, structs };
      }),
    }));

const eachClient =
  (
    change: (random: Random, client: Parts['clients'][number], material: Material) => Parts['clients'][number],
  ): Mutation =>
  (random, material) =>
    rewritten(material.fresh, ({ clients, deletes }) => ({
      deletes,
      clients: clients.map((client) => change(random, client, material)),
    }));

function rewritten(bytes: Uint8Array, change: (parts: Parts) => Parts): Uint8Array {
  const { clients, deletes } = change(dismantle(bytes));
  return craftUpdate(clients, deletes);
}

const MUTATIONS = {
  'bits flipped': (random, { fresh }) => {
    const bytes = fresh.slice();
    for (let left = 1 + random.below(4); left > 0; left -= 1) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes;
  },
  'cut off': (random, { fresh }) => fresh.slice(0, random.below(fresh.length)),
  lengthened: (random, { fresh }) => Uint8Array.from([...fresh, ...noise(random, 1 + random.below(20))]),
  'bytes put in': (random, { fresh }) => spliced(random, fresh, 0, noise(random, 1 + random.below(6))),
  'bytes taken out': (random, { fresh }) => spliced(random, fresh, 1 + random.below(8), []),
  'a number made huge': (random, { fresh }) => spliced(random, fresh, 1, varint(random.pick(HUGE))),
  'two frames spliced': (random, { fresh, log }) => {
    const other = random.pick(log);
    return Uint8Array.from([...fresh.slice(0, random.below(fresh.length)), ...other.slice(random.below(other.length))]);
  },
  'sent before': (random, { log }) => random.pick(log),
  merged: (random, { fresh, log }) => Y.mergeUpdates([fresh, random.pick(log)]),
  'second format': (random, { second }) => second.slice(0, random.chance(0.5) ? second.length : random.below(second.length)),
  'unchanged but for its order': (random, { fresh }) => rewritten(fresh, (parts) => shuffled(random, parts)),
  'client swapped': eachClient((random, client, { writers }) => ({ ...client, client: random.pick([...writers.map((one) => one.client), 0, 2 ** 32, 2 ** 53 - 1]) })),
  'clock moved': eachClient((random, client) => ({ ...client, clock: moved(random, client.clock) })),
  'struct left out': eachClient((random, client) => ({ ...client, structs: without(client.structs, random.below(client.structs.length)) })),
  'struct twice': eachClient((random, client) => ({ ...client, structs: [...client.structs, random.pick(client.structs)] })),
  'structs of another': (random, { fresh, log }) =>
    rewritten(fresh, ({ clients, deletes }) => ({
      deletes,
      clients: [...clients, ...dismantle(random.pick(log)).clients],
    })),
  'text of another under the own id': (random, { fresh, log }) =>
    rewritten(fresh, ({ clients, deletes }) => ({
      deletes,
      clients: clients.map((own) => ({ ...own, structs: dismantle(random.pick(log)).clients[0]?.structs ?? own.structs })),
    })),
  'left neighbour moved': eachStruct((random, struct, material) => ({ ...struct, origin: someId(random, material) })),
  'right neighbour moved': eachStruct((random, struct, material) => ({ ...struct, rightOrigin: someId(random, material) })),
  'left neighbour gone': eachStruct((random, struct, material) => ({ ...struct, origin: null, parent: someParent(random, material) })),
  'right neighbour gone': eachStruct((random, struct, material) => ({ ...struct, rightOrigin: null, parent: someParent(random, material) })),
  'neighbours exchanged': eachStruct((_, struct) => ({ ...struct, origin: struct.rightOrigin ?? null, rightOrigin: struct.origin ?? null })),
  'parent moved': eachStruct((random, { content, sub }, material) => ({ content, ...(sub === undefined ? {} : { sub }), parent: someParent(random, material) })),
  'attribute named': eachStruct((random, { content }, material) => ({ content, parent: someId(random, material), sub: random.pick(WORDS) })),
  'content exchanged': eachStruct((random, struct) => ({ ...struct, content: random.pick(CONTENTS)(random) })),
  'length moved': eachStruct((random, struct) => ({ ...struct, content: longer(random, struct.content) })),
  'deletions added': (random, material) =>
    rewritten(material.fresh, ({ clients, deletes }) => ({ clients, deletes: [...deletes, someDeletes(random, material)] })),
  'only deletions': (random, material) =>
    craftUpdate([], Array.from({ length: 1 + random.below(3) }, () => someDeletes(random, material))),
  'made up': (random, material) => {
    const own = material.writers.find(({ client }) => client === material.leased)?.clock ?? 0;
    const structs: Crafted[] = [];
    let clock = own;
    for (let left = 1 + random.below(4); left > 0; left -= 1) {
      const known = { ...material, writers: [...material.writers, { client: material.leased, clock }] };
      const struct: Crafted = {
        ...(random.chance(0.5) ? { origin: someId(random, known) } : {}),
        ...(random.chance(0.5) ? { rightOrigin: someId(random, known) } : {}),
        parent: someParent(random, known),
        ...(random.chance(0.2) ? { sub: random.pick(WORDS) } : {}),
        content: random.pick(CONTENTS)(random),
      };
      structs.push(struct);
      clock += lengthOf(struct);
    }
    return craftUpdate([{ client: material.leased, clock: own, structs }], []);
  },
} as const satisfies Record<string, Mutation>; // prettier-ignore

const NO_MATERIAL: Material = { fresh: new Uint8Array(), second: new Uint8Array(), leased: 0, log: [], writers: [] };
const ON_BYTES = [
  'bits flipped', 'cut off', 'lengthened', 'bytes put in', 'bytes taken out', 'a number made huge', 'two frames spliced',
] as const; // prettier-ignore

export type MutationKind = keyof typeof MUTATIONS;
const KINDS = Object.keys(MUTATIONS) as MutationKind[];

/** Content of every kind that Yjs knows, with what may make trouble in it. */
const CONTENTS: readonly ((random: Random) => CraftedContent)[] = [
  () => ({ string: 'x' }),
  () => ({ string: 'een zin' }),
  () => ({ string: '\u{1F600}\u202e\u0000' }),
  () => ({ string: '\ud800' }),
  () => ({ string: '' }),
  (random) => ({ gc: random.pick([1, 2, 1_000]) }),
  (random) => ({ deleted: random.pick([1, 2, 1_000, 2 ** 31]) }),
  (random) => ({ element: random.pick(['block', 'table', 'tableRow', 'tableCell', 'tableHeader', 'script', '__proto__', '']) }),
  () => ({ text: true }),
  (random) => ({ type: random.below(9), ...(random.chance(0.5) ? { name: 'hook' } : {}) }),
  (random) => ({ any: [random.pick(['quote', 3, null, true, 1e300, 'x'.repeat(3_000), nested(random.pick([3, 2_000]))])] }),
  () => ({ any: [JSON.parse('{"__proto__":{"polluted":true}}')] }),
  () => ({ any: [1, 2] }),
  () => ({ any: [undefined] }),
  () => ({ json: ['{"a":1}', 'undefined', '{'] }),
  () => ({ binary: new Uint8Array([1, 2, 3]) }),
  (random) => ({ embed: random.pick(['{"image":"x"}', '{', '{"__proto__":{"polluted":true}}']) }),
  (random) => ({ format: [random.pick(['bold', 'link', 'comment', '__proto__']), random.pick(['{}', 'null', '[]', '{', '{"href":"javascript:alert(1)"}', '{"href":"https://example.org"}', '{"__proto__":{"polluted":true}}'])] }),
  () => ({ document: 'een document erin' }),
  (random) => ({ skip: random.pick([1, 5, 2 ** 31]) }),
]; // prettier-ignore

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let left = depth; left > 0; left -= 1) value = [value];
  return value;
}

function longer(random: Random, content: CraftedContent): CraftedContent {
  if ('string' in content) return { string: content.string.repeat(random.pick([2, 50])) };
  if ('deleted' in content) return { deleted: moved(random, content.deleted) };
  if ('any' in content) return { any: [...content.any, ...content.any] };
  return { deleted: random.pick([1, 3, 2 ** 20 + 1]) };
}

/** Most often something that exists, else something that does not yet, or never will. */
function someId(random: Random, { writers }: Material): ItemId {
  const { client, clock } = random.pick(writers);
  if (clock > 0 && random.chance(0.85)) return { client, clock: random.below(clock) };
  return random.pick([
    { client, clock },
    { client, clock: clock + random.below(100) },
    { client: random.below(2 ** 32), clock: 0 },
    { client, clock: random.pick(HUGE) },
  ]);
}

function someParent(random: Random, material: Material): string | ItemId {
  if (random.chance(0.3)) return TEXT_ROOT;
  return random.chance(0.1) ? random.pick(WORDS) : someId(random, material);
}

function someDeletes(random: Random, material: Material) {
  const ranges = Array.from({ length: 1 + random.below(3) }, () => {
    const { clock } = someId(random, material);
    return [clock, random.chance(0.9) ? 1 + random.below(3) : random.pick([0, ...HUGE])] as const;
  });
  return { client: random.pick(material.writers).client, ranges };
}

function moved(random: Random, value: number): number {
  return random.chance(0.8) ? Math.max(0, value + random.pick([-2, -1, 1, 2, 100])) : random.pick(HUGE);
}

function shuffled(random: Random, { clients, deletes }: Parts): Parts {
  return {
    deletes: [...deletes].reverse(),
    clients: clients.map((client) => {
      const structs = [...client.structs];
      const [from, to] = [random.below(structs.length), random.below(structs.length)];
      [structs[from], structs[to]] = [structs[to]!, structs[from]!];
      return { ...client, structs };
    }),
  };
}

function without<T>(values: readonly T[], at: number): T[] {
  return values.filter((_, index) => index !== at);
}

function noise(random: Random, length: number): number[] {
  return Array.from({ length }, () => random.below(256));
}

function varint(value: number): number[] {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, value);
  return [...encoding.toUint8Array(out)];
}

function spliced(random: Random, bytes: Uint8Array, out: number, put: readonly number[]): Uint8Array {
  const at = random.below(bytes.length);
  return Uint8Array.from([...bytes.slice(0, at), ...put, ...bytes.slice(at + out)]);
}
