import { createApp } from 'vue';
import { createI18n } from 'vue-i18n';
import en from '../../messages.en';
import nl from '../../messages.nl';
import uiEn from '../../../ui/messages.en';
import uiNl from '../../../ui/messages.nl';
import '../../../ui/styles/main.css';
import HarnessPage from './HarnessPage.vue';

const query = new URLSearchParams(location.search);
if (query.get('theme') === 'dark') document.documentElement.dataset.theme = 'dark';
const i18n = createI18n({
  legacy: false,
  locale: query.get('lang') ?? 'nl',
  messages: { nl: { editor: nl, ui: uiNl }, en: { editor: en, ui: uiEn } },
});
createApp(HarnessPage).use(i18n).mount('#app');
