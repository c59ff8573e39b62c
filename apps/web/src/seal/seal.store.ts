import { defineStore } from 'pinia';
import { ref } from 'vue';
import { SealSummary, type SealVerdict } from '@samenspel/domain';
import { z } from 'zod';
import { get } from '../platform/api';
import { keepCheckpoint, keptCheckpoint } from './kept';
import { browserPorts, NoSignatures } from './ports';

/** What this browser knows of the seal of a table. */
export type SealCheck =
  | { readonly state: 'checking'; readonly done: number; readonly total: number }
  | { readonly state: 'unsupported' }
  | {
      readonly state: 'checked';
      readonly verdict: SealVerdict;
      /** Of the checkpoint that this browser had kept; null when this was its first look. */
      readonly since: string | null;
      /** The values that were checked, as canonical JSON, by record and field; null for one that was erased. */
      readonly records: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
    };

/** Seals as the acting seat sees them. Forgotten when somebody acts through another seat. */
export const useSealStore = defineStore('seal', () => {
  const summaries = ref<Record<string, SealSummary>>({});
  const checks = ref<Record<string, SealCheck>>({});
  let seat = 0;

  async function load(tableId: string): Promise<void> {
    summaries.value[tableId] = await get(`/tables/${encodeURIComponent(tableId)}/seal`, SealSummary);
  }

  /** Fetches the whole log and checks it here: the server's word is taken for nothing but the rows themselves. */
  async function check(tableId: string): Promise<void> {
    const mine = seat;
    const show = (now: SealCheck): void => {
      if (mine === seat) checks.value[tableId] = now;
    };
    show({ state: 'checking', done: 0, total: 1 });
    try {
      const ports = browserPorts((done, total) => {
        if (done === total || done % 50 === 0) show({ state: 'checking', done, total });
      });
      const bundle = await get(`/tables/${encodeURIComponent(tableId)}/seal/bundle`, z.unknown());
      // Fetched when it is first asked for: nobody who only reads has to wait for it.
      const { recordsIn, timeOf, verifyBundle } = await import('./checking');
      const kept = keptCheckpoint(tableId);
      const verdict = await verifyBundle(bundle, kept === null ? [] : [kept], ports);
      // What is wrong is not kept: it would make the next wrong state look right.
      if (verdict.findings.length === 0 && verdict.checkpoint !== null) keepCheckpoint(tableId, verdict.checkpoint);
      show({ state: 'checked', verdict, since: kept === null ? null : timeOf(kept), records: recordsIn(bundle) });
    } catch (error) {
      if (error instanceof NoSignatures) return show({ state: 'unsupported' });
      if (mine === seat) delete checks.value[tableId];
      throw error;
    }
  }

  function forget(): void {
    seat += 1;
    summaries.value = {};
    checks.value = {};
  }

  return { summaries, checks, load, check, forget };
});
