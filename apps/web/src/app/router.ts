import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { routes as commentsRoutes } from '../comments/routes';
import { routes as decisionsRoutes } from '../decisions/routes';
import { routes as documentsRoutes } from '../documents/routes';
import { routes as historyRoutes } from '../history/routes';
import { ADMINISTRATION } from '../identity/arrival';
import { routes as identityRoutes } from '../identity/routes';
import { useSessionStore } from '../identity/session.store';
import { routes as notificationsRoutes } from '../notifications/routes';
import { routes as rightsRoutes } from '../rights/routes';
import { routes as sealRoutes } from '../seal/routes';
import { routes as searchRoutes } from '../search/routes';
import { routes as tablesRoutes } from '../tables/routes';
import { landAt, whenTall } from '../ui/landing';
import { wantPageFocus } from '../ui/page-focus';
import { pages } from './pages';

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open the page: everybody, who is signed in, who administers, or (when absent) who acts through a seat. */
    access?: 'everybody' | 'signed-in' | 'administrator';
  }
}

const routes: RouteRecordRaw[] = [
  ...pages,
  ...identityRoutes,
  ...tablesRoutes,
  ...documentsRoutes,
  ...rightsRoutes,
  ...historyRoutes,
  ...commentsRoutes,
  ...decisionsRoutes,
  ...sealRoutes,
  ...searchRoutes,
  ...notificationsRoutes,
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    component: () => import('../platform/NotFoundPage.vue'),
    meta: { access: 'everybody' },
  },
];

/** The pages and who may open them. The server decides again on every request; this only spares a detour. */
export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    // Where one comes back to is as long as it was only once its text is there again.
    scrollBehavior: (to, _from, saved) => (saved ? whenTall(saved) : to.hash ? undefined : { top: 0 }),
  });

  router.beforeEach(async (to) => {
    const session = useSessionStore();
    await session.ensureLoaded();
    if (to.meta.access === 'everybody') return true;
    if (!session.current) return { name: 'sign-in', query: comingFrom(to.fullPath) };
    if (to.meta.access === 'signed-in') return true;
    if (to.meta.access === 'administrator') {
      if (session.current.administrator) return true;
      return session.current.mayAdminister ? { name: 'seat', query: comingFrom(to.fullPath) } : { name: 'desk' };
    }
    if (session.current.seat) return true;
    // Who only administers has no desk; who has a choice makes it first.
    if (session.current.administrator && session.current.seats.length === 0) return ADMINISTRATION;
    return { name: 'seat', query: comingFrom(to.fullPath) };
  });

  router.afterEach((to, from) => {
    const isOther = from.matched.length > 0 && to.path !== from.path;
    // Who goes to a part of a page lands there, and not at its heading.
    if (isOther && to.hash === '') wantPageFocus();
    if (isOther) document.getElementById('main')?.focus({ preventScroll: true });
    landAt(to.hash);
  });

  return router;
}

function comingFrom(path: string): Record<string, string> {
  return path === '/' ? {} : { next: path };
}
