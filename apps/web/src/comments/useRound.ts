import { computed, type ComputedRef } from 'vue';
import type { RoundView } from '@samenspel/domain';
import { useNews } from '../platform/useNews';
import { useLoad, type Task } from '../platform/useTask';
import { useRoundsStore } from './rounds.store';

/** A round on a page, kept up to date. */
export function useRound(roundId: () => string): { round: ComputedRef<RoundView | undefined>; loading: Task<[]> } {
  const rounds = useRoundsStore();
  const loading = useLoad(roundId, rounds.load);
  const round = computed(() => rounds.byId[roundId()]);
  useNews((news) => {
    const its = round.value;
    const here =
      (news.kind === 'document-changed' && news.documentId === its?.documentId) ||
      (news.kind === 'comments-changed' && its?.sections.some(({ sectionId }) => sectionId === news.sectionId));
    if (here) void loading.run();
  });
  return { round, loading };
}
