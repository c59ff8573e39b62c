import { readonly, ref } from 'vue';
import { recall, remember } from './browser-memory';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const choice = ref<Theme>('system');

/** The chosen theme; `system` follows the device. */
export const theme = readonly(choice);

/** Applies the remembered theme and follows the device from then on. */
export function startTheme(): void {
  const remembered = THEMES.find((each) => each === recall('theme'));
  choice.value = remembered ?? 'system';
  darkQuery().addEventListener('change', apply);
  apply();
}

/** Chooses a theme and remembers it in this browser. */
export function chooseTheme(value: Theme): void {
  choice.value = value;
  remember('theme', value);
  apply();
}

function apply(): void {
  const dark = choice.value === 'dark' || (choice.value === 'system' && darkQuery().matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

function darkQuery(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
