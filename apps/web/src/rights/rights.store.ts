import { defineStore } from 'pinia';
import { ref } from 'vue';
import { SectionRightsView, type ChangeRights } from '@samenspel/domain';
import { get, put } from '../platform/api';

/** Who holds what on a section, for who may read it. */
export const useRightsStore = defineStore('rights', () => {
  const bySection = ref<Record<string, SectionRightsView>>({});
  const path = (sectionId: string): string => `/sections/${encodeURIComponent(sectionId)}/rights`;

  async function load(sectionId: string): Promise<void> {
    bySection.value[sectionId] = await get(path(sectionId), SectionRightsView);
  }

  async function change(sectionId: string, input: ChangeRights): Promise<void> {
    bySection.value[sectionId] = await put(path(sectionId), input, SectionRightsView);
  }

  function forget(): void {
    bySection.value = {};
  }

  return { bySection, load, change, forget };
});
