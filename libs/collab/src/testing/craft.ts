import * as encoding from 'lib0/encoding';
import type { ItemId } from '../admission/update-reader';

/** What a struct made by hand holds; the forms that a hostile client would try, and all others that Yjs knows. */
export type CraftedContent =
  | { readonly gc: number }
  | { readonly deleted: number }
  | { readonly json: readonly string[] }
  | { readonly binary: Uint8Array }
  | { readonly string: string }
  | { readonly embed: string }
  | { readonly format: readonly [key: string, value: string] }
  | { readonly element: string }
  | { readonly text: true }
  /** A type by its number, as Yjs writes it: 0 array, 1 map, 2 text, 4 fragment; 5 hook, which has a name. */
  | { readonly type: number; readonly name?: string }
  | { readonly any: readonly unknown[] }
  | { readonly document: string }
  | { readonly skip: number };

export interface Crafted {
  readonly origin?: ItemId | null;
  readonly rightOrigin?: ItemId | null;
  readonly parent?: string | ItemId;
  readonly sub?: string;
  readonly content: CraftedContent;
}

export interface CraftedClient {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Crafted[];
}

export interface CraftedDeletes {
  readonly client: number;
  readonly ranges: readonly (readonly [clock: number, length: number])[];
}

const REF = {
  gc: 0, deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, element: 7, text: 7, type: 7, any: 8, document: 9, skip: 10,
} as const; // prettier-ignore

/** A Yjs V1 update of one client, written by hand, right or wrong: what no honest client would send. */
export function craft(client: number, clock: number, structs: readonly Crafted[]): Uint8Array {
  return craftUpdate([{ client, clock, structs }], []);
}

/** A Yjs V1 update of any clients with any deletions, right or wrong. */
export function craftUpdate(clients: readonly CraftedClient[], deletes: readonly CraftedDeletes[]): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, clients.length);
  for (const { client, clock, structs } of clients) {
    for (const value of [structs.length, client, clock]) encoding.writeVarUint(out, value);
    for (const struct of structs) writeStruct(out, struct);
  }
  encoding.writeVarUint(out, deletes.length);
  for (const { client, ranges } of deletes) {
    for (const value of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(out, value);
  }
  return encoding.toUint8Array(out);
}

function writeStruct(out: encoding.Encoder, { origin, rightOrigin, parent, sub, content }: Crafted): void {
  const id = (value: ItemId): void => {
    encoding.writeVarUint(out, value.client);
    encoding.writeVarUint(out, value.clock);
  };
  const ref = REF[kindOf(content)];
  const flags = (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (sub === undefined ? 0 : 0x20);
  const placed = ref !== REF.gc && ref !== REF.skip;
  encoding.writeUint8(out, placed ? ref | flags : ref);
  if (placed) {
    if (origin) id(origin);
    if (rightOrigin) id(rightOrigin);
    if (!origin && !rightOrigin) {
      encoding.writeVarUint(out, typeof parent === 'string' ? 1 : 0);
      if (typeof parent === 'string') encoding.writeVarString(out, parent);
      else id(parent ?? { client: 0, clock: 0 });
      if (sub !== undefined) encoding.writeVarString(out, sub);
    }
  }
  writeContent(out, content);
}

function kindOf(content: CraftedContent): keyof typeof REF {
  return Object.keys(content)[0] as keyof typeof REF;
}

function writeContent(out: encoding.Encoder, content: CraftedContent): void {
  if ('gc' in content) encoding.writeVarUint(out, content.gc);
  else if ('deleted' in content) encoding.writeVarUint(out, content.deleted);
  else if ('skip' in content) encoding.writeVarUint(out, content.skip);
  else if ('string' in content) encoding.writeVarString(out, content.string);
  else if ('embed' in content) encoding.writeVarString(out, content.embed);
  else if ('binary' in content) encoding.writeVarUint8Array(out, content.binary);
  else if ('format' in content) for (const part of content.format) encoding.writeVarString(out, part);
  else if ('text' in content) encoding.writeVarUint(out, 6);
  else if ('element' in content) {
    encoding.writeVarUint(out, 3);
    encoding.writeVarString(out, content.element);
  } else if ('type' in content) {
    encoding.writeVarUint(out, content.type);
    if (content.name !== undefined) encoding.writeVarString(out, content.name);
  } else if ('document' in content) {
    encoding.writeVarString(out, content.document);
    encoding.writeAny(out, { autoLoad: true });
  } else if ('json' in content) {
    encoding.writeVarUint(out, content.json.length);
    for (const value of content.json) encoding.writeVarString(out, value);
  } else {
    encoding.writeVarUint(out, content.any.length);
    for (const value of content.any) encoding.writeAny(out, value as string);
  }
}

/** How many clocks a crafted struct takes. */
export function lengthOf({ content }: Crafted): number {
  if ('gc' in content) return content.gc;
  if ('deleted' in content) return content.deleted;
  if ('skip' in content) return content.skip;
  if ('string' in content) return content.string.length;
  if ('json' in content) return content.json.length;
  return 'any' in content ? content.any.length : 1;
}
