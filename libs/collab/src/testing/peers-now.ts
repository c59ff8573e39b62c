import type { ServerMessage } from '../wire/messages';
import type { WirePeer } from '../wire/peers';

/** Whose carets a client shows in a section after these messages. */
export function peersNow(messages: readonly ServerMessage[], sectionId: string): WirePeer[] {
  let peers: readonly WirePeer[] = [];
  for (const message of messages) {
    if (message.type === 'peers' && message.sectionId === sectionId) peers = message.peers;
    if (message.type !== 'carets' || message.sectionId !== sectionId) continue;
    for (const { key, caret } of message.carets)
      peers = peers.flatMap((peer) => (peer.key !== key ? peer : caret === null ? [] : { ...peer, caret }));
  }
  return [...peers];
}
