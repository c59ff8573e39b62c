import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  changesBetween,
  id,
  isCommon,
  type Audience,
  type DocumentId,
  type PersonId,
  type SeatAtTable,
  type SeatId,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { RightsLogEntry } from '../rights/rights-log-entry.entity';
import { SectionAccessService } from '../rights/section-access.service';
import { SectionHead } from '../rights/section-head.entity';
import { SECTION_CONTENT, type FirstText, type SectionContentWriter } from './section-content';
import { SectionCodes } from './section-codes';
import { SectionPlaces } from './section-places';
import { Section } from './section.entity';

/** On whose behalf something is made; `personId` is null for the operator. */
export interface Maker {
  readonly seatId: SeatId;
  readonly personId: PersonId | null;
}

export interface SectionToMake {
  readonly title: string;
  readonly audience: Audience;
  readonly blocks: FirstText;
  /** When it was made, for what is brought in with its past; without it: now. */
  readonly createdAt?: Date;
}

/** Makes sections, inside the transaction of the command that asks for them. */
@Injectable()
export class NewSections {
  constructor(
    private readonly access: SectionAccessService,
    private readonly codes: SectionCodes,
    private readonly places: SectionPlaces,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SECTION_CONTENT) private readonly content: SectionContentWriter,
  ) {}

  /**
   * Adds sections to a document: the rows, the head, the rights with the first line of their log, the text.
   *
   * @param seats all seats of the document's table
   * @param after the section of the same document behind which they come; null for the end
   * @returns the ids, in the order of `sections`
   */
  async add(
    manager: EntityManager,
    maker: Maker,
    document: { readonly documentId: DocumentId; readonly tableId: TableId },
    seats: readonly SeatAtTable[],
    sections: readonly SectionToMake[],
    after: SectionId | null = null,
  ): Promise<SectionId[]> {
    await this.codes.lock(manager, document.documentId);
    const made: SectionId[] = [];
    const keys = await this.places.keysBehind(manager, document.documentId, after, sections.length);
    for (const [at, section] of sections.entries())
      made.push(await this.#addOne(manager, maker, document, seats, section, keys[at]!));
    return made;
  }

  async #addOne(
    manager: EntityManager,
    maker: Maker,
    { documentId, tableId }: { readonly documentId: DocumentId; readonly tableId: TableId },
    seats: readonly SeatAtTable[],
    { title, audience, blocks, createdAt }: SectionToMake,
    orderKey: string,
  ): Promise<SectionId> {
    const sectionId = id<SectionId>(randomUUID());
    const now = createdAt ?? this.clock.now();
    const access = { tableId, grants: audience.grants, owners: audience.owners };
    const code = await this.codes.next(manager, documentId, access, seats);
    const restricted = !isCommon(access, seats);
    await manager.insert(Section, {
      id: sectionId,
      documentId,
      code,
      orderKey,
      title,
      restricted,
      createdAt: now,
      archivedAt: null,
      archivedBySeat: null,
    });
    await this.codes.record(manager, documentId, [{ sectionId, code }]);
    await manager.insert(SectionHead, { sectionId, generation: 1, accessVersion: 1, headSeq: '0' });
    await this.access.replaceGrants(manager, sectionId, audience.grants);
    await this.access.setOwners(manager, sectionId, audience.owners);
    await manager.insert(RightsLogEntry, {
      id: randomUUID(),
      sectionId,
      accessVersion: 1,
      at: now,
      bySeat: maker.seatId,
      byPerson: maker.personId,
      changes: changesBetween([], audience.grants),
    });
    await this.content.write(manager, sectionId, blocks, createdAt);
    return sectionId;
  }
}
