import type { ContentBlock, SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/** Injection token of the writer of first content. */
export const SECTION_CONTENT = Symbol('SectionContentWriter');

/** Gives a section its first text. Only the server does so: two histories of one text would double it. */
export interface SectionContentWriter {
  /**
   * Stores the first text of a section that has none, in the caller's transaction.
   *
   * @param manager of the transaction in which the section and its head were made
   */
  write(manager: EntityManager, sectionId: SectionId, blocks: readonly ContentBlock[]): Promise<void>;
}
