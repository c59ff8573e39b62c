import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { MeetingView, TablePlanView } from '@samenspel/domain';
import platform from '../platform/messages.nl';
import ui from '../ui/messages.nl';
import tables from './messages.nl';
import MeetingPage from './MeetingPage.vue';
import PhasesPage from './PhasesPage.vue';
import { usePlanStore } from './plan.store';

const TABLE = '7f8c1f2e-6c53-4a39-9f9e-0f0c1c3a5b01';
const MEETING = '7f8c1f2e-6c53-4a39-9f9e-0f0c1c3a5b02';

const meeting = (version: number, title: string): MeetingView => ({
  meetingId: MEETING,
  version,
  title,
  startsAt: '2026-12-01T09:00:00.000Z',
  place: 'Stadhuis',
  formality: 'informal',
  agenda: [],
  cancelledAt: null,
});

const plan = (facts: Partial<TablePlanView>): TablePlanView => ({
  tableId: TABLE,
  version: 1,
  mayPlan: true,
  mayPost: true,
  phases: [],
  meetings: [],
  messages: [],
  ...facts,
});

/** What the server was asked to change, and the plan that it answers with. */
const asked: unknown[] = [];
function answering(now: TablePlanView): void {
  vi.stubGlobal('fetch', (_path: string, { body }: RequestInit) => {
    if (typeof body === 'string') asked.push(JSON.parse(body));
    return Promise.resolve(new Response(JSON.stringify(now)));
  });
}

/** The page as somebody opens it who comes from the page of the table, where this plan was read. */
async function open(page: Component, props: Record<string, string>, known: TablePlanView): Promise<VueWrapper> {
  usePlanStore().byTable = { [TABLE]: known };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:tableId?', name: 'table', component: { render: () => null } }],
  });
  const i18n = createI18n({ legacy: false, locale: 'nl', messages: { nl: { platform, tables, ui } } });
  const drawn = mount(page, {
    props: { tableId: TABLE, ...props },
    global: { plugins: [i18n, router] },
    attachTo: document.body,
  });
  await flushPromises();
  return drawn;
}

beforeEach(() => {
  asked.length = 0;
  document.body.innerHTML = '';
  setActivePinia(createPinia());
});
afterEach(() => vi.unstubAllGlobals());

describe('the form of a meeting', () => {
  it('[T8] shows what somebody else changed since the page of the table was read, and saves over nothing unseen', async () => {
    answering(plan({ meetings: [meeting(2, 'Overleg over wachttijden')] }));
    const page = await open(MeetingPage, { meetingId: MEETING }, plan({ meetings: [meeting(1, 'Overleg')] }));
    expect(page.get<HTMLInputElement>('#field-title').element.value).toBe('Overleg over wachttijden');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(asked).toMatchObject([{ version: 2, title: 'Overleg over wachttijden' }]);
  });

  it('[T8] keeps what was typed when somebody else saves meanwhile, and names the version that it was filled from', async () => {
    const known = plan({ meetings: [meeting(1, 'Overleg')] });
    answering(known);
    const page = await open(MeetingPage, { meetingId: MEETING }, known);
    await page.get('#field-place').setValue('Oude Kerk');
    usePlanStore().byTable = { [TABLE]: plan({ meetings: [meeting(2, 'Overleg over wachttijden')] }) };
    await flushPromises();
    expect(page.get<HTMLInputElement>('#field-place').element.value).toBe('Oude Kerk');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(asked).toMatchObject([{ version: 1, title: 'Overleg', place: 'Oude Kerk' }]);
  });
});

describe('the form of the phases', () => {
  const phase = (
    name: string,
    from: string,
    until: string,
    gate: string | null = null,
  ): TablePlanView['phases'][0] => ({
    name,
    from,
    until,
    gate: gate === null ? null : { what: 'Plan gereed', on: gate, by: 'Kernteam' },
  });

  it.each([
    ['a phase that ends before it starts', [phase('Een', '2026-02-01', '2026-01-01')], 'field-phases-0-until'],
    [
      'a phase that starts before the one before it ended',
      [phase('Een', '2026-01-01', '2026-03-01'), phase('Twee', '2026-02-01', '2026-05-01')],
      'field-phases-1-from',
    ],
    ['a gate outside its phase', [phase('Een', '2026-01-01', '2026-03-01', '2026-06-01')], 'field-phases-0-gate-on'],
  ])('[T9] leads from the summary to the field of %s', async (_what, phases, fieldId) => {
    const now = plan({ phases });
    answering(now);
    const page = await open(PhasesPage, {}, now);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(asked).toEqual([]);
    await page.get('.summary a').trigger('click');
    expect(document.activeElement?.id).toBe(fieldId);
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  });
});
