import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  { path: '/postvak', name: 'outbox', component: () => import('./OutboxPage.vue'), meta: { access: 'signed-in' } },
];
