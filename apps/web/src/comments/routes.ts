import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/documenten/:documentId/reactieronde-openen',
    name: 'open-round',
    component: () => import('./OpenRoundPage.vue'),
    props: true,
  },
  { path: '/reactierondes/:roundId', name: 'round', component: () => import('./RoundPage.vue'), props: true },
  {
    path: '/reactierondes/:roundId/publiceren',
    name: 'publish-round',
    component: () => import('./PublishRoundPage.vue'),
    props: true,
  },
  {
    path: '/reactierondes/:roundId/doorgaan-zonder-antwoord',
    name: 'close-round-without',
    component: () => import('./CloseWithoutPage.vue'),
    props: true,
  },
];
