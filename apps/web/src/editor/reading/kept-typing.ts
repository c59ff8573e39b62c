import { inject, type InjectionKey, provide, shallowRef, type ShallowRef } from 'vue';

/** What somebody typed where it could not be saved any more, outside the section that went. */
export interface Kept {
  readonly text: string;
  /** Were they at work there? Then they go on typing here. */
  readonly atWork: boolean;
}

export interface KeptTyping {
  readonly kept: Readonly<ShallowRef<Kept | null>>;
  keep(text: string, atWork: boolean): void;
  /** They have seen it. */
  forget(): void;
}

const KEPT_TYPING: InjectionKey<KeptTyping> = Symbol('kept typing');

/** Keeps what is typed for a section that goes from the page meanwhile. */
export function provideKeptTyping(): KeptTyping {
  const kept = shallowRef<Kept | null>(null);
  const keeper: KeptTyping = {
    kept,
    keep: (text, atWork) => (kept.value = { text: (kept.value?.text ?? '') + text, atWork }),
    forget: () => (kept.value = null),
  };
  provide(KEPT_TYPING, keeper);
  return keeper;
}

/** The keeper of the page around; null outside one. */
export function useKeptTyping(): KeptTyping | null {
  return inject(KEPT_TYPING, null);
}

/** What was typed, with this key; null for a key that types nothing. */
export function typedWith(text: string, event: KeyboardEvent): string | null {
  // Windows tells a sign that is typed with AltGr as one with Ctrl and Alt.
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')) return null;
  // A whole sign, also one of two units.
  if ([...event.key].length === 1) return text + event.key;
  if (event.key === 'Enter') return `${text}\n`;
  return event.key === 'Backspace' ? [...text].slice(0, -1).join('') : null;
}
