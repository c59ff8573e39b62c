import type { RouteRecordRaw } from 'vue-router';
import SignInPage from './SignInPage.vue';

/** The pages of this room. */
export const routes: RouteRecordRaw[] = [
  { path: '/aanmelden', name: 'sign-in', component: SignInPage, meta: { access: 'everybody' } },
  { path: '/zetel', name: 'seat', component: () => import('./SeatPage.vue'), meta: { access: 'signed-in' } },
  { path: '/account', name: 'account', component: () => import('./AccountPage.vue'), meta: { access: 'signed-in' } },
];
