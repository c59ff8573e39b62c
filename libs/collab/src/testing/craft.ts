import * as encoding from 'lib0/encoding';
import type { ItemId } from '../admission/update-reader';

/** What a struct made by hand holds; the forms that a hostile client would try. */
export type CraftedContent =
  | { readonly gc: number }
  | { readonly deleted: number }
  | { readonly string: string }
  | { readonly format: readonly [key: string, value: string] }
  | { readonly element: string }
  | { readonly text: true }
  | { readonly any: readonly unknown[] };

export interface Crafted {
  readonly origin?: ItemId | null;
  readonly rightOrigin?: ItemId | null;
  readonly parent?: string | ItemId;
  readonly sub?: string;
  readonly content: CraftedContent;
}

const REF = { gc: 0, deleted: 1, string: 4, format: 6, element: 7, text: 7, any: 8 } as const;

/** A Yjs V1 update written by hand, right or wrong: what no honest client would send. */
export function craft(client: number, clock: number, structs: readonly Crafted[]): Uint8Array {
  const out = encoding.createEncoder();
  const id = (value: ItemId): void => {
    encoding.writeVarUint(out, value.client);
    encoding.writeVarUint(out, value.clock);
  };
  for (const value of [1, structs.length, client, clock]) encoding.writeVarUint(out, value);
  for (const { origin, rightOrigin, parent, sub, content } of structs) {
    const kind = Object.keys(content)[0] as keyof typeof REF;
    const flags = (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (sub === undefined ? 0 : 0x20);
    encoding.writeUint8(out, kind === 'gc' ? 0 : REF[kind] | flags);
    if (kind !== 'gc') {
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
  encoding.writeVarUint(out, 0);
  return encoding.toUint8Array(out);
}

function writeContent(out: encoding.Encoder, content: CraftedContent): void {
  if ('gc' in content) encoding.writeVarUint(out, content.gc);
  else if ('deleted' in content) encoding.writeVarUint(out, content.deleted);
  else if ('string' in content) encoding.writeVarString(out, content.string);
  else if ('format' in content) for (const part of content.format) encoding.writeVarString(out, part);
  else if ('text' in content) encoding.writeVarUint(out, 6);
  else if ('element' in content) {
    encoding.writeVarUint(out, 3);
    encoding.writeVarString(out, content.element);
  } else {
    encoding.writeVarUint(out, content.any.length);
    for (const value of content.any) encoding.writeAny(out, value as string);
  }
}

/** How many clocks a crafted struct takes. */
export function lengthOf({ content }: Crafted): number {
  if ('gc' in content) return content.gc;
  if ('deleted' in content) return content.deleted;
  if ('string' in content) return content.string.length;
  return 'any' in content ? content.any.length : 1;
}
