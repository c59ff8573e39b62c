import type { RouteRecordRaw } from 'vue-router';
import SignInPage from './SignInPage.vue';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  { path: '/aanmelden', name: 'sign-in', component: SignInPage, meta: { access: 'everybody' } },
  {
    path: '/instellen/:token',
    name: 'setup',
    component: () => import('./SetupPage.vue'),
    props: true,
    meta: { access: 'everybody' },
  },
  {
    path: '/uitnodiging/:token',
    name: 'invitation',
    component: () => import('./InvitationPage.vue'),
    props: true,
    meta: { access: 'everybody' },
  },
  {
    path: '/wachtwoord-vergeten',
    name: 'forgotten',
    component: () => import('./ForgottenPage.vue'),
    meta: { access: 'everybody' },
  },
  {
    path: '/wachtwoord/:token',
    name: 'reset',
    component: () => import('./ResetPage.vue'),
    props: true,
    meta: { access: 'everybody' },
  },
  { path: '/zetel', name: 'seat', component: () => import('./SeatPage.vue'), meta: { access: 'signed-in' } },
  { path: '/account', name: 'account', component: () => import('./AccountPage.vue'), meta: { access: 'signed-in' } },
];
