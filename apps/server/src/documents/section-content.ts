import type { ContentBlock, SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import type * as Y from 'yjs';

/** The first text of a section: blocks, or what writes it in an empty document. */
export type FirstText = readonly ContentBlock[] | ((doc: Y.Doc) => void);

/** Injection token of the writer of first content. */
export const SECTION_CONTENT = Symbol('SectionContentWriter');

/** Gives a section its first text. Only the server does so: two histories of one text would double it. */
export interface SectionContentWriter {
  /**
   * Stores the first text of a section that has none, in the caller's transaction.
   *
   * @param manager of the transaction in which the section and its head were made
   * @param at when that was, for what is brought in with its past; without it: now
   */
  write(manager: EntityManager, sectionId: SectionId, text: FirstText, at?: Date): Promise<void>;
}
