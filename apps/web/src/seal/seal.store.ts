import { defineStore } from 'pinia';
import { ref } from 'vue';
import { SealSummary, type Bytes, type SealVerdict } from '@samenspel/domain';
import { answerOf, get } from '../platform/api';
import { RequestFailed } from '../platform/problem';
import type { HeldRecord } from './checking';
import { keepCheckpoint, keptCheckpoint } from './kept';
import { browserPorts, NoSignatures } from './ports';

/** What this browser knows of the seal of a table. */
export type SealCheck =
  | { readonly state: 'checking'; readonly done: number; readonly total: number }
  | { readonly state: 'unsupported' }
  | {
      readonly state: 'checked';
      readonly verdict: SealVerdict;
      /** Did nothing of the log stay out of the check? */
      readonly whole: boolean;
      /** Will this browser have something to compare with the next time? Its storage can be blocked. */
      readonly kept: boolean;
      /** What was checked, by record. */
      readonly records: ReadonlyMap<string, HeldRecord>;
    };

/** As they came: reading them as text would hide how they are written. */
async function bytesOf(response: Response): Promise<Bytes> {
  const buffer = await response.arrayBuffer().catch(() => {
    throw new RequestFailed('no-connection');
  });
  return new Uint8Array(buffer);
}

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
      const file = await bytesOf(await answerOf('GET', `/tables/${encodeURIComponent(tableId)}/seal/bundle`));
      // Fetched when it is first asked for: nobody who only reads has to wait for it.
      const { isWhole, recordsIn, verifyBundle } = await import('./checking');
      const before = keptCheckpoint(tableId);
      const verdict = await verifyBundle(file, before === null ? [] : [before], ports, tableId);
      // What is wrong is not kept: it would make the next wrong state look right.
      if (verdict.findings.length === 0 && verdict.checkpoint !== null) keepCheckpoint(tableId, verdict.checkpoint);
      const kept = verdict.checkpoint !== null && keptCheckpoint(tableId) === verdict.checkpoint;
      show({ state: 'checked', verdict, whole: isWhole(verdict), kept, records: recordsIn(file) });
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
