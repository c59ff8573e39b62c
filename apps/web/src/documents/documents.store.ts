import { defineStore } from 'pinia';
import { ref } from 'vue';
import {
  CopyPreview,
  DocumentSummary,
  DocumentView,
  SectionView,
  ViewAs,
  type AddDocument,
  type AddSection,
  type CopyDocument,
  type SplitSection,
} from '@samenspel/domain';
import { get, post, put } from '../platform/api';

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

  const documentPath = (documentId: string): string => `/documents/${encodeURIComponent(documentId)}`;
  const sectionPath = (sectionId: string): string => `/sections/${encodeURIComponent(sectionId)}`;

  /** Every change of a section is followed by the document as it then is, also when the change is refused. */
  async function changed<T>(documentId: string, change: Promise<T>): Promise<T> {
    try {
      return await change;
    } finally {
      await load(documentId);
    }
  }

  function renameDocument(documentId: string, title: string, was: string): Promise<DocumentSummary> {
    return changed(documentId, put(`${documentPath(documentId)}/title`, { title, was }, DocumentSummary));
  }

  function archiveDocument(documentId: string, archived: boolean): Promise<DocumentSummary> {
    return changed(documentId, put(`${documentPath(documentId)}/archive`, { archived }, DocumentSummary));
  }

  function copyPreview(documentId: string): Promise<CopyPreview> {
    return get(`${documentPath(documentId)}/copy`, CopyPreview);
  }

  function copy(documentId: string, input: CopyDocument): Promise<DocumentSummary> {
    return post(`${documentPath(documentId)}/copies`, input, DocumentSummary);
  }

  function viewAs(documentId: string, seatId: string): Promise<ViewAs> {
    return get(`${documentPath(documentId)}/as/${encodeURIComponent(seatId)}`, ViewAs);
  }

  function renameSection(documentId: string, sectionId: string, title: string, was: string): Promise<SectionView> {
    return changed(documentId, put(`${sectionPath(sectionId)}/title`, { title, was }, SectionView));
  }

  function placeSection(documentId: string, sectionId: string, after: string | null): Promise<SectionView> {
    return changed(documentId, put(`${sectionPath(sectionId)}/place`, { after }, SectionView));
  }

  function archiveSection(documentId: string, sectionId: string, archived: boolean): Promise<SectionView> {
    return changed(documentId, put(`${sectionPath(sectionId)}/archive`, { archived }, SectionView));
  }

  function splitSection(documentId: string, sectionId: string, input: SplitSection): Promise<SectionView> {
    return changed(documentId, post(`${sectionPath(sectionId)}/split`, input, SectionView));
  }

  function mergeSection(documentId: string, sectionId: string, into: string): Promise<SectionView> {
    return changed(documentId, post(`${sectionPath(sectionId)}/merge`, { into }, SectionView));
  }

  function forget(): void {
    byId.value = {};
  }

  return {
    byId,
    load,
    add,
    addSection,
    renameDocument,
    archiveDocument,
    copyPreview,
    copy,
    viewAs,
    renameSection,
    placeSection,
    archiveSection,
    splitSection,
    mergeSection,
    forget,
  };
});
