import type { RouteRecordRaw } from 'vue-router';

const HISTORY = '/documenten/:documentId/secties/:sectionId/geschiedenis';

/** The pages of this room. A place in the log stands in an address as "2.118". */
export const routes: RouteRecordRaw[] = [
  { path: HISTORY, name: 'history', component: () => import('./HistoryPage.vue'), props: true },
  { path: `${HISTORY}/versie/:place`, name: 'version', component: () => import('./VersionPage.vue'), props: true },
  {
    path: `${HISTORY}/vergelijken`,
    name: 'compare',
    component: () => import('./ComparePage.vue'),
    props: ({ params, query }) => ({ ...params, from: one(query.van), to: one(query.naar) }),
  },
  { path: `${HISTORY}/terugzetten/:place`, name: 'restore', component: () => import('./RestorePage.vue'), props: true },
  { path: `${HISTORY}/wissen/:place`, name: 'erase', component: () => import('./ErasePage.vue'), props: true },
  {
    path: `${HISTORY}/wie-schreef-wat`,
    name: 'authorship',
    component: () => import('./AuthorsPage.vue'),
    props: ({ params, query }) => ({ ...params, place: one(query.versie) }),
  },
];

function one(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
