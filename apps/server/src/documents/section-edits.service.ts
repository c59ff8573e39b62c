import { Inject, Injectable } from '@nestjs/common';
import {
  groupOf,
  id,
  Refusal,
  type Actor,
  type Archive,
  type MoveSection,
  type Rename,
  type SectionId,
  type SectionView,
} from '@samenspel/domain';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SectionAccessService, type LoadedAccess } from '../rights/section-access.service';
import { DocumentService } from './document.service';
import { SectionCodes } from './section-codes';
import { SectionPlaces } from './section-places';
import { Section } from './section.entity';

/** Renames sections, moves them, puts them away and brings them back. */
@Injectable()
export class SectionEditsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly access: SectionAccessService,
    private readonly codes: SectionCodes,
    private readonly places: SectionPlaces,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** @throws Refusal `conflict` when the title is not the one that the actor saw, `archived` */
  async rename(actor: Actor, sectionId: SectionId, { title, was }: Rename): Promise<SectionView> {
    const access = await this.access.require(actor, 'section.edit', sectionId);
    const unchanged = { id: sectionId, title: was, archivedAt: IsNull() };
    const { affected } = await this.dataSource.manager.update(Section, unchanged, { title });
    if (affected !== 1) throw new Refusal('conflict');
    return this.#told(actor, sectionId, access);
  }

  /**
   * Moves a section within its group: behind another section, or to the front. Of two moves at once, each is done on what
   * the other left.
   *
   * @throws Refusal `invalid-input` for a section of another group, and for one that the actor cannot see
   */
  async move(actor: Actor, sectionId: SectionId, { after }: MoveSection): Promise<SectionView> {
    const seen = await this.access.require(actor, 'section.edit', sectionId);
    await this.dataSource.transaction(async (manager) => {
      await this.codes.lock(manager, seen.documentId);
      const access = await this.access.require(actor, 'section.edit', sectionId, manager);
      const sections = await this.documents.sections(actor, access.documentId, access.tableId, manager);
      const beside = besideWhat(sections, sectionId, after);
      if (beside === null) return;
      const orderKey = await this.places.keyBeside(manager, access.documentId, sectionId, beside);
      await manager.update(Section, { id: sectionId }, { orderKey });
    });
    return this.#told(actor, sectionId, seen);
  }

  /** Puts a section away, so that it can only be read, or brings it back. Nothing is deleted. */
  async archive(actor: Actor, sectionId: SectionId, { archived }: Archive): Promise<SectionView> {
    const seen = (await this.access.load([sectionId])).get(sectionId);
    authorizeStored(actor, seen);
    const changed = await this.dataSource.transaction(async (manager) => {
      await this.codes.lock(manager, seen.documentId);
      authorizeStored(actor, (await this.access.load([sectionId], manager)).get(sectionId));
      // A document that is put away is brought back as a whole.
      await this.documents.require(actor, 'section.add', seen.documentId, manager);
      return setArchived(
        manager,
        sectionId,
        archived ? { at: this.clock.now(), by: actor.seat?.seatId ?? null } : null,
      );
    });
    if (!changed) return this.documents.section(actor, seen.documentId, seen.tableId, sectionId);
    await this.live.sectionRightsChanged(sectionId);
    return this.#told(actor, sectionId, seen);
  }

  async #told(actor: Actor, sectionId: SectionId, access: LoadedAccess): Promise<SectionView> {
    this.live.documentChanged(access.documentId, [access]);
    return this.documents.section(actor, access.documentId, access.tableId, sectionId);
  }
}

/**
 * Marks a section as put away or not, and lets frames under the old rights fail at the fence.
 *
 * @returns false when it was so already
 */
export async function setArchived(
  manager: EntityManager,
  sectionId: SectionId,
  archived: { readonly at: Date; readonly by: string | null } | null,
): Promise<boolean> {
  const [, count]: [unknown, number] = await manager.query(
    `UPDATE sections SET archived_at = $2, archived_by_seat = $3
     WHERE id = $1 AND (archived_at IS NULL) = ($2::timestamptz IS NOT NULL)`,
    [sectionId, archived?.at ?? null, archived?.by ?? null],
  );
  if (count !== 1) return false;
  await manager.query('UPDATE section_heads SET access_version = access_version + 1 WHERE section_id = $1', [
    sectionId,
  ]);
  return true;
}

/** Archiving and bringing back are asked of the rights as they are without it. */
function authorizeStored(actor: Actor, access: LoadedAccess | undefined): asserts access is LoadedAccess {
  const stored = access && { ...access, grants: access.storedGrants };
  authorize(actor, 'section.edit', stored === undefined ? null : { kind: 'section', access: stored });
}

/** Next to which section it goes; null when it stays where it is. */
function besideWhat(
  sections: readonly SectionView[],
  moving: SectionId,
  after: string | null,
): { readonly section: SectionId; readonly side: 'behind' | 'before' } | null {
  const own = sections.find(({ sectionId }) => sectionId === moving);
  if (own === undefined) throw new Refusal('not-found');
  const others = sections.filter((each) => each.sectionId !== moving && groupOf(each) === groupOf(own));
  if (after !== null) {
    if (!others.some(({ sectionId }) => sectionId === after)) throw new Refusal('invalid-input', ['after']);
    return { section: id<SectionId>(after), side: 'behind' };
  }
  const first = others[0];
  return first === undefined ? null : { section: id<SectionId>(first.sectionId), side: 'before' };
}
