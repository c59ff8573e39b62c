import { computed, inject, onScopeDispose, provide, ref, watch, type ComputedRef, type InjectionKey } from 'vue';
import { AnchorResolver, anchorAt, hasWords, type LineRange } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import type { ThreadView } from '@samenspel/domain';
import { TEXT_NOTES, type NoteRange } from '../editor/reading/notes';
import { useConnection } from '../platform/collab';
import { useNews } from '../platform/useNews';
import { useLoad } from '../platform/useTask';
import { useCommentsStore } from './comments.store';

/** A text is searched for lost quotes at most this often, in milliseconds: typing must not wait for it. */
const SEARCH_EVERY_MS = 600;

/** What the page offers to what shows comments. */
export interface DocumentNotes {
  /** Where a thread stands now; null for one whose words are gone. */
  placeOf(thread: ThreadView): LineRange | null;
  /** Is there anything in a selection to comment on, in a text that is there? */
  mayBegin(sectionId: string, selected: LineRange): boolean;
  /** Begins a comment on a selection. False: too long. */
  begin(sectionId: string, selected: LineRange): boolean;
  /** The section's text, for who must wait until what it quotes is saved. */
  live(sectionId: string): LiveSection | undefined;
  readonly failure: ComputedRef<ReturnType<typeof useLoad>['failure']['value']>;
  reload(): void;
}

const DOCUMENT_NOTES: InjectionKey<DocumentNotes> = Symbol('document notes');

interface Page {
  readonly documentId: () => string;
  readonly live: () => ReadonlyMap<string, LiveSection>;
  /** Shows the comments of a section; quietly leaves focus where it is. */
  open(sectionId: string, quiet: boolean): void;
  noteSelection(): void;
}

/** Loads the comments of a document, keeps them up to date, and lets its texts show them. */
export function useDocumentNotes(page: Page): DocumentNotes {
  const store = useCommentsStore();
  const loading = useLoad(page.documentId, store.load);
  const connection = useConnection();
  const resolvers = new Map<string, { readonly live: LiveSection; readonly its: AnchorResolver; stop(): void }>();
  const listeners = new Set<() => void>();
  /** Counts what may have moved, for what is drawn beside the text. */
  const moved = ref(0);
  let timer: ReturnType<typeof setTimeout> | null = null;

  function resolver(sectionId: string): AnchorResolver | null {
    const live = page.live().get(sectionId);
    const known = resolvers.get(sectionId);
    if (known && known.live === live) return known.its;
    known?.stop();
    resolvers.delete(sectionId);
    if (!live) return null;
    const its = new AnchorResolver(live.doc);
    live.doc.on('update', soon);
    resolvers.set(sectionId, { live, its, stop: () => live.doc.off('update', soon) });
    return its;
  }

  function soon(): void {
    timer ??= setTimeout(() => {
      timer = null;
      search();
    }, SEARCH_EVERY_MS);
  }

  function search(): void {
    for (const [sectionId, { threads }] of Object.entries(store.bySection)) {
      const its = resolver(sectionId);
      its?.changed();
      its?.search(threads.map(({ anchor }) => anchor));
    }
    moved.value++;
    // An editor moves what it shows along with own typing: now and then it hears where that really is, as all others do.
    tell();
  }

  function tell(): void {
    for (const listener of [...listeners]) listener();
  }

  const shown = (thread: ThreadView): boolean => thread.resolved === null || thread.threadId === store.active;

  function ranges(sectionId: string): NoteRange[] {
    void moved.value;
    const its = resolver(sectionId);
    if (!its) return [];
    its.changed();
    return (store.bySection[sectionId]?.threads ?? []).filter(shown).flatMap((thread) => {
      const range = its.place(thread.anchor);
      return range === null ? [] : [{ id: thread.threadId, range, active: thread.threadId === store.active }];
    });
  }

  watch(
    // Each section's list: replaced as a whole when it is fetched again.
    [() => Object.values(store.bySection), () => store.active, page.live],
    () => {
      search();
    },
    { flush: 'post' },
  );
  useNews((news) => {
    if (news.kind === 'comments-changed' && page.live().has(news.sectionId))
      void store.refresh(news.sectionId).catch(() => loading.run());
  });
  // News that came while there was no connection was missed.
  watch(
    () => connection.value?.client.connected,
    (connected, before) => {
      if (connected && before === false) void loading.run();
    },
  );
  onScopeDispose(() => {
    if (timer !== null) clearTimeout(timer);
    for (const { stop } of resolvers.values()) stop();
  });

  provide(TEXT_NOTES, {
    ranges,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open(sectionId, threadId) {
      store.active = threadId;
      page.open(sectionId, true);
    },
    noteSelection: () => page.noteSelection(),
  });

  const notes: DocumentNotes = {
    placeOf(thread) {
      void moved.value;
      return resolver(thread.sectionId)?.place(thread.anchor) ?? null;
    },
    mayBegin(sectionId, selected) {
      const live = page.live().get(sectionId);
      return live?.known != null && hasWords(live.doc, selected);
    },
    begin(sectionId, selected) {
      const live = page.live().get(sectionId);
      if (!live?.known) return true;
      const anchor = anchorAt(live.doc, selected);
      if (typeof anchor === 'string') return anchor === 'empty';
      const ids = { threadId: crypto.randomUUID(), commentId: crypto.randomUUID() };
      store.composing = { sectionId, ...ids, anchor, ...live.known };
      store.active = null;
      page.open(sectionId, false);
      return true;
    },
    live: (sectionId) => page.live().get(sectionId),
    failure: computed(() => loading.failure.value),
    reload: () => void loading.run(),
  };
  provide(DOCUMENT_NOTES, notes);
  return notes;
}

/** The notes of the page around; null outside one. */
export function usePageNotes(): DocumentNotes | null {
  return inject(DOCUMENT_NOTES, null);
}
