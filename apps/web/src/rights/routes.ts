import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/documenten/:documentId/secties/:sectionId/rechten',
    name: 'rights',
    component: () => import('./RightsChangePage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/rechten',
    name: 'table-access',
    component: () => import('./AccessReviewPage.vue'),
    props: true,
  },
  {
    path: '/beheer/tafels/:tableId/rechten',
    name: 'administration-access',
    component: () => import('./AccessReviewPage.vue'),
    props: ({ params }) => ({ tableId: params['tableId'], administrator: true }),
    meta: { access: 'administrator' },
  },
];
