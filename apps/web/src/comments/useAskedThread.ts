import { computed, nextTick, watch } from 'vue';
import { useRoute } from 'vue-router';
import { useCommentsStore } from './comments.store';

/** The address in a letter or on a desk names a thread: it is opened once it is there. */
export function useAskedThread(open: (sectionId: string) => void): void {
  const route = useRoute();
  const store = useCommentsStore();
  const asked = computed(() => {
    const all = Object.values(store.bySection).flatMap(({ threads }) => threads);
    return all.find(({ threadId }) => threadId === route.query.opmerking);
  });
  watch(
    () => asked.value?.threadId,
    async () => {
      const thread = asked.value;
      if (!thread) return;
      store.active = thread.threadId;
      open(thread.sectionId);
      await nextTick();
      document.getElementById(`section-${thread.sectionId}`)?.scrollIntoView();
    },
    { immediate: true },
  );
}
