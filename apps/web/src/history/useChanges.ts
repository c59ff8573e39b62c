import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { Change, ComparisonView } from '@samenspel/domain';

/** Everybody's changes, or those of one party (its place in the list of parties). */
export type PartyFilter = number | 'all';

interface Changes {
  readonly filter: Ref<PartyFilter>;
  readonly shown: ComputedRef<ReadonlySet<number>>;
  /** Changes that are stepped through. */
  readonly steps: ComputedRef<readonly Change[]>;
  readonly current: Ref<number | null>;
  /** Which of the steps that is, from 1; 0 before the first. */
  readonly nth: ComputedRef<number>;
  step(by: 1 | -1): void;
}

/** Stepping through the changes of a comparison, all of them or those of one party. */
export function useChanges(view: () => ComparisonView, prefix: string): Changes {
  const filter = ref<PartyFilter>('all');
  const current = ref<number | null>(null);
  const steps = computed(() => {
    const party = filter.value;
    const { changes } = view().comparison;
    return party === 'all' ? changes : changes.filter(({ by }) => by.includes(party));
  });
  const shown = computed(() => new Set(steps.value.map(({ n }) => n)));
  const nth = computed(() => steps.value.findIndex(({ n }) => n === current.value) + 1);
  watch([view, filter], () => (current.value = null));

  function step(by: 1 | -1): void {
    const count = steps.value.length;
    if (count === 0) return;
    const next = nth.value === 0 ? (by === 1 ? 0 : count - 1) : (nth.value - 1 + by + count) % count;
    const change = steps.value[next];
    if (change === undefined) return;
    current.value = change.n;
    void nextTick(() => {
      const place = document.getElementById(`${prefix}change-${change.n}`);
      place?.scrollIntoView({ block: 'center' });
      place?.focus({ preventScroll: true });
    });
  }

  return { filter, shown, steps, current, nth, step };
}
