import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { LiveSection, Peer } from '@samenspel/collab/client';

interface LiveFacts {
  readonly state: LiveSection['state'];
  readonly right: LiveSection['right'] | null;
  /** The server cannot read all of it: it stands as it last could, and nobody writes in it. */
  readonly damaged: boolean;
  readonly peers: readonly Peer[];
}

const NOTHING_YET: LiveFacts = { state: 'joining', right: null, damaged: false, peers: [] };

/** What a live section says about itself now, as something that Vue can follow. */
export function useLive(section: () => LiveSection | undefined): Readonly<ShallowRef<LiveFacts>> {
  const facts = shallowRef<LiveFacts>(NOTHING_YET);
  let stop = (): void => undefined;

  watch(
    section,
    (live) => {
      stop();
      const read = (): void => {
        facts.value = live
          ? { state: live.state, right: live.right, damaged: live.damaged, peers: live.peers }
          : NOTHING_YET;
      };
      const unsubscribes = live ? [live.on('changed', read), live.on('peers', read)] : [];
      stop = () => unsubscribes.forEach((unsubscribe) => unsubscribe());
      read();
    },
    { immediate: true },
  );
  onScopeDispose(() => stop());
  return facts;
}
