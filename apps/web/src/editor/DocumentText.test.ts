import type { Editor } from '@tiptap/core';
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { h, nextTick, ref, shallowRef } from 'vue';
import { createI18n } from 'vue-i18n';
import { writeBlocks } from '@samenspel/collab';
import type { SectionView } from '@samenspel/domain';
import * as Y from 'yjs';
import ui from '../ui/messages.nl';
import DocumentText from './DocumentText.vue';
import editorEn from './messages.en';
import editor from './messages.nl';
import KeptTyping from './reading/KeptTyping.vue';
import { provideKeptTyping } from './reading/kept-typing';
import { FakeSection, party, type FakeLive } from './testing/fake-live';
import { blocks } from './testing/pair';

const sources = import.meta.glob<string>('./**/*.{ts,vue}', { query: '?raw', import: 'default', eager: true });

function page(
  right: SectionView['right'],
  text: string,
): {
  live: FakeLive;
  theirs: FakeLive;
  section: FakeSection;
  view: SectionView;
  drawn: ReturnType<typeof mount>;
} {
  const sectionId = '30000000-0000-4000-8000-000000000000';
  const section = new FakeSection(sectionId);
  const theirs = section.join(party('Gemeente Noorderveen', 'NV'));
  writeBlocks(theirs.doc, blocks(text), () => 'b');
  const live = section.join(party('De Brug', 'DB', 1), right);
  theirs.inbox.length = 0;
  live.inbox.length = 0;
  const view: SectionView = {
    sectionId,
    code: '3',
    title: 'Doelen',
    right,
    audience: [],
    restricted: false,
    owner: false,
    mayEdit: false,
    archivedAt: null,
  };
  const drawn = mount(DocumentText, {
    props: { sections: [{ view, live }] },
    slots: { bar: '<p class="bar">{{ params.section.code }}</p>' },
    global: { plugins: [words()] },
    attachTo: document.body,
  });
  return { live, theirs, section, view, drawn };
}

const words = (): ReturnType<typeof createI18n> =>
  createI18n({ legacy: false, locale: 'nl', messages: { nl: { editor, ui } } });

