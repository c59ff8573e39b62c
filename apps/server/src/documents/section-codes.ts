import { Inject, Injectable } from '@nestjs/common';
import {
  codeOf,
  id,
  isCommon,
  seriesOf,
  widens,
  type DocumentId,
  type SeatAtTable,
  type SectionAccess,
  type SectionId,
} from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { holdOpen } from '../tables/hold-open';
import { Section, SectionCode } from './section.entity';

/** Gives sections their codes. */
@Injectable()
export class SectionCodes {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Makes whoever adds or renumbers sections of this document, or closes its table, wait for the end of this transaction.
   *
   * @throws Refusal `closed` when the table was closed while this waited: who gives the command was let in before
   */
  async lock(manager: EntityManager, documentId: DocumentId): Promise<void> {
    const rows: { tableId: string }[] = await manager.query(
      'SELECT table_id AS "tableId" FROM documents WHERE id = $1 FOR UPDATE',
      [documentId],
    );
    if (rows[0] !== undefined) await holdOpen(manager, id(rows[0].tableId));
  }

  /** The next code in the series of this audience, once `record` has written it down. */
  async next(
    manager: EntityManager,
    documentId: DocumentId,
    access: SectionAccess,
    seats: readonly SeatAtTable[],
  ): Promise<{ series: string; number: number; code: string }> {
    const series = seriesOf(access, seats);
    const last = await manager.maximum(SectionCode, 'number', { documentId, series });
    const number = (last ?? 0) + 1;
    return { series, number, code: codeOf(series, number) };
  }

  async record(
    manager: EntityManager,
    documentId: DocumentId,
    sectionId: SectionId,
    { series, number }: { series: string; number: number },
  ): Promise<void> {
    await manager.insert(SectionCode, { documentId, series, number, sectionId, assignedAt: this.clock.now() });
  }

  /**
   * After a change of rights: is the section part of the common text, and under which code? A code stays, except when
   * somebody new may read: "G.4" would tell him that there are three more (docs/spec.md D4).
   */
  async follow(
    manager: EntityManager,
    sectionId: SectionId,
    before: SectionAccess & { readonly documentId: DocumentId },
    after: SectionAccess,
    seats: readonly SeatAtTable[],
  ): Promise<void> {
    const restricted = !isCommon(after, seats);
    if (!widens(before, after, seats) || seriesOf(before, seats) === seriesOf(after, seats)) {
      await manager.update(Section, { id: sectionId }, { restricted });
      return;
    }
    const next = await this.next(manager, before.documentId, after, seats);
    await this.record(manager, before.documentId, sectionId, next);
    await manager.update(Section, { id: sectionId }, { restricted, code: next.code });
  }
}
