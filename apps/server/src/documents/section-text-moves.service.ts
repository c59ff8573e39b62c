import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { appendBlocks, copyBlocks, readBlocks, removeBlocks, writeBlocks, type BlockCopy } from '@samenspel/collab';
import {
  groupOf,
  id,
  Refusal,
  sameAudience,
  type Actor,
  type Audience,
  type MergeSection,
  type SectionId,
  type SectionView,
  type SplitSection,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SectionAccessService, type LoadedAccess } from '../rights/section-access.service';
import { SeatReader } from '../tables/seat-reader';
import { DocumentService } from './document.service';
import { NewSections, type Maker } from './new-section';
import { SectionCodes } from './section-codes';
import { setArchived } from './section-edits.service';
import { SectionOrigins } from './text/section-origins';
import { ServerEdits, type ServerEdit, type TextPlace } from './text/server-edits';
import { TextMoves } from './text-moves';

/**
 * Splits and merges sections: in one transaction the text leaves the one and comes into the other. What somebody types at
 * that moment in a block that leaves was not seen by this command, and is offered back to him (docs/spec.md X7).
 */
@Injectable()
export class SectionTextMovesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly access: SectionAccessService,
    private readonly codes: SectionCodes,
    private readonly newSections: NewSections,
    private readonly seats: SeatReader,
    private readonly edits: ServerEdits,
    private readonly origins: SectionOrigins,
    private readonly moves: TextMoves,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Makes a new section with the same audience of a section's text from one block on. The comments on words that went
   * along go with them.
   *
   * @returns the new section
   * @throws Refusal `text-changed` when that block is gone or has become the first
   */
  async split(actor: Actor, sectionId: SectionId, { block, title }: SplitSection): Promise<SectionView> {
    const seen = await this.access.require(actor, 'section.edit', sectionId);
    const made = await this.dataSource.transaction(async (manager) => {
      await this.codes.lock(manager, seen.documentId);
      const access = await this.access.require(actor, 'section.edit', sectionId, manager);
      const by = makerOf(actor);
      let taken: BlockCopy[] = [];
      const edit = await this.edits.append(manager, sectionId, by, null, (doc) => {
        const at = readBlocks(doc).findIndex(({ key }) => key === block);
        if (at < 1) throw new Refusal('text-changed');
        taken = copyBlocks(doc, at);
        removeBlocks(doc, at);
      });
      const seats = await this.seats.atTable(access.tableId, manager);
      const audience: Audience = { grants: access.storedGrants, owners: access.owners, restricted: false };
      const section = {
        title,
        audience,
        blocks: (doc: Parameters<typeof appendBlocks>[0]) => appendBlocks(doc, taken),
      };
      const [newId] = await this.newSections.add(manager, by, access, seats, [section], sectionId);
      if (newId === undefined || edit === null) throw new Refusal('text-changed');
      await this.origins.record(manager, {
        kind: 'split',
        sectionId: newId,
        at: { generation: 1, seq: 1 },
        from: { sectionId, ...beforeThe(edit) },
        by,
      });
      return { newId, threads: await this.moves.follow(manager, sectionId, newId) };
    });
    await this.live.sectionAppended(sectionId);
    this.live.documentChanged(seen.documentId, [seen]);
    if (made.threads > 0) this.#tellOfComments(seen, sectionId, made.newId);
    return this.documents.section(actor, seen.documentId, seen.tableId, made.newId);
  }

  /**
   * Puts the text of a section behind that of the one above it, with exactly the same audience and with the comments on it,
   * and puts the empty section away.
   *
   * @returns the section that took the text over
   * @throws Refusal `invalid-input` when the other is not the one above or has another audience
   */
  async merge(actor: Actor, sectionId: SectionId, command: MergeSection): Promise<SectionView> {
    const seen = await this.access.require(actor, 'section.edit', sectionId);
    const into = id<SectionId>(command.into);
    const threads = await this.dataSource.transaction(async (manager) => {
      await this.codes.lock(manager, seen.documentId);
      const access = await this.access.require(actor, 'section.edit', sectionId, manager);
      await this.#requireAbove(actor, manager, sectionId, access, into);
      await lockHeads(manager, [sectionId, into]);
      await this.#moveAll(manager, sectionId, into, makerOf(actor));
      const moved = await this.moves.follow(manager, sectionId, into);
      await setArchived(manager, sectionId, { at: this.clock.now(), by: actor.seat?.seatId ?? null });
      return moved;
    });
    await this.live.sectionAppended(into);
    await this.live.sectionAppended(sectionId);
    await this.live.sectionRightsChanged(sectionId);
    this.live.documentChanged(seen.documentId, [seen]);
    if (threads > 0) this.#tellOfComments(seen, sectionId, into);
    return this.documents.section(actor, seen.documentId, seen.tableId, into);
  }

  /** Both sections have the same readers. */
  #tellOfComments(access: LoadedAccess, ...sectionIds: readonly SectionId[]): void {
    for (const sectionId of sectionIds) this.live.commentsChanged(sectionId, access);
  }

  async #requireAbove(
    actor: Actor,
    manager: EntityManager,
    sectionId: SectionId,
    access: LoadedAccess,
    into: SectionId,
  ): Promise<void> {
    const shown = await this.documents.sections(actor, access.documentId, access.tableId, manager);
    const current = shown.filter(({ archivedAt }) => archivedAt === null);
    const at = current.findIndex((each) => each.sectionId === sectionId);
    const [own, above] = [current[at], current[at - 1]];
    // One that cannot be seen, one that does not exist and one that is not above are the same here.
    const fits = own && above && above.sectionId === into && groupOf(above) === groupOf(own);
    if (!fits) throw new Refusal('invalid-input', ['into']);
    const other = await this.access.require(actor, 'section.edit', into, manager);
    if (!sameAudience(access, other)) throw new Refusal('invalid-input', ['into']);
  }

  async #moveAll(manager: EntityManager, from: SectionId, into: SectionId, by: Maker): Promise<void> {
    let taken: BlockCopy[] = [];
    const removed = await this.edits.append(manager, from, by, null, (doc) => {
      // An empty section has nothing to give.
      if (readBlocks(doc).every((block) => block.type === 'block' && block.runs.length === 0)) return;
      taken = copyBlocks(doc);
      removeBlocks(doc, 0);
      writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [] }], randomUUID);
    });
    if (removed === null) return;
    const placed = await this.edits.append(manager, into, by, null, (doc) => appendBlocks(doc, taken));
    if (placed === null) throw new Error('The text that was taken out was not put anywhere.');
    await this.origins.record(manager, {
      kind: 'merged',
      sectionId: into,
      at: placed,
      from: { sectionId: from, ...beforeThe(removed) },
      by,
    });
  }
}

function makerOf(actor: Actor): Maker {
  if (actor.seat === null) throw new Refusal('no-seat');
  return { seatId: actor.seat.seatId, personId: actor.personId };
}

/** Where the text still was whole. */
function beforeThe({ generation, seq }: ServerEdit): TextPlace {
  return { generation, seq: seq - 1 };
}

/** In the order of their ids, as the commits of frames do: two that wait for each other would wait for ever. */
async function lockHeads(manager: EntityManager, sectionIds: readonly SectionId[]): Promise<void> {
  await manager.query('SELECT 1 FROM section_heads WHERE section_id = ANY ($1) ORDER BY section_id FOR NO KEY UPDATE', [
    sectionIds,
  ]);
}
