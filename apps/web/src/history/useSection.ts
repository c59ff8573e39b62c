import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { SectionView } from '@samenspel/domain';
import { useDocumentsStore } from '../documents/documents.store';
import { useSessionStore } from '../identity/session.store';
import { useLoad, type Task } from '../platform/useTask';

interface Place {
  readonly documentId: string;
  readonly sectionId: string;
}

interface Loaded<T> {
  readonly section: ComputedRef<SectionView | undefined>;
  /** "3 Doelen voor 2030" */
  readonly name: ComputedRef<string>;
  readonly data: ShallowRef<T | null>;
  readonly loading: Task<[]>;
}

/** The section that a page is about, and what the page shows of it; both for one seat only. */
export function useSection<T>(place: () => Place, more: () => string, fetch: () => Promise<T>): Loaded<T> {
  const documents = useDocumentsStore();
  const session = useSessionStore();
  const data = shallowRef<T | null>(null);
  const key = (): string => [place().documentId, place().sectionId, more(), session.current?.seat?.seatId].join(' ');
  // What one seat saw is gone before anything is shown to another.
  watch(key, () => (data.value = null), { flush: 'sync' });
  const loading = useLoad(key, async () => {
    const asked = key();
    const [found] = await Promise.all([fetch(), documents.load(place().documentId)]);
    if (asked === key()) data.value = found;
  });
  const section = computed(() =>
    documents.byId[place().documentId]?.sections.find(({ sectionId }) => sectionId === place().sectionId),
  );
  const name = computed(() => (section.value ? `${section.value.code} ${section.value.title}` : ''));
  return { section, name, data, loading };
}
