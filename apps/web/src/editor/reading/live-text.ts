import { computed, type ComputedRef, onScopeDispose, shallowRef, watch } from 'vue';
import { hasUnknownContent, readBlocks, type RenderedBlock } from '@samenspel/collab';
import type { LiveSection, Peer } from '@samenspel/collab/client';

export interface LiveText {
  readonly blocks: ComputedRef<readonly RenderedBlock[]>;
  /** Something that this version cannot write safely. */
  readonly unknown: ComputedRef<boolean>;
  readonly state: ComputedRef<LiveSection['state']>;
  /** The server cannot read all of it: it stands as it last could, and nobody writes in it. */
  readonly damaged: ComputedRef<boolean>;
  /** May an editor come here? */
  readonly writable: ComputedRef<boolean>;
  readonly peers: ComputedRef<readonly Peer[]>;
  /** Counts every change of the text, for what must look at it again. */
  readonly version: ComputedRef<number>;
}

/** Follows a live section as facts that Vue can draw. Reads the text only when something asks for it. */
export function useLiveText(section: () => LiveSection): LiveText {
  const text = shallowRef(0);
  const facts = shallowRef(0);
  const peers = shallowRef(0);
  let stop = (): void => undefined;
  watch(
    section,
    (live) => {
      stop();
      const changed = (): void => void text.value++;
      live.doc.on('update', changed);
      const told = (): void => {
        facts.value++;
        // Its text was wiped: nothing of it may stay here as something drawn before.
        if (live.state === 'closed') changed();
      };
      const unsubscribes = [live.on('changed', told), live.on('peers', () => peers.value++)];
      stop = () => {
        live.doc.off('update', changed);
        unsubscribes.forEach((unsubscribe) => unsubscribe());
      };
      text.value++;
      facts.value++;
      peers.value++;
    },
    { immediate: true },
  );
  onScopeDispose(() => stop());
  const on = <T>(count: { readonly value: number }, read: (live: LiveSection) => T): ComputedRef<T> =>
    computed(() => (count.value, read(section())));
  const unknown = on(text, (live) => hasUnknownContent(live.doc));
  const state = on(facts, (live) => live.state);
  const right = on(facts, (live) => live.right);
  return {
    blocks: on(text, (live) => readBlocks(live.doc)),
    unknown,
    state,
    damaged: on(facts, (live) => live.damaged),
    writable: computed(() => state.value === 'live' && right.value === 'write' && !unknown.value),
    peers: on(peers, (live) => live.peers),
    version: computed(() => text.value),
  };
}
