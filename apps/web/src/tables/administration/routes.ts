import type { RouteRecordRaw } from 'vue-router';

/** Pages of who administers, who has no seat. */
const page = (path: string, name: string, component: RouteRecordRaw['component']): RouteRecordRaw =>
  ({ path: `/beheer${path}`, name, component, props: true, meta: { access: 'administrator' } }) as RouteRecordRaw;

export const administrationRoutes: RouteRecordRaw[] = [
  page('', 'administration', () => import('./TablesPage.vue')),
  page('/tafels/toevoegen', 'administration-add-table', () => import('./TableFormPage.vue')),
  page('/tafels/:tableId', 'administration-table', () => import('./TableSeatsPage.vue')),
  page('/tafels/:tableId/zetel', 'administration-add-seat', () => import('./AddSeatPage.vue')),
  page('/tafels/:tableId/zetel/controleren', 'administration-check-seat', () => import('./CheckSeatPage.vue')),
  page('/tafels/:tableId/wijzigen', 'administration-change-table', () => import('./TableFormPage.vue')),
  page('/tafels/:tableId/sluiten', 'administration-close-table', () => import('./CloseTablePage.vue')),
  page('/zetels/:seatId/persoon', 'administration-add-term', () => import('./TermPage.vue')),
  page('/zetels/:seatId/einde/:personId/:from', 'administration-move-term', () => import('./MoveTermPage.vue')),
  page('/uitnodigingen', 'invitations', () => import('./InvitationsPage.vue')),
  page('/organisaties', 'administration-organisations', () => import('./OrganisationsPage.vue')),
  page('/organisaties/toevoegen', 'administration-add-organisation', () => import('./OrganisationFormPage.vue')),
  page('/organisaties/:organisationId', 'administration-organisation', () => import('./OrganisationFormPage.vue')),
  page('/regios', 'administration-regions', () => import('./RegionsPage.vue')),
  page('/regios/toevoegen', 'administration-add-region', () => import('./RegionFormPage.vue')),
  page('/regios/:regionId', 'administration-region', () => import('./RegionFormPage.vue')),
  page('/mensen', 'administration-people', () => import('./PeoplePage.vue')),
];
