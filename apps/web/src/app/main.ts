import '../platform/zod-without-eval';
import '../ui/styles/main.css';
import { createApp } from 'vue';
import { createPinia } from 'pinia';
import App from './App.vue';
import { provideCollab } from '../platform/collab';
import { makeCollabClient } from '../platform/collab-factory';
import { i18n, startLanguage } from './i18n';
import { makeRouter } from './router';
import { startTheme } from '../platform/theme';
import { forgetful } from './useFactsOfSeat';

startTheme();
provideCollab(makeCollabClient);
await startLanguage();
createApp(App).use(createPinia().use(forgetful)).use(i18n).use(makeRouter()).mount('#app');
