import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { CollabClient, LiveSection } from '@samenspel/collab/client';
import type { SectionView } from '@samenspel/domain';
import { useConnection } from '../platform/collab';

/**
 * Keeps the sections of a page joined for as long as the page lives; each `open` gets its `close`.
 *
 * @param closed called when a section was closed from the other side: it may be gone for this seat, or have to be opened anew
 */
export function useOpenSections(
  sections: () => readonly SectionView[],
  closed: () => void,
): Readonly<ShallowRef<ReadonlyMap<string, LiveSection>>> {
  const connection = useConnection();
  const open = shallowRef<ReadonlyMap<string, LiveSection>>(new Map());
  let openedBy: CollabClient | null = null;

  function closeAll(): void {
    // A client that is gone has closed its sections itself.
    if (openedBy && openedBy === connection.value?.client) for (const id of open.value.keys()) openedBy.close(id);
    open.value = new Map();
    openedBy = null;
  }

  function usable(live: LiveSection | undefined): LiveSection | undefined {
    return live?.state === 'closed' ? undefined : live;
  }

  function follows(live: LiveSection): LiveSection {
    const stop = live.on('changed', () => {
      if (live.state !== 'closed') return;
      stop();
      if (open.value.get(live.sectionId) === live) closed();
    });
    return live;
  }

  function follow(client: CollabClient | null, wanted: readonly SectionView[]): void {
    if (client !== openedBy) closeAll();
    if (!client) return;
    openedBy = client;
    const before = open.value;
    const after = new Map(
      wanted.map((view) => [
        view.sectionId,
        usable(before.get(view.sectionId)) ??
          follows(client.open(view.sectionId, { title: `${view.code} ${view.title}`, restricted: view.restricted })),
      ]),
    );
    for (const id of before.keys()) if (!after.has(id)) client.close(id);
    open.value = after;
  }

  watch([() => connection.value?.client ?? null, sections] as const, ([client, wanted]) => follow(client, wanted), {
    immediate: true,
  });
  onScopeDispose(closeAll);
  return open;
}
