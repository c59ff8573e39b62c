import type { Peer } from '@samenspel/collab/client';
import type { PartyView } from '@samenspel/domain';

/** The parties of who is writing, each once, in the order in which they came. */
export function partiesOf(peers: readonly Peer[]): PartyView[] {
  const byId = new Map(peers.map((peer) => [peer.party.organisationId, peer.party]));
  return [...byId.values()];
}
