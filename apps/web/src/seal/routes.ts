import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  { path: '/tafels/:tableId/zegel', name: 'seal', component: () => import('./SealPage.vue'), props: true },
];
