import { watch } from 'vue';
import { useCommentsStore } from '../comments/comments.store';
import { useRoundsStore } from '../comments/rounds.store';
import { useDecisionsStore } from '../decisions/decisions.store';
import { useDocumentsStore } from '../documents/documents.store';
import { useSessionStore } from '../identity/session.store';
import { useRightsStore } from '../rights/rights.store';
import { useSearchStore } from '../search/search.store';
import { useAdministrationStore } from '../tables/administration/administration.store';
import { usePlanStore } from '../tables/plan.store';
import { useSealStore } from '../seal/seal.store';
import { useTablesStore } from '../tables/tables.store';

/** Forgets what one seat saw before anything is shown to another, or to nobody. */
export function useFactsOfSeat(): void {
  const session = useSessionStore();
  const stores = [
    useTablesStore(),
    usePlanStore(),
    useAdministrationStore(),
    useDocumentsStore(),
    useRightsStore(),
    useSealStore(),
    useSearchStore(),
    useCommentsStore(),
    useRoundsStore(),
    useDecisionsStore(),
  ];
  watch(
    () => `${session.current?.person.personId} ${session.current?.seat?.seatId}`,
    () => stores.forEach((store) => store.forget()),
    { flush: 'sync' },
  );
}
