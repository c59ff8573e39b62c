import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  Refusal,
  type Action,
  type Actor,
  type HistoryView,
  type Named,
  type NameVersion,
  type SeatAtTable,
  type SectionId,
  type VersionPlace,
  type VersionSummary,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { SectionAccessService, type LoadedAccess } from '../rights/section-access.service';
import { SeatReader } from '../tables/seat-reader';
import { chapterOf, Chapters, type ReadableChapter } from './chapters';
import { ErasureNotes } from './erasure/erasure-notes';
import { VersionList } from './version-list';

/** A section whose history somebody may look into, with what may be read of it. */
export interface OpenHistory {
  readonly access: LoadedAccess;
  readonly chapters: readonly ReadableChapter[];
  readonly seats: readonly SeatAtTable[];
  readonly head: VersionPlace;
  readonly mayRestore: boolean;
  readonly mayErase: boolean;
}

@Injectable()
export class HistoryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly chapters: Chapters,
    private readonly versions: VersionList,
    private readonly seats: SeatReader,
    private readonly erasures: ErasureNotes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The versions of a section, as far as the acting seat may read them. */
  async list(actor: Actor, sectionId: SectionId, zone: string): Promise<HistoryView> {
    const { chapters, seats, head, mayRestore, mayErase } = await this.open(actor, 'section.history', sectionId);
    const versions = await this.versions.of(sectionId, chapters, zone, seats);
    const erasures = await this.erasures.of(actor, sectionId, seats);
    return {
      sectionId,
      head,
      mayRestore,
      mayErase,
      chapters: chapters.map(({ generation, reason, startedAt }) => ({
        generation,
        reason,
        startedAt: startedAt.toISOString(),
        erasure: erasures.get(generation) ?? null,
        versions: versions.filter(({ place }) => place.generation === generation),
      })),
    };
  }

  /**
   * Gives a version a name, or takes it away. Of two who do so at once the later one counts.
   *
   * @throws Refusal `not-found` for a version that is not there or may not be read
   */
  async name(actor: Actor, sectionId: SectionId, { place, name }: NameVersion): Promise<Named> {
    const { chapters } = await this.open(actor, 'section.restore', sectionId);
    chapterOf(chapters, place);
    return this.dataSource.transaction(async (manager) => {
      await this.fence(manager, actor, sectionId);
      const last: { name: string | null }[] = await manager.query(
        `SELECT name FROM section_version_names WHERE section_id = $1 AND generation = $2 AND seq = $3
         ORDER BY nth DESC LIMIT 1`,
        [sectionId, place.generation, place.seq],
      );
      await manager.query(
        `INSERT INTO section_version_names (section_id, generation, seq, nth, name, at, by_seat, by_person)
         SELECT $1, $2, $3, coalesce(max(nth), 0) + 1, $4, $5, $6, $7
         FROM section_version_names WHERE section_id = $1 AND generation = $2 AND seq = $3`,
        [sectionId, place.generation, place.seq, name, this.clock.now(), actor.seat?.seatId, actor.personId],
      );
      return { before: last[0]?.name ?? null };
    });
  }

  /**
   * Holds the section still and looks at the rights of this moment: one that was withdrawn since the question is not used.
   *
   * @throws Refusal
   */
  async fence(manager: EntityManager, actor: Actor, sectionId: SectionId): Promise<void> {
    await manager.query('SELECT 1 FROM section_heads WHERE section_id = $1 FOR NO KEY UPDATE', [sectionId]);
    await this.access.require(actor, 'section.restore', sectionId, manager);
  }

  /** @throws Refusal `not-found` for a section of which the seat may see nothing, `forbidden` */
  async open(actor: Actor, action: Action, sectionId: SectionId): Promise<OpenHistory> {
    const access = await this.access.require(actor, action, sectionId);
    const chapters = await this.chapters.readable(actor.seat, access, sectionId);
    const current = chapters.find((chapter) => chapter.current);
    // A new history began between the two reads: asked again, the answer is the new one.
    if (current === undefined) throw new Refusal('conflict');
    return {
      access,
      chapters,
      seats: await this.seats.atTable(access.tableId),
      head: { generation: current.generation, seq: current.lastSeq },
      mayRestore: can(actor, 'section.restore', { kind: 'section', access }),
      mayErase: can(actor, 'section.erase', { kind: 'section', access }),
    };
  }

  /** One version of an open history, described. @throws Refusal `not-found` */
  async describe(
    sectionId: SectionId,
    { chapters, seats }: OpenHistory,
    place: VersionPlace,
    zone: string,
  ): Promise<VersionSummary> {
    const chapter = chapterOf(chapters, place);
    const versions = await this.versions.of(sectionId, [chapter], zone, seats, [place]);
    const version = versions.find((each) => each.place.seq === place.seq);
    if (version === undefined) throw new Refusal('not-found');
    return version;
  }
}

export function samePlace(one: VersionPlace, other: VersionPlace): boolean {
  return one.generation === other.generation && one.seq === other.seq;
}
