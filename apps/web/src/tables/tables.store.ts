import { defineStore } from 'pinia';
import { ref } from 'vue';
import { TableView } from '@samenspel/domain';
import { get } from '../platform/api';

/** Tables as the acting seat sees them. Forgotten when somebody acts through another seat. */
export const useTablesStore = defineStore('tables', () => {
  const byId = ref<Record<string, TableView>>({});

  async function load(tableId: string): Promise<void> {
    byId.value[tableId] = await get(`/tables/${encodeURIComponent(tableId)}`, TableView);
  }

  function forget(): void {
    byId.value = {};
  }

  return { byId, load, forget };
});