describe('the text of a document', () => {
  it('[X18] is there to read without any code of the editor', () => {
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      const source = sources[path] ?? '';
      for (const [, target] of source.matchAll(/^import (?!type )[^;]*?'(\.[^']+)';$/gms)) {
        const file = new URL(target!, `file:///${path.slice(2)}`).pathname.slice(1);
        for (const end of ['', '.ts']) if (sources[`./${file}${end}`] !== undefined) visit(`./${file}${end}`);
      }
    };
    visit('./DocumentText.vue');
    expect(reached.size).toBeGreaterThan(12);
    const heavy = [...reached].filter((path) =>
      /^import (?!type )[^;]*?'(@tiptap|prosemirror)/ms.test(sources[path] ?? ''),
    );
    expect(heavy).toEqual([]);
  });

  it('[X18] draws what others write as it comes in', async () => {
    const { theirs, section, drawn } = page('read', 'een');
    expect(drawn.get('.s-text').text()).toBe('een');
    const text = (theirs.doc.getXmlFragment('content').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    theirs.doc.transact(() => text.insert(3, ' <b>twee</b>'), 'theirs');
    section.settle();
    await nextTick();
    expect(drawn.get('.s-text').text()).toBe('een <b>twee</b>');
    drawn.unmount();
  });

  it('[X3] shows what it does not know without offering to write, and says so', async () => {
    const { live, drawn } = page('write', 'een');
    expect(drawn.find('[tabindex="0"].s-section__text').exists()).toBe(true);
    live.doc.transact(() => live.doc.getXmlFragment('content').insert(1, [new Y.XmlElement('figure')]), 'x');
    await nextTick();
    expect(drawn.find('[tabindex="0"].s-section__text').exists()).toBe(false);
    expect(drawn.text()).toContain(editor.unknownContent);
    drawn.unmount();
  });

  it('[X12] never shows an empty text for one that is not there yet, and none after the right to read went', async () => {
    const { live, drawn } = page('write', 'een');
    live.set({ state: 'joining' });
    await nextTick();
    expect(drawn.find('.s-static').exists()).toBe(false);
    live.set({ state: 'closed' });
    await nextTick();
    expect(drawn.find('.s-static').exists()).toBe(false);
    expect(drawn.text()).toContain(editor.closed);
    drawn.unmount();
  });

  it('[X12] keeps what somebody goes on typing after the right to write went, and the page where it is', async () => {
    const { live, drawn } = page('write', 'een');
    const body = drawn.get<HTMLElement>('.s-section__text');
    body.element.focus();
    await body.trigger('keydown', { key: 'Enter' });
    await expect.poll(() => drawn.find('.ProseMirror-focused').exists()).toBe(true);
    live.set({ right: 'read', mayType: false });
    await expect.poll(() => document.activeElement).toBe(body.element);
    expect(drawn.find('.ProseMirror').exists()).toBe(false);
    for (const key of ['n', 'o', 'h', 'Backspace', 'g', ' ', 'e', 'v', 'e', 'n']) {
      const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true });
      body.element.dispatchEvent(event);
      expect([key, event.defaultPrevented]).toEqual([key, true]);
    }
    await nextTick();
    expect(drawn.text()).toContain(editor.mayNotWriteAnyMore);
    expect(drawn.text()).toContain('nog even');
    expect(live.doc.getXmlFragment('content').toString()).not.toContain('nog even');
    drawn.unmount();
  });

  for (const { what, document: whole } of [
    { what: 'section', document: false },
    { what: 'whole text', document: true },
  ]) {
    it(`[X36] keeps what somebody goes on typing after the ${what} went from the page`, async () => {
      const first = page('write', 'een');
      first.drawn.unmount();
      const { live, view } = first;
      const sections = shallowRef([{ view, live }]);
      const there = ref(true);
      const drawn = mount(
        {
          setup() {
            const typing = provideKeptTyping();
            return () => [
              h(KeptTyping, { typing }),
              there.value ? h(DocumentText, { sections: sections.value }) : null,
            ];
          },
        },
        { global: { plugins: [words()] }, attachTo: document.body },
      );
      const body = drawn.get<HTMLElement>('.s-section__text');
      body.element.focus();
      await body.trigger('keydown', { key: 'Enter' });
      await expect.poll(() => drawn.find('.ProseMirror-focused').exists()).toBe(true);
      const press = (...keys: string[]): void => {
        for (const key of keys) {
          const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true });
          document.activeElement!.dispatchEvent(event);
          expect([key, event.defaultPrevented]).toEqual([key, true]);
        }
      };
      live.set({ state: 'closed', right: 'none', mayType: false });
      await expect.poll(() => document.activeElement).toBe(body.element);
      press('n', 'o');
      if (whole) there.value = false;
      else sections.value = [];
      await nextTick();
      await nextTick();
      press('g', ' ', 'x', 'Backspace', 'e', '😀');
      await nextTick();
      expect(drawn.text()).toContain(editor.sectionGone);
      expect(drawn.get('.s-kept').text()).toContain('nog e😀');
      await drawn.get('.kept button').trigger('click');
      expect(drawn.find('.kept').exists()).toBe(false);
      drawn.unmount();
    });
  }

  for (const elsewhere of [false, true]) {
    it(`[X12] gives back what waited for the right to write when that goes${elsewhere ? ', also to who works elsewhere by then' : ''}`, async () => {
      const { live, drawn } = page('write', 'een');
      const body = drawn.get<HTMLElement>('.s-section__text');
      live.mayType = false;
      live.answer = new Promise(() => undefined);
      body.element.focus();
      await body.trigger('keydown', { key: 'Enter' });
      await expect.poll(() => drawn.find('.ProseMirror-focused').exists()).toBe(true);
      const { view } = (drawn.get('.ProseMirror').element as HTMLElement & { editor: Editor }).editor;
      view.someProp('handleTextInput', (handle) => handle(view, 1, 1, 'weg', () => view.state.tr));
      await nextTick();
      expect(drawn.emitted('waits')).toEqual([[true]]);
      if (elsewhere) drawn.get<HTMLElement>('.ProseMirror').element.blur();
      live.set({ right: 'read' });
      await nextTick();
      expect(drawn.find('.s-kept').text()).toContain('weg');
      expect(drawn.emitted('waits')).toEqual([[true], [false]]);
      // They are given back once: with the right they are not played as well, wherever the caret is then.
      live.set({ right: 'write', mayType: true });
      await nextTick();
      await body.trigger('keydown', { key: 'Enter' });
      await expect.poll(() => drawn.find('.ProseMirror-focused').exists()).toBe(true);
      await nextTick();
      expect(drawn.get('.ProseMirror').text()).toBe('een');
      drawn.unmount();
    });
  }

  it('has the same words in both languages', () => {
    expect(Object.keys(editorEn)).toEqual(Object.keys(editor));
  });
});
