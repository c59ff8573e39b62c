import { Global, Module } from '@nestjs/common';
import type { DocumentId, SectionAccess, SectionId, SessionId, TableId } from '@samenspel/domain';

/** Injection token of the live side. */
export const LIVE_REVOCATION = Symbol('LiveRevocation');

/**
 * What the live connections must hear about commands. Services call it after their commit and wait for it before they
 * answer: when a promise has resolved, nothing more is handed to who lost a right.
 */
export interface LiveRevocation {
  /** These sessions are over: their connections close. */
  sessionEnded(sessionIds: readonly SessionId[]): Promise<void>;
  /** The session acts through another seat, or through none. */
  seatChanged(sessionId: SessionId): Promise<void>;
  /** The access version of the section went up. */
  sectionRightsChanged(sectionId: SectionId): Promise<void>;
  /**
   * News: the list of sections, or what is shown of one, changed. Told only to who may read the section, before or after:
   * that something happens in a section that one may not see must not be noticed either.
   */
  documentChanged(documentId: DocumentId, access: readonly SectionAccess[]): void;
  /** The server itself added to the section's text: who reads it gets what is new. */
  sectionAppended(sectionId: SectionId): Promise<void>;
  /** The section began a new history (its generation went up): who has it open lets go of the old one. */
  sectionRestarted(sectionId: SectionId): Promise<void>;
  /** The same of many at once. */
  sectionsRestarted(sectionIds: readonly SectionId[]): Promise<void>;
  /** Resolves when every server acts on what was committed before this was called. */
  everybodyKnows(): Promise<void>;
  /** News: the comments of a section changed. Told to who may read it. */
  commentsChanged(sectionId: SectionId, access: SectionAccess): void;
  /** News: the table's outcomes changed. Told to who may read one of these. */
  outcomesChanged(tableId: TableId, access: readonly SectionAccess[]): void;
  /** News: the table's list of documents or seats changed. */
  tableChanged(tableId: TableId): void;
}

const nobodyIsConnected: LiveRevocation = {
  sessionEnded: () => Promise.resolve(),
  seatChanged: () => Promise.resolve(),
  sectionRightsChanged: () => Promise.resolve(),
  sectionAppended: () => Promise.resolve(),
  sectionRestarted: () => Promise.resolve(),
  sectionsRestarted: () => Promise.resolve(),
  everybodyKnows: () => Promise.resolve(),
  commentsChanged: () => undefined,
  outcomesChanged: () => undefined,
  documentChanged: () => undefined,
  tableChanged: () => undefined,
};

/** For processes without live connections (command line, tests of the HTTP side). */
@Global()
@Module({ providers: [{ provide: LIVE_REVOCATION, useValue: nobodyIsConnected }], exports: [LIVE_REVOCATION] })
export class WithoutLiveModule {}
