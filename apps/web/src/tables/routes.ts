import type { RouteRecordRaw } from 'vue-router';
import DeskPage from './DeskPage.vue';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'desk', component: DeskPage },
  { path: '/tafels/:tableId', name: 'table', component: () => import('./TablePage.vue'), props: true },
];
