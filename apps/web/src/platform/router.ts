import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { useSessionStore } from '../identity/session.store';
import { wantPageFocus } from '../ui/page-focus';
import DeskPage from '../tables/DeskPage.vue';
import SignInPage from '../identity/SignInPage.vue';

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open the page: everybody, who is signed in, or (when absent) who acts through a seat. */
    access?: 'everybody' | 'signed-in';
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/aanmelden', name: 'sign-in', component: SignInPage, meta: { access: 'everybody' } },
  {
    path: '/zetel',
    name: 'seat',
    component: () => import('../identity/SeatPage.vue'),
    meta: { access: 'signed-in' },
  },
  {
    path: '/account',
    name: 'account',
    component: () => import('../identity/AccountPage.vue'),
    meta: { access: 'signed-in' },
  },
  { path: '/', name: 'desk', component: DeskPage },
  {
    path: '/tafels/:tableId',
    name: 'table',
    component: () => import('../tables/TablePage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/document-toevoegen',
    name: 'add-document',
    component: () => import('../documents/AddDocumentPage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/document-importeren',
    name: 'import',
    component: () => import('../documents/ImportPage.vue'),
    props: true,
  },
  {
    path: '/documenten/:documentId',
    name: 'document',
    component: () => import('../documents/DocumentPage.vue'),
    props: true,
  },
  {
    path: '/documenten/:documentId/secties/:sectionId/rechten',
    name: 'rights',
    component: () => import('../rights/RightsChangePage.vue'),
    props: true,
  },
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    component: () => import('./NotFoundPage.vue'),
    meta: { access: 'everybody' },
  },
];

/** The pages and who may open them. The server decides again on every request; this only spares a detour. */
export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? undefined : { top: 0 }),
  });

  router.beforeEach(async (to) => {
    const session = useSessionStore();
    await session.ensureLoaded();
    if (to.meta.access === 'everybody') return true;
    if (!session.current) return { name: 'sign-in', query: comingFrom(to.fullPath) };
    if (!session.current.seat && to.meta.access !== 'signed-in') {
      return { name: 'seat', query: comingFrom(to.fullPath) };
    }
    return true;
  });

  router.afterEach((to, from) => {
    if (from.matched.length > 0 && to.path !== from.path) {
      wantPageFocus();
      document.getElementById('main')?.focus({ preventScroll: true });
    }
  });

  return router;
}

function comingFrom(path: string): Record<string, string> {
  return path === '/' ? {} : { next: path };
}
