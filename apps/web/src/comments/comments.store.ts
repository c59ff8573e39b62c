import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import {
  DocumentThreads,
  Mentionable,
  SectionThreads,
  ThreadView,
  type Anchor,
  type EditComment,
  type Reply,
  type StartThread,
} from '@samenspel/domain';
import { z } from 'zod';
import { get, post, put, remove } from '../platform/api';
import type { Draft } from './draft';

/** A selection on which a comment is being written. Its ids are made once, so that sending it again does it once. */
export interface Composing {
  readonly sectionId: string;
  readonly threadId: string;
  readonly commentId: string;
  readonly anchor: Anchor;
  readonly generation: number;
  readonly seq: number;
}

const at = (kind: string, id: string, what = ''): string => `/${kind}/${encodeURIComponent(id)}${what}`;

/** Under which the draft of a new comment on a section is kept. */
export const newDraft = (sectionId: string): string => `new ${sectionId}`;

/** Comments as the acting seat sees them, and what was typed and not sent: that stays in memory until it is. */
export const useCommentsStore = defineStore('comments', () => {
  const bySection = ref<Record<string, SectionThreads>>({});
  const composing = shallowRef<Composing | null>(null);
  /** The thread that is being read. */
  const active = ref<string | null>(null);
  const drafts = ref<Record<string, Draft>>({});

  async function load(documentId: string): Promise<void> {
    const { sections } = await get(at('documents', documentId, '/threads'), DocumentThreads);
    bySection.value = Object.fromEntries(sections.map((section) => [section.sectionId, section]));
  }

  async function refresh(sectionId: string): Promise<void> {
    bySection.value[sectionId] = await get(at('sections', sectionId, '/threads'), SectionThreads);
  }

  function keep(thread: ThreadView): void {
    const section = bySection.value[thread.sectionId];
    if (section === undefined) return;
    const others = section.threads.filter(({ threadId }) => threadId !== thread.threadId);
    bySection.value[thread.sectionId] = { ...section, threads: [...others, thread] };
  }

  async function start(sectionId: string, input: StartThread): Promise<void> {
    keep(await post(at('sections', sectionId, '/threads'), input, ThreadView));
  }

  async function reply(threadId: string, input: Reply): Promise<void> {
    keep(await post(at('threads', threadId, '/comments'), input, ThreadView));
  }

  async function resolve(thread: ThreadView, resolved: boolean): Promise<void> {
    const lastSeen = thread.comments.at(-1)?.commentId;
    keep(await put(at('threads', thread.threadId, '/resolution'), { resolved, lastSeen }, ThreadView));
  }

  async function edit(sectionId: string, commentId: string, input: EditComment): Promise<void> {
    await put(at('comments', commentId), input, z.unknown());
    await refresh(sectionId);
  }

  async function withdraw(sectionId: string, commentId: string): Promise<void> {
    await remove(at('comments', commentId));
    await refresh(sectionId);
  }

  async function count(sectionId: string, commentId: string, counts: boolean): Promise<void> {
    await put(at('comments', commentId, '/round'), { counts }, z.unknown());
    await refresh(sectionId);
  }

  function seen(threadId: string): Promise<void> {
    return remove(at('threads', threadId, '/mentions'));
  }

  function mentionable(sectionId: string): Promise<Mentionable> {
    return get(at('sections', sectionId, '/mentionable'), Mentionable);
  }

  /** The form is closed: words on which nothing was said are let go, and what was typed waits with its words. */
  function putAside(): void {
    const draft = composing.value && drafts.value[newDraft(composing.value.sectionId)];
    if (!draft || draft.text.trim() === '') composing.value = null;
  }

  function forget(): void {
    bySection.value = {};
    composing.value = null;
    active.value = null;
    drafts.value = {};
  }

  return {
    bySection,
    composing,
    active,
    drafts,
    load,
    refresh,
    start,
    reply,
    resolve,
    edit,
    withdraw,
    count,
    seen,
    mentionable,
    putAside,
    forget,
  };
});
