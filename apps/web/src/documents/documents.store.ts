import { defineStore } from 'pinia';
import { ref } from 'vue';
import { DocumentSummary, DocumentView, SectionView, type AddDocument, type AddSection } from '@samenspel/domain';
import { get, post } from '../platform/api';

/** Documents as the acting seat sees them: facts only, the text lives in the live sections. */
export const useDocumentsStore = defineStore('documents', () => {
  const byId = ref<Record<string, DocumentView>>({});

  async function load(documentId: string): Promise<void> {
    byId.value[documentId] = await get(`/documents/${encodeURIComponent(documentId)}`, DocumentView);
  }

  function add(tableId: string, input: AddDocument): Promise<DocumentSummary> {
    return post(`/tables/${encodeURIComponent(tableId)}/documents`, input, DocumentSummary);
  }

  async function addSection(documentId: string, input: AddSection): Promise<SectionView> {
    const section = await post(`/documents/${encodeURIComponent(documentId)}/sections`, input, SectionView);
    await load(documentId);
    return section;
  }

  function forget(): void {
    byId.value = {};
  }

  return { byId, load, add, addSection, forget };
});
