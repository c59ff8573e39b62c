import * as Y from 'yjs';
import { createTextDoc } from '../schema/text-doc';

/**
 * Own text that this copy holds and the server's text does not: what was typed, saved or not, after the moment to which a
 * backup brought the server back. Null when there is none. The two are only compared, never merged.
 *
 * @param own the client ids under which this browser wrote
 * @param theirs the server's whole text
 */
export function ownBeyond(
  doc: Y.Doc,
  own: ReadonlySet<number>,
  theirs: { readonly snapshot: Uint8Array | null; readonly updates: readonly Uint8Array[] },
): Uint8Array | null {
  const server = createTextDoc();
  if (theirs.snapshot !== null) Y.applyUpdate(server, theirs.snapshot);
  for (const update of theirs.updates) Y.applyUpdate(server, update);
  // Of what others wrote nothing is taken: that is theirs to give back.
  const known = new Map([...doc.store.clients.keys()].map((client) => [client, Y.getState(doc.store, client)]));
  const beyond = [...own].filter((client) => Y.getState(server.store, client) < (known.get(client) ?? 0));
  for (const client of beyond) known.set(client, Y.getState(server.store, client));
  server.destroy();
  return beyond.length === 0 ? null : Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known));
}
