import { createPinia, setActivePinia, type StoreDefinition } from 'pinia';
import { createApp, effectScope } from 'vue';
import { describe, expect, it } from 'vitest';
import type { SessionView, TableView } from '@samenspel/domain';
import { useSessionStore } from '../identity/session.store';
import { useTablesStore } from '../tables/tables.store';
import { forgetful, useFactsOfSeat } from './useFactsOfSeat';

const SESSION: SessionView = {
  person: { personId: 'p', name: 'Anna', jobTitle: '' },
  seat: null,
  seats: [],
  demonstration: true,
  mayAdminister: false,
  administrator: false,
  hasPassword: false,
};

describe('[W7] what one seat saw', () => {
  it('is forgotten as soon as somebody acts through another', () => {
    const pinia = createPinia().use(forgetful);
    createApp({}).use(pinia);
    setActivePinia(pinia);
    const scope = effectScope();
    scope.run(useFactsOfSeat);
    // Made later than the watch: a page that is opened afterwards is not left out.
    const tables = useTablesStore();
    tables.byId = { a: {} as TableView };
    useSessionStore().current = SESSION;
    expect(tables.byId).toEqual({});
    scope.stop();
  });

  it('is held by no store that can not forget it', () => {
    setActivePinia(createPinia());
    const modules = import.meta.glob<Record<string, unknown>>('../**/*.store.ts', { eager: true });
    const stores = Object.values(modules).flatMap((module) =>
      Object.entries(module).flatMap(([name, use]) => (/^use\w+Store$/.test(name) ? [use as StoreDefinition] : [])),
    );
    expect(stores.length).toBeGreaterThan(8);
    // Who is signed in is what decides; it is replaced as a whole.
    const others = stores.filter((use) => use.$id !== 'session');
    expect(others.filter((use) => !('forget' in use())).map((use) => use.$id)).toEqual([]);
  });
});
