const uuid = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const as = (person, seat) => `${uuid(person)}_${uuid(seat)}`;
const commissioner = as(401, 201);
const twoSeats = as(403, 203);
const observer = as(412, 212);
const table = `/tafels/${uuid(1)}`;
const plan = `/documenten/${uuid(2)}`;
const ready = (page) => page.waitForSelector('.s-text, .s-static');

const file = { name: 'plan-van-aanpak.txt', mimeType: 'text/plain', buffer: Buffer.from('Plan van aanpak') };
const pretend = (facts) => (page) => page.evaluate((given) => globalThis.collab.pretend(given), facts);
const drafts = [
  {
    draftId: 'a',
    sectionId: uuid(603),
    sectionTitle: '3 Doelen',
    reason: 'forbidden',
    at: '2026-11-22T09:10:00.000Z',
    text: 'Wij stellen voor om de wachttijd al in 2028 op zes weken te brengen.',
  },
];

/** Every page and every state of it that looks different. `as` is who is signed in. */
export const pages = [
  { name: 'sign-in', path: '/aanmelden' },
  { name: 'sign-in-ended', path: '/aanmelden?reason=ended' },
  { name: 'seat', as: as(403, 0), path: '/zetel' },
  { name: 'account', as: commissioner, path: '/account' },
  {
    name: 'account-ask',
    as: commissioner,
    path: '/account',
    act: async (page) => {
      await page.getByRole('button', { name: /Overal afmelden|Sign out everywhere/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'desk', as: twoSeats, path: '/' },
  {
    name: 'menu',
    as: twoSeats,
    path: '/',
    act: async (page) => {
      await page.getByRole('button', { name: /Wisselen|Switch/ }).press('Enter');
      await page.getByRole('menu').waitFor();
    },
  },
  { name: 'table', as: commissioner, path: table },
  { name: 'table-observer', as: observer, path: table },
  { name: 'add-document', as: commissioner, path: `${table}/document-toevoegen` },
  {
    name: 'add-document-fault',
    as: commissioner,
    path: `${table}/document-toevoegen`,
    act: (page) => page.locator('form button[type=submit]').click(),
  },
  { name: 'import', as: commissioner, path: `${table}/document-importeren` },
  {
    name: 'import-preview',
    as: commissioner,
    path: `${table}/document-importeren`,
    act: async (page) => {
      await page.setInputFiles('#import-file', file);
      await page.waitForSelector('details');
    },
  },
  {
    name: 'import-refused',
    as: commissioner,
    path: `${table}/document-importeren`,
    act: async (page) => {
      await page.setInputFiles('#import-file', { ...file, buffer: Buffer.alloc(0) });
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'document', as: commissioner, path: plan, act: ready },
  { name: 'document-observer', as: observer, path: plan, act: ready },
  {
    name: 'document-unsaved',
    as: commissioner,
    path: plan,
    act: async (page) => {
      await ready(page);
      await pretend({ save: { kind: 'unsaved', reason: 'no-connection' }, drafts })(page);
    },
  },
  {
    name: 'document-leave',
    as: commissioner,
    path: plan,
    act: async (page) => {
      await ready(page);
      await pretend({ save: { kind: 'unsaved', reason: 'no-connection' } })(page);
      await page.locator('header a').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'document-drafts',
    as: commissioner,
    path: plan,
    act: async (page) => {
      await ready(page);
      await pretend({ drafts })(page);
      await page.getByRole('button', { name: /niet geplaatst|not placed/ }).click();
      await page.locator('.draft').waitFor();
    },
  },
  {
    name: 'document-rights',
    as: commissioner,
    path: plan,
    act: async (page) => {
      await ready(page);
      await page
        .getByRole('button', { name: /Wie mag dit lezen en wijzigen\?.*B\.1|Who may read and change this\?.*B\.1/ })
        .click();
      await page.locator('.matrix').waitFor();
    },
  },
  {
    name: 'document-rights-log',
    as: commissioner,
    path: plan,
    act: async (page) => {
      await ready(page);
      await page
        .getByRole('button', { name: /Wie mag dit lezen en wijzigen\?.*3|Who may read and change this\?.*3/ })
        .click();
      await page.getByRole('tab', { name: /Wijzigingen|Changes/ }).click();
      await page.locator('.log').waitFor();
    },
  },
  {
    name: 'add-section',
    as: commissioner,
    path: plan,
    act: async (page) => {
      await ready(page);
      await page.getByRole('button', { name: /Sectie toevoegen|Add a section/ }).click();
      await page.locator('#preset-providerWithCommissioners').check();
      await page.locator('#section-provider').waitFor();
    },
  },
  {
    name: 'add-section-fault',
    as: commissioner,
    path: plan,
    act: async (page) => {
      await ready(page);
      await page.getByRole('button', { name: /Sectie toevoegen|Add a section/ }).click();
      await page.locator('form button[type=submit]').click();
      await page.locator('.summary').waitFor();
    },
  },
  { name: 'rights-change', as: commissioner, path: `${plan}/secties/${uuid(605)}/rechten` },
  {
    name: 'rights-review',
    as: commissioner,
    path: `${plan}/secties/${uuid(605)}/rechten`,
    act: async (page) => {
      await page.locator('#role-clientRepresentative').selectOption('read');
      await page.locator(`#seat-${uuid(204)}`).selectOption('none');
      await page.getByRole('button', { name: /Bekijk de gevolgen|See what follows/ }).click();
      await page.getByRole('heading', { level: 1, name: /zicht|sight/ }).waitFor();
    },
  },
  { name: 'not-found', as: commissioner, path: '/nergens' },
  {
    name: 'problem',
    as: commissioner,
    path: `/documenten/${uuid(9)}`,
  },
];
