import { defineStore } from 'pinia';
import { ref } from 'vue';
import { DocumentRounds, RoundView, type AnswerRemark, type OpenRound } from '@samenspel/domain';
import { get, post, put } from '../platform/api';

const at = (roundId: string, what = ''): string => `/rounds/${encodeURIComponent(roundId)}${what}`;
const ofDocument = (documentId: string): string => `/documents/${encodeURIComponent(documentId)}/rounds`;

/** Reaction rounds as the acting seat sees them. */
export const useRoundsStore = defineStore('rounds', () => {
  const byId = ref<Record<string, RoundView>>({});
  const byDocument = ref<Record<string, DocumentRounds>>({});

  async function load(roundId: string): Promise<void> {
    byId.value[roundId] = await get(at(roundId), RoundView);
  }

  async function loadOf(documentId: string): Promise<void> {
    byDocument.value[documentId] = await get(ofDocument(documentId), DocumentRounds);
  }

  async function open(documentId: string, input: OpenRound): Promise<void> {
    byId.value[input.roundId] = await post(ofDocument(documentId), input, RoundView);
  }

  /** Every command in a round answers with the round as it is then. */
  async function command(roundId: string, what: string, body: unknown): Promise<void> {
    byId.value[roundId] = await post(at(roundId, what), body, RoundView);
  }

  async function answer(roundId: string, commentId: string, input: AnswerRemark): Promise<void> {
    byId.value[roundId] = await put(at(roundId, `/answers/${encodeURIComponent(commentId)}`), input, RoundView);
  }

  function forget(): void {
    byId.value = {};
    byDocument.value = {};
  }

  return { byId, byDocument, load, loadOf, open, command, answer, forget };
});
