import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
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
