import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { DocumentView, SectionView } from '@samenspel/domain';
import { useTask, type Task } from '../platform/useTask';
import { nameOf, placeOf, stepOf, type Step } from './arrange';
import { useDocumentsStore } from './documents.store';

/** What was done a moment ago, in a sentence, and how it is taken back. */
interface Done {
  readonly said: string;
  readonly undo: (() => Promise<unknown>) | null;
}

/** Arranging the sections of the document on the page, with what was done last. */
export interface Arranging {
  readonly done: Readonly<ShallowRef<Done | null>>;
  readonly failure: Task<[]>['failure'];
  /** Arrows and handles are shown in the outline. */
  readonly arranging: ShallowRef<boolean>;
  step(section: SectionView, way: 'up' | 'down'): Promise<void>;
  place(section: SectionView, step: Step): Promise<void>;
  rename(section: SectionView, title: string): Promise<boolean>;
  archive(section: SectionView, archived: boolean): Promise<void>;
  renameDocument(title: string): Promise<boolean>;
  archiveDocument(archived: boolean): Promise<void>;
  undo(): Promise<void>;
  dismiss(): void;
}

const ARRANGING: InjectionKey<Arranging> = Symbol('arranging');

/** The arranging of the page around. */
export function useArranging(): Arranging {
  const arranging = inject(ARRANGING);
  if (!arranging) throw new Error('There is no document around to arrange.');
  return arranging;
}

/** Makes the commands of a document page, for the components in it. */
export function provideArranging(view: () => DocumentView | undefined): Arranging {
  const { t } = useI18n();
  const documents = useDocumentsStore();
  const done = shallowRef<Done | null>(null);
  const arranging = shallowRef(false);
  const { run, failure } = useTask(async (work: (document: DocumentView) => Promise<Done>) => {
    const document = view();
    if (!document) return;
    done.value = null;
    done.value = await work(document);
  });

  const place = (section: SectionView, { after }: Step): Promise<boolean> =>
    run(async ({ documentId, sections }) => {
      const from = placeOf(sections, section.sectionId);
      await documents.placeSection(documentId, section.sectionId, after?.sectionId ?? null);
      const name = nameOf(section);
      return {
        said: after
          ? t('documents.done.moved', { name, other: nameOf(after) })
          : t('documents.done.movedFirst', { name }),
        undo: () => documents.placeSection(documentId, section.sectionId, from.after?.sectionId ?? null),
      };
    });

  const commands: Arranging = {
    done,
    failure,
    arranging,
    async step(section, way) {
      const step = stepOf(view()?.sections ?? [], section.sectionId, way);
      if (step) await place(section, step);
      else done.value = { said: t('documents.done.cannotMove', { name: nameOf(section) }), undo: null };
    },
    async place(section, step) {
      await place(section, step);
    },
    rename: (section, title) =>
      run(async ({ documentId }) => {
        await documents.renameSection(documentId, section.sectionId, title, section.title);
        return {
          said: t('documents.done.renamed', { name: `${section.code} ${title}` }),
          undo: () => documents.renameSection(documentId, section.sectionId, section.title, title),
        };
      }),
    async archive(section, archived) {
      await run(async ({ documentId }) => {
        await documents.archiveSection(documentId, section.sectionId, archived);
        return {
          said: t(archived ? 'documents.done.archived' : 'documents.done.broughtBack', { name: nameOf(section) }),
          undo: () => documents.archiveSection(documentId, section.sectionId, !archived),
        };
      });
    },
    renameDocument: (title) =>
      run(async ({ documentId, title: was }) => {
        await documents.renameDocument(documentId, title, was);
        return {
          said: t('documents.done.renamed', { name: title }),
          undo: () => documents.renameDocument(documentId, was, title),
        };
      }),
    async archiveDocument(archived) {
      await run(async ({ documentId, title }) => {
        await documents.archiveDocument(documentId, archived);
        return {
          said: t(archived ? 'documents.done.archived' : 'documents.done.broughtBack', { name: title }),
          undo: () => documents.archiveDocument(documentId, !archived),
        };
      });
    },
    async undo() {
      const undo = done.value?.undo;
      if (!undo) return;
      await run(async () => {
        await undo();
        return { said: t('documents.done.undone'), undo: null };
      });
    },
    dismiss() {
      done.value = null;
    },
  };
  provide(ARRANGING, commands);
  return commands;
}
