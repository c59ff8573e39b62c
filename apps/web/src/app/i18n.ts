import { createI18n } from 'vue-i18n';
import { recall, remember } from '../platform/browser-memory';
import nl from './all-messages.nl';
import { formatsFor } from '../platform/local-time';

/** British English: dates with the day first, as everywhere in Europe. */
export const LANGUAGES = ['nl', 'en-GB'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Messages of all rooms, by room. */
export type Messages = typeof nl;

const FORMATS = formatsFor(Intl.DateTimeFormat().resolvedOptions().timeZone);

export const i18n = createI18n({
  legacy: false,
  locale: 'nl' as Language,
  fallbackLocale: 'nl',
  // Without this type the second language could lack what the first has.
  messages: { nl } as { nl: Messages; 'en-GB'?: Messages },
  datetimeFormats: {
    nl: FORMATS,
    'en-GB': FORMATS,
  },
});

/** Applies the language that was chosen in this browser before; Dutch when nothing was chosen. */
export async function startLanguage(): Promise<void> {
  const remembered = LANGUAGES.find((each) => each === recall('language'));
  await useLanguage(remembered ?? 'nl');
}

/** Switches the interface to a language and remembers it. English is fetched when first asked for. */
export async function chooseLanguage(language: Language): Promise<void> {
  await useLanguage(language);
  remember('language', language);
}

async function useLanguage(language: Language): Promise<void> {
  if (language === 'en-GB' && !i18n.global.availableLocales.includes('en-GB')) {
    const { default: en } = await import('./all-messages.en');
    i18n.global.setLocaleMessage('en-GB', en);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}
