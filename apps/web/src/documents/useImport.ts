import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { DocumentSummary, importLimitOf, ImportPreview } from '@samenspel/domain';
import { failureCode, RequestFailed, type FailureCode } from '../platform/problem';
import { upload } from '../platform/upload';
import type { DocumentFacts } from './document-facts';
import type { PresetKind } from './presets';

/** Who will read the sections. */
export interface ImportAudience {
  readonly kind: PresetKind;
  /** Empty where the audience has no provider. */
  readonly provider: string;
}

interface Import {
  readonly file: Readonly<ShallowRef<File | null>>;
  /** What it would become, and what cannot be kept as it was. */
  readonly preview: Readonly<ShallowRef<ImportPreview | null>>;
  /** What was sent of the file, from 0 to 1; null when nothing is being sent. */
  readonly progress: Readonly<Ref<number | null>>;
  readonly failure: Readonly<ShallowRef<FailureCode | null>>;
  choose(file: File): Promise<void>;
  confirm(facts: DocumentFacts, audience: ImportAudience): Promise<DocumentSummary | null>;
  startOver(): void;
}

/** A file on its way to become a document: chosen, looked at, confirmed. Nothing is stored before the last step. */
export function useImport(tableId: () => string): Import {
  const file = shallowRef<File | null>(null);
  const preview = shallowRef<ImportPreview | null>(null);
  const progress = ref<number | null>(null);
  const failure = shallowRef<FailureCode | null>(null);
  let aborter = new AbortController();

  function startOver(): void {
    aborter.abort();
    aborter = new AbortController();
    file.value = null;
    preview.value = null;
    progress.value = null;
    failure.value = null;
  }

  async function attempt<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const { signal } = aborter;
    progress.value = 0;
    failure.value = null;
    try {
      return await work(signal);
    } catch (error) {
      if (!signal.aborted) failure.value = failureCode(error);
      return null;
    } finally {
      if (!signal.aborted) progress.value = null;
    }
  }

  const path = (what: string, query: Record<string, string>): string =>
    `/tables/${encodeURIComponent(tableId())}/imports${what}?${new URLSearchParams(query)}`;
  const onProgress = (part: number): void => {
    progress.value = part;
  };

  async function choose(chosen: File): Promise<void> {
    startOver();
    file.value = chosen;
    const found = await attempt(async (signal) => {
      if (chosen.size > importLimitOf(chosen.name)) throw new RequestFailed('too-large');
      return upload(path('/preview', { name: chosen.name }), chosen, ImportPreview, { onProgress, signal });
    });
    if (file.value === chosen) preview.value = found;
  }

  async function confirm(
    facts: DocumentFacts,
    { kind: audience, provider }: ImportAudience,
  ): Promise<DocumentSummary | null> {
    const chosen = file.value;
    if (!chosen || progress.value !== null) return null;
    const { title, kind, formality } = facts;
    const query = { name: chosen.name, title, kind, formality, audience, ...(provider === '' ? {} : { provider }) };
    return attempt((signal) => upload(path('', query), chosen, DocumentSummary, { onProgress, signal }));
  }

  onScopeDispose(startOver);
  return { file, preview, progress, failure, choose, confirm, startOver };
}
