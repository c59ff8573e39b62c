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
    path: '/documenten/:documentId/kopieren',
    name: 'copy-document',
    component: () => import('./CopyDocumentPage.vue'),
    props: true,
  },
  {
    path: '/documenten/:documentId/bekijk-als',
    name: 'view-as',
    component: () => import('./ViewAsPage.vue'),
    props: (route) => ({
      documentId: route.params['documentId'],
      seatId: typeof route.query['als'] === 'string' ? route.query['als'] : undefined,
    }),
  },
  {
    path: '/documenten/:documentId/secties/:sectionId/rechten',
    name: 'rights',
    component: () => import('./RightsChangePage.vue'),
    props: true,
  },
  {
    path: '/documenten/:documentId/secties/:sectionId/splitsen',
    name: 'split-section',
    component: () => import('./SplitSectionPage.vue'),
    props: true,
  },
  {
    path: '/documenten/:documentId/secties/:sectionId/samenvoegen',
    name: 'merge-section',
    component: () => import('./MergeSectionPage.vue'),
    props: true,
  },
];
