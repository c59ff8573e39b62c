import { createPinia, setActivePinia } from 'pinia';
import { effectScope } from 'vue';
import { expect, it } from 'vitest';
import type { SessionView, TableView } from '@samenspel/domain';
import { useSessionStore } from '../identity/session.store';
import { useTablesStore } from '../tables/tables.store';
import { useFactsOfSeat } from './useFactsOfSeat';

it('[W7] forgets what one seat saw as soon as somebody acts through another', () => {
  setActivePinia(createPinia());
  const scope = effectScope();
  scope.run(useFactsOfSeat);
  const tables = useTablesStore();
  tables.byId = { a: {} as TableView };
  useSessionStore().current = {
    person: { personId: 'p', name: 'Anna', jobTitle: '' },
    seat: null,
    seats: [],
    demonstration: true,
    mayAdminister: false,
    administrator: false,
    hasPassword: false,
  } satisfies SessionView;
  expect(tables.byId).toEqual({});
  scope.stop();
});
