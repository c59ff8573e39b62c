import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/zoeken',
    name: 'search',
    component: () => import('./SearchPage.vue'),
    props: (route) => ({ q: typeof route.query.q === 'string' ? route.query.q : '' }),
  },
];
