import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { hasWords, writeBlocks } from '@samenspel/collab';
import { blockElements } from '../editor/reading/dom-place';
import { FakeSection, party } from '../editor/testing/fake-live';
import { blocks } from '../editor/testing/pair';
import comments from './messages.nl';
import SelectionButton from './SelectionButton.vue';
import type { DocumentNotes } from './useDocumentNotes';

const SECTION = '30000000-0000-4000-8000-000000000000';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => (queueMicrotask(act), 1));
  Range.prototype.getBoundingClientRect = () => new DOMRect();
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** A page with these lines in its one section, and its button. */
function page(...lines: string[]): { root: HTMLElement; button: ReturnType<typeof mount> } {
  const live = new FakeSection(SECTION).join(party('De Brug', 'DB'), 'comment');
  writeBlocks(live.doc, blocks(...lines), () => crypto.randomUUID());
  const root = document.createElement('div');
  const drawn = lines.map((line) => `<p class="s-block">${line}</p>`).join('');
  root.innerHTML = `<div class="s-section" id="section-${SECTION}"><div class="s-section__text">${drawn}</div></div>`;
  document.body.append(root);
  const notes = { mayBegin: (_id, range) => hasWords(live.doc, range) } as Partial<DocumentNotes> as DocumentNotes;
  const button = mount(SelectionButton, {
    props: { root, notes, sections: [{ sectionId: SECTION, right: 'comment' } as never] },
    global: { plugins: [createI18n({ legacy: false, locale: 'nl', messages: { nl: { comments } } })] },
    attachTo: document.body,
  });
  return { root, button };
}

/** Selects from one place among the lines to another, as a browser tells it. */
async function select(
  root: HTMLElement,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const lines = blockElements(root);
  const end = ([line, offset]: readonly [number, number]): [Node, number] => [
    lines[line]!.firstChild ?? lines[line]!,
    offset,
  ];
  document.getSelection()!.setBaseAndExtent(...end(from), ...end(to));
  document.dispatchEvent(new Event('selectionchange'));
  await Promise.resolve();
  await Promise.resolve();
}

describe('[K23] the button of a selection', () => {
  it('is there beside words, and not where there are none to comment on', async () => {
    const { root, button } = page('Doelen', '', '', 'Meer kinderen');
    const shown = (): boolean => button.find('.selection__button').exists();
    await select(root, [3, 0], [3, 4]);
    await expect.poll(shown).toBe(true);
    // A double click right of a heading; two empty cells; a space; an empty line with the beginning of the next.
    for (const [from, to] of [
      [
        [0, 6],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 0],
      ],
      [
        [3, 4],
        [3, 5],
      ],
      [
        [2, 0],
        [3, 0],
      ],
    ] as const) {
      await select(root, [3, 0], [3, 4]);
      await expect.poll(shown).toBe(true);
      await select(root, from, to);
      await expect.poll(shown, { message: JSON.stringify([from, to]) }).toBe(false);
    }
    button.unmount();
  });

  it('[K24] asked for by key or toolbar without words, says that words have to be selected', async () => {
    const { root, button } = page('Doelen', '', 'Meer kinderen');
    await select(root, [0, 6], [1, 0]);
    const key = { code: 'KeyM', key: 'm', altKey: true, ctrlKey: true };
    document.dispatchEvent(new KeyboardEvent('keydown', key));
    await expect.poll(() => button.text()).toBe(comments.nothingSelected);
    await select(root, [2, 0], [2, 4]);
    await expect.poll(() => button.text()).toBe(comments.place);
    await button.setProps({ sections: [{ sectionId: SECTION, right: 'read' } as never] });
    document.dispatchEvent(new KeyboardEvent('keydown', key));
    await expect.poll(() => button.text()).toBe('');
    button.unmount();
  });
});
