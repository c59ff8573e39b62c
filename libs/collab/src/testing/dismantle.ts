import * as Y from 'yjs';
import type { Crafted, CraftedClient, CraftedContent, CraftedDeletes } from './craft';

/** A real update taken apart, so that one thing in it can be changed and the rest stays as a real client wrote it. */
export interface Parts {
  readonly clients: readonly CraftedClient[];
  readonly deletes: readonly CraftedDeletes[];
}

/** Takes a well-formed update apart; `craftUpdate` puts it together again. */
export function dismantle(bytes: Uint8Array): Parts {
  const { structs, ds } = Y.decodeUpdate(bytes);
  const clients = new Map<number, { client: number; clock: number; structs: Crafted[] }>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const held = clients.get(client) ?? { client, clock, structs: [] };
    clients.set(client, held);
    held.structs.push(partOf(struct));
  }
  const deletes = [...ds.clients].map(([client, ranges]) => ({
    client,
    ranges: ranges.map(({ clock, len }) => [clock, len] as const),
  }));
  return { clients: [...clients.values()], deletes };
}

function partOf(struct: ReturnType<typeof Y.decodeUpdate>['structs'][number]): Crafted {
  if (!(struct instanceof Y.Item))
    return { content: struct instanceof Y.GC ? { gc: struct.length } : { skip: struct.length } };
  const { origin, rightOrigin, parentSub } = struct;
  // What is decoded and not integrated has the name or the id of its parent, never the parent itself.
  const parent = struct.parent as unknown as Crafted['parent'] | null;
  return {
    origin,
    rightOrigin,
    ...(parent === null || parent === undefined ? {} : { parent }),
    ...(parentSub === null ? {} : { sub: parentSub }),
    content: contentOf(struct),
  };
}

function contentOf({ content }: Y.Item): CraftedContent {
  if (content instanceof Y.ContentString) return { string: content.str };
  if (content instanceof Y.ContentFormat) return { format: [content.key, JSON.stringify(content.value)] };
  if (content instanceof Y.ContentDeleted) return { deleted: content.len };
  if (content instanceof Y.ContentAny) return { any: content.arr as unknown[] };
  if (!(content instanceof Y.ContentType)) throw new Error('content that no client of ours writes');
  const type: unknown = content.type;
  return type instanceof Y.XmlElement ? { element: type.nodeName } : { text: true };
}
