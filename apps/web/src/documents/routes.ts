import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/tafels/:tableId/document-toevoegen',
    name: 'add-document',
    component: () => import('./AddDocumentPage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/document-importeren',
    name: 'import',
    component: () => import('./ImportPage.vue'),
    props: true,
  },
  {
    path: '/documenten/:documentId',
    name: 'document',
    component: () => import('./DocumentPage.vue'),
    props: true,
  },
];
