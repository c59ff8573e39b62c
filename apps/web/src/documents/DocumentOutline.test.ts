import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { createI18n } from 'vue-i18n';
import type { DocumentView, SectionView } from '@samenspel/domain';
import platform from '../platform/messages.nl';
import ui from '../ui/messages.nl';
import DocumentOutline from './DocumentOutline.vue';
import DoneNotice from './DoneNotice.vue';
import { useDocumentsStore } from './documents.store';
import documents from './messages.nl';
import { provideArranging } from './useArranging';

const section = (code: string, mayEdit = true): SectionView => ({
  sectionId: `id-${code}`,
  code,
  title: `Titel ${code}`,
  right: 'write',
  audience: [],
  restricted: false,
  owner: true,
  mayEdit,
  archivedAt: null,
});

/** The outline of a document on a server that does what it is told. */
function outline(sections: SectionView[]) {
  const store = useDocumentsStore();
  store.byId = { plan: { documentId: 'plan', sections } as unknown as DocumentView };
  const placed = vi.spyOn(store, 'placeSection').mockImplementation((_document, sectionId, after) => {
    const view = store.byId['plan']!;
    const moved = view.sections.find((each) => each.sectionId === sectionId)!;
    const others = view.sections.filter((each) => each !== moved);
    others.splice(others.findIndex((each) => each.sectionId === after) + 1, 0, moved);
    store.byId['plan'] = { ...view, sections: others };
    return Promise.resolve(moved);
  });
  const page = defineComponent({
    setup() {
      provideArranging(() => store.byId['plan']);
      return () => [h(DocumentOutline, { sections: store.byId['plan']!.sections, live: new Map() }), h(DoneNotice)];
    },
  });
  const i18n = createI18n({ legacy: false, locale: 'nl', messages: { nl: { documents, platform, ui } } });
  const drawn = mount(page, { global: { plugins: [i18n] }, attachTo: document.body });
  const codes = (): string[] => drawn.findAll('.item__code').map((each) => each.text());
  const link = (code: string) => drawn.findAll('.item__link').find((each) => each.text().startsWith(code))!;
  return { drawn, placed, codes, link };
}

beforeEach(() => {
  document.body.innerHTML = '';
  setActivePinia(createPinia());
});

describe('[D12] the outline', () => {
  it('moves a section with Alt and an arrow, says where it went, and keeps the focus on it', async () => {
    const { drawn, codes, link } = outline([section('1'), section('2'), section('3')]);
    await link('3').trigger('keydown', { key: 'ArrowUp', altKey: true });
    await flushPromises();
    expect(codes()).toEqual(['1', '3', '2']);
    expect(drawn.get('[role=status]').text()).toBe('3 Titel 3 staat nu na 1 Titel 1.');
    expect(document.activeElement).toBe(link('3').element);
    await link('3').trigger('keydown', { key: 'ArrowUp', altKey: true });
    await flushPromises();
    expect(drawn.get('[role=status]').text()).toBe('3 Titel 3 staat nu vooraan.');
    await link('3').trigger('keydown', { key: 'ArrowUp', altKey: true });
    await flushPromises();
    expect(drawn.get('[role=status]').text()).toBe('3 Titel 3 kan niet verder in deze richting.');
  });

  it('takes a move back', async () => {
    const { drawn, codes, link } = outline([section('1'), section('2')]);
    await link('1').trigger('keydown', { key: 'ArrowDown', altKey: true });
    await flushPromises();
    expect(codes()).toEqual(['2', '1']);
    await drawn
      .findAll('button')
      .find((each) => each.text() === 'Ongedaan maken')!
      .trigger('click');
    await flushPromises();
    expect(codes()).toEqual(['1', '2']);
    expect(drawn.get('[role=status]').text()).toBe('Ongedaan gemaakt.');
  });

  it('has buttons for who presses, by name, and moves nothing by an arrow alone', async () => {
    const { drawn, placed, codes, link } = outline([section('1'), section('2')]);
    await link('1').trigger('keydown', { key: 'ArrowDown' });
    expect(placed).not.toHaveBeenCalled();
    expect(drawn.findAll('.item__move')).toHaveLength(0);
    await drawn
      .findAll('button')
      .find((each) => each.text() === 'Volgorde wijzigen')!
      .trigger('click');
    await drawn.get('[aria-label="1 Titel 1 omlaag"]').trigger('click');
    await flushPromises();
    expect(codes()).toEqual(['2', '1']);
  });

  it('offers nothing to who may not edit', async () => {
    const { drawn, placed, link } = outline([section('1', false), section('2', false)]);
    await link('2').trigger('keydown', { key: 'ArrowUp', altKey: true });
    expect(placed).not.toHaveBeenCalled();
    expect(drawn.text()).not.toContain('Volgorde wijzigen');
  });
});
