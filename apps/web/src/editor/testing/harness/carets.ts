import type { Editor } from '@tiptap/core';
import { createApp, nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import en from '../../messages.en';
import nl from '../../messages.nl';
import uiEn from '../../../ui/messages.en';
import uiNl from '../../../ui/messages.nl';
import '../../../ui/styles/main.css';
import { bindingRepairs, heldBlocks } from '../../sync/binding';
import CaretsPage from './CaretsPage.vue';
import { receive, show, shown, type Shown } from './carried-section';
import { sharedLetters, type SharedLetters } from './letters';

/** An edit, or word that an own one is in the log, as it passes between page and test. */
export type Carried =
  { readonly update: Bytes; readonly seq: number } | { readonly upTo: Leaving['upTo']; readonly seq: number };
export interface Leaving {
  readonly update: Bytes;
  readonly upTo: { readonly client: number; readonly clock: number };
}
/** Bytes, in a form that passes between page and test. */
type Bytes = readonly number[];
interface Place {
  readonly anchor: Bytes;
  readonly head: Bytes;
}

/** What a test may do with one page of the campaign of carets. */
const page = {
  /** How often the binding compared everything because something did not add up. */
  get repairs(): number {
    return bindingRepairs();
  },
  get composing(): boolean {
    const text = document.querySelector<HTMLElement & { editor?: Editor }>('.ProseMirror');
    return text?.editor?.view.composing === true || heldBlocks() > 0;
  },
  async reset(text: Bytes, client: number): Promise<void> {
    show(Uint8Array.from(text), client);
    await nextTick();
  },
  /** The own edits since the last time. */
  take(): Leaving[] {
    return now()
      .section.leaving.splice(0)
      .map(({ update, upTo }) => ({ update: [...update], upTo }));
  },
  receive(carried: readonly Carried[]): void {
    receive(
      now(),
      carried.map((each) => ('update' in each ? { update: Uint8Array.from(each.update), seq: each.seq } : each)),
    );
  },
  letters: (): SharedLetters => sharedLetters(now().live.doc),
  /** Where this writer tells the others to be. */
  caret(): Place | null {
    const { caret } = now().live;
    return caret && { anchor: [...caret.anchor], head: [...caret.head] };
  },
  /** Shows where the others say that they are. */
  peers(places: readonly (Place | null)[]): void {
    const { live, section } = now();
    section.others = places.flatMap((place, key) =>
      place === null
        ? []
        : [
            {
              key,
              party: live.party,
              name: null,
              caret: { anchor: Uint8Array.from(place.anchor), head: Uint8Array.from(place.head) },
            },
          ],
    );
    live.see();
  },
};
export type EditorPage = typeof page;

function now(): Shown {
  if (shown.value === null) throw new Error('no history has begun');
  return shown.value;
}

Object.assign(window, { __editor: page });
const i18n = createI18n({
  legacy: false,
  locale: 'nl',
  messages: { nl: { editor: nl, ui: uiNl }, en: { editor: en, ui: uiEn } },
});
createApp(CaretsPage).use(i18n).mount('#app');
