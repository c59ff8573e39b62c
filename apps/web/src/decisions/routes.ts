import type { RouteRecordRaw } from 'vue-router';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  { path: '/besluiten', name: 'register', component: () => import('./RegisterPage.vue') },
  {
    path: '/tafels/:tableId/besluiten',
    name: 'table-register',
    component: () => import('./RegisterPage.vue'),
    props: true,
  },
  {
    path: '/tafels/:tableId/besluiten/voorbereiden',
    name: 'prepare-outcome',
    component: () => import('./PreparePage.vue'),
    props: true,
  },
  {
    path: '/besluiten/voorbereiding/:preparationId',
    name: 'preparation',
    component: () => import('./PreparationPage.vue'),
    props: true,
  },
  {
    path: '/besluiten/voorbereiding/:preparationId/vastleggen',
    name: 'confirm-outcome',
    component: () => import('./ConfirmPage.vue'),
    props: true,
  },
  { path: '/besluiten/:outcomeId', name: 'outcome', component: () => import('./OutcomePage.vue'), props: true },
  {
    path: '/besluiten/:outcomeId/vaststelling',
    name: 'adoption',
    component: () => import('./AdoptionPage.vue'),
    props: true,
  },
  {
    path: '/besluiten/:outcomeId/openbaar',
    name: 'publication',
    component: () => import('./PublicationPage.vue'),
    props: true,
  },
  {
    path: '/besluiten/:outcomeId/voorstel/:place',
    name: 'proposal',
    component: () => import('./ProposalPage.vue'),
    props: true,
  },
  {
    path: '/openbaar/uitkomsten/:publicId',
    // Where pages stood that were made public before: an address that was given away keeps working.
    alias: '/openbaar/besluiten/:publicId',
    name: 'public-outcome',
    component: () => import('./PublicOutcomePage.vue'),
    props: true,
    meta: { access: 'everybody' },
  },
];
