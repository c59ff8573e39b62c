import type { RouteRecordRaw } from 'vue-router';
import { administrationRoutes } from './administration/routes';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/tafels/:tableId/fasen',
    name: 'change-phases',
    component: () => import('./PhasesPage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/vergadering-toevoegen',
    name: 'add-meeting',
    component: () => import('./MeetingPage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/vergaderingen/:meetingId/wijzigen',
    name: 'change-meeting',
    component: () => import('./MeetingPage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/mededeling-plaatsen',
    name: 'post-message',
    component: () => import('./MessagePage.vue'),
    props: true,
  },
  ...administrationRoutes,
];
