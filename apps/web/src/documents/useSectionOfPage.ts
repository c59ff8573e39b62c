import { computed, type ComputedRef } from 'vue';
import type { LiveSection } from '@samenspel/collab/client';
import type { DocumentView, SectionView } from '@samenspel/domain';
import { useLoad, type Task } from '../platform/useTask';
import { useNews } from '../platform/useNews';
import { aboveOf } from './arrange';
import { useDocumentsStore } from './documents.store';
import { useOpenSections } from './useOpenSections';

interface SectionOfPage {
  readonly loading: Task<[]>;
  readonly view: ComputedRef<DocumentView | undefined>;
  readonly section: ComputedRef<SectionView | undefined>;
  readonly above: ComputedRef<SectionView | null>;
  live(section: SectionView | null | undefined): LiveSection | undefined;
}

/** A section and the one above it, live, for a page about the two. */
export function useSectionOfPage(props: { readonly documentId: string; readonly sectionId: string }): SectionOfPage {
  const documents = useDocumentsStore();
  const loading = useLoad(() => props.documentId, documents.load);
  useNews((news) => {
    if (news.kind === 'document-changed' && news.documentId === props.documentId) void loading.run();
  });
  const view = computed(() => documents.byId[props.documentId]);
  const sections = computed(() => view.value?.sections ?? []);
  const section = computed(() => sections.value.find((each) => each.sectionId === props.sectionId));
  const above = computed(() => aboveOf(sections.value, props.sectionId));
  const open = useOpenSections(
    () => [section.value, above.value].filter((each) => each !== null && each !== undefined),
    () => void loading.run(),
  );
  return { loading, view, section, above, live: (each) => (each ? open.value.get(each.sectionId) : undefined) };
}
