import { defineStore } from 'pinia';
import { ref } from 'vue';
import { SearchAnswer } from '@samenspel/domain';
import { get } from '../platform/api';

/** Questions that are offered again. */
const RECENT = 6;

/** What was asked and found as this seat. In memory only: what somebody looks for is nobody else's business. */
export const useSearchStore = defineStore('search', () => {
  const recent = ref<string[]>([]);
  const answers = ref<Record<string, SearchAnswer>>({});

  async function ask(question: string): Promise<void> {
    const answer = await get(`/search?${new URLSearchParams({ q: question })}`, SearchAnswer);
    answers.value = { [question]: answer };
    recent.value = [question, ...recent.value.filter((one) => one !== question)].slice(0, RECENT);
  }

  function forget(): void {
    recent.value = [];
    answers.value = {};
  }

  return { recent, answers, ask, forget };
});
