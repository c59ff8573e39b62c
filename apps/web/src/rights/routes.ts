import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/documenten/:documentId/secties/:sectionId/rechten',
    name: 'rights',
    component: () => import('./RightsChangePage.vue'),
    props: true,
  },
];
