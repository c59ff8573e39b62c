import { createApp } from 'vue';
import { createI18n } from 'vue-i18n';
import en from '../../apps/web/src/editor/messages.en';
import nl from '../../apps/web/src/editor/messages.nl';
import uiEn from '../../apps/web/src/ui/messages.en';
import uiNl from '../../apps/web/src/ui/messages.nl';
import '../../apps/web/src/ui/styles/main.css';
import Harness from './Harness.vue';

const query = new URLSearchParams(location.search);
if (query.get('theme') === 'dark') document.documentElement.dataset.theme = 'dark';
const i18n = createI18n({
  legacy: false,
  locale: query.get('lang') ?? 'nl',
  messages: { nl: { editor: nl, ui: uiNl }, en: { editor: en, ui: uiEn } },
});
createApp(Harness).use(i18n).mount('#app');
