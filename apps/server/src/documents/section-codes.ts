import { Inject, Injectable } from '@nestjs/common';
import {
  closedUp,
  codeOf,
  id,
  isCommon,
  seriesOf,
  seriesOfCode,
  type DocumentId,
  type SeatAtTable,
  type SectionAccess,
  type SectionId,
} from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { holdOpen } from '../tables/hold-open';
import { Section, SectionCode } from './section.entity';

/** Gives sections their codes. In each series of a document these run from 1 without a gap (docs/spec.md D3). */
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
  ): Promise<string> {
    const series = seriesOf(access, seats);
    return nextIn(await this.#coded(manager, documentId), series);
  }

  /** Writes down from when on which section has which code: who reads an old code can be told what it was. */
  async record(manager: EntityManager, documentId: DocumentId, given: readonly CodedSection[]): Promise<void> {
    const at = this.clock.now();
    const rows = given.map(({ sectionId, code }) => ({ sectionId, documentId, code, assignedAt: at }));
    await manager.insert(SectionCode, rows);
  }

  /**
   * After a change of rights: is the section part of the common text, and under which code? With another audience it is
   * the last of that audience's series, and the series that it leaves closes up (docs/spec.md D4): "G.4" would tell who
   * comes that there are three more, and 4, 6, 7 would tell who goes that something is kept there.
   */
  async follow(
    manager: EntityManager,
    sectionId: SectionId,
    documentId: DocumentId,
    after: SectionAccess,
    seats: readonly SeatAtTable[],
  ): Promise<void> {
    await manager.update(Section, { id: sectionId }, { restricted: !isCommon(after, seats) });
    const coded = await this.#coded(manager, documentId);
    const others = coded.filter((each) => each.sectionId !== sectionId);
    const left = coded.filter((each) => each.sectionId === sectionId).map(({ code }) => seriesOfCode(code));
    const series = seriesOf(after, seats);
    if (left.includes(series)) return;
    const given = [{ sectionId, code: nextIn(others, series) }, ...left.flatMap((each) => closedUp(others, each))];
    await manager.query(
      `UPDATE sections section SET code = given.code
       FROM unnest($1::uuid[], $2::text[]) AS given(id, code) WHERE section.id = given.id`,
      [given.map((each) => each.sectionId), given.map(({ code }) => code)],
    );
    await this.record(manager, documentId, given);
  }

  /** Archived sections count: their readers still see them. */
  #coded(manager: EntityManager, documentId: DocumentId): Promise<CodedSection[]> {
    return manager.query('SELECT id AS "sectionId", code FROM sections WHERE document_id = $1', [documentId]);
  }
}

interface CodedSection {
  readonly sectionId: string;
  readonly code: string;
}

function nextIn(sections: readonly CodedSection[], series: string): string {
  return codeOf(series, sections.filter(({ code }) => seriesOfCode(code) === series).length + 1);
}
