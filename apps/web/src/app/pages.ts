import type { RouteRecordRaw } from 'vue-router';
import DeskPage from './DeskPage.vue';

/** The pages on which several rooms come together. */
export const pages: RouteRecordRaw[] = [
  { path: '/', name: 'desk', component: DeskPage },
  { path: '/tafels/:tableId', name: 'table', component: () => import('./TablePage.vue'), props: true },
  { path: '/documenten/:documentId', name: 'document', component: () => import('./DocumentPage.vue'), props: true },
];
