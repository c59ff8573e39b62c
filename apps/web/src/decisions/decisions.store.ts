import { defineStore } from 'pinia';
import { ref } from 'vue';
import {
  ConfirmationView,
  OutcomeRegister,
  OutcomeView,
  PreparationView,
  type ChangePreparation,
  type ClosePreparation,
  type EndRequest,
  type PrepareOutcome,
  type RecordAdoption,
  type RecordOutcome,
} from '@samenspel/domain';
import { get, post, put, remove } from '../platform/api';

/** Outcomes as the acting seat sees them. Forgotten when somebody acts through another seat. */
export const useDecisionsStore = defineStore('decisions', () => {
  const registers = ref<Record<string, OutcomeRegister>>({});
  const outcomes = ref<Record<string, OutcomeView>>({});
  const preparations = ref<Record<string, PreparationView>>({});

  const preparation = (preparationId: string, more = ''): string =>
    `/outcome-preparations/${encodeURIComponent(preparationId)}${more}`;
  const outcome = (outcomeId: string, more = ''): string => `/outcomes/${encodeURIComponent(outcomeId)}${more}`;

  async function loadRegister(tableId: string): Promise<void> {
    registers.value[tableId] = await get(`/tables/${encodeURIComponent(tableId)}/outcomes`, OutcomeRegister);
  }

  async function load(outcomeId: string): Promise<void> {
    outcomes.value[outcomeId] = await get(outcome(outcomeId), OutcomeView);
  }

  async function loadPreparation(preparationId: string): Promise<void> {
    preparations.value[preparationId] = await get(preparation(preparationId), PreparationView);
  }

  async function prepare(tableId: string, input: PrepareOutcome): Promise<string> {
    const path = `/tables/${encodeURIComponent(tableId)}/outcome-preparations`;
    return keep(await post(path, input, PreparationView)).preparationId;
  }

  async function change(preparationId: string, input: ChangePreparation): Promise<PreparationView> {
    return keep(await put(preparation(preparationId), input, PreparationView));
  }

  async function close(preparationId: string, input: ClosePreparation): Promise<void> {
    keep(await post(preparation(preparationId, '/close'), input, PreparationView));
  }

  async function reopen(preparationId: string, version: number): Promise<void> {
    keep(await post(preparation(preparationId, '/reopen'), { version }, PreparationView));
  }

  async function drop(preparationId: string): Promise<void> {
    await remove(preparation(preparationId));
    delete preparations.value[preparationId];
  }

  async function handInDissent(preparationId: string, text: string): Promise<void> {
    keep(await put(preparation(preparationId, '/dissent'), { text }, PreparationView));
  }

  async function withdrawDissent(preparationId: string): Promise<void> {
    await remove(preparation(preparationId, '/dissent'));
    await loadPreparation(preparationId);
  }

  function confirmation(preparationId: string): Promise<ConfirmationView> {
    return get(preparation(preparationId, '/confirmation'), ConfirmationView);
  }

  async function record(preparationId: string, input: RecordOutcome): Promise<string> {
    const recorded = await post(preparation(preparationId, '/record'), input, OutcomeView);
    outcomes.value[recorded.outcomeId] = recorded;
    return recorded.outcomeId;
  }

  async function adopt(outcomeId: string, input: RecordAdoption): Promise<void> {
    outcomes.value[outcomeId] = await post(outcome(outcomeId, '/adoptions'), input, OutcomeView);
  }

  async function endRequest(outcomeId: string, place: number, input: EndRequest): Promise<void> {
    outcomes.value[outcomeId] = await post(outcome(outcomeId, `/requests/${place}`), input, OutcomeView);
  }

  async function publish(outcomeId: string, requestId: string, withdraw: boolean): Promise<void> {
    const path = outcome(outcomeId, withdraw ? '/publication/withdrawal' : '/publication');
    outcomes.value[outcomeId] = await post(path, { requestId }, OutcomeView);
  }

  function keep(view: PreparationView): PreparationView {
    preparations.value[view.preparationId] = view;
    return view;
  }

  function forget(): void {
    registers.value = {};
    outcomes.value = {};
    preparations.value = {};
  }

  return {
    registers,
    outcomes,
    preparations,
    loadRegister,
    load,
    loadPreparation,
    prepare,
    change,
    close,
    reopen,
    drop,
    handInDissent,
    withdrawDissent,
    confirmation,
    record,
    adopt,
    endRequest,
    publish,
    forget,
  };
});
