import { Injectable } from '@nestjs/common';
import {
  id,
  mayReadGeneration,
  type ActingSeat,
  type EndedHistory,
  type Grant,
  type SeatAtTable,
  type SectionAccess,
  type SectionId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { SectionAccessService, type LoadedAccess } from '../rights/section-access.service';

/** The histories of a section, each a chapter of what was said in it, with who may read which. */
export class SectionChapters {
  constructor(
    readonly sectionId: SectionId,
    readonly access: LoadedAccess,
    /** With which grants each earlier history ended, and when. */
    private readonly ended: ReadonlyMap<number, EndedHistory>,
    /** When each seat of the table was added. */
    private readonly seated: ReadonlyMap<string, Date>,
  ) {}

  /** May the seat read what was said in this history? Nobody reads one of which it is not known who could. */
  mayRead(seat: ActingSeat | null, generation: number): boolean {
    const seatedAt = this.seated.get(seat?.seatId ?? '');
    if (seat === null || seatedAt === undefined) return false;
    if (generation === this.access.generation) return mayReadGeneration(seat, this.access, null, seatedAt);
    const ended = this.ended.get(generation);
    return ended !== undefined && mayReadGeneration(seat, this.access, ended, seatedAt);
  }

  /** May the seat read this history and every one after it, up to the present? Who was away meanwhile may not. */
  mayReadSince(seat: ActingSeat | null, generation: number): boolean {
    const since = [...this.ended.keys(), this.access.generation].filter((each) => each >= generation);
    return since.includes(generation) && since.every((each) => this.mayRead(seat, each));
  }

  /** The histories that the seat may read, for the query that looks for what was said. */
  readableBy(seat: ActingSeat | null): number[] {
    return [...this.ended.keys(), this.access.generation].filter((generation) => this.mayRead(seat, generation));
  }

  /** Exactly who may read what is said in this history, as an access: for news, which must reach nobody else. */
  readersOf(generation: number, seats: readonly SeatAtTable[]): SectionAccess {
    return accessOfSeats(
      this.access,
      seats.filter((seat) => this.mayRead(seat, generation)),
    );
  }
}

/** An access that lets these seats read, and nobody else. */
export function accessOfSeats({ tableId }: SectionAccess, seats: readonly ActingSeat[]): SectionAccess {
  const grants = seats.map(({ seatId }): Grant => ({ grantee: { kind: 'seat', seatId }, right: 'read' }));
  return { tableId, grants, owners: [] };
}

@Injectable()
export class Chapters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
  ) {}

  /** Of these sections; what does not exist is not in the answer. */
  async load(
    sectionIds: readonly SectionId[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<SectionId, SectionChapters>> {
    const accesses = await this.access.load(sectionIds, manager);
    const rows: (EndedHistory & { sectionId: string; generation: number })[] = await manager.query(
      `SELECT section_id AS "sectionId", ended_generation AS generation, ended_grants AS grants, started_at AS "endedAt"
       FROM section_generations WHERE section_id = ANY ($1)`,
      [[...accesses.keys()]],
    );
    const ended = (sectionId: SectionId): Map<number, EndedHistory> =>
      new Map(rows.filter((row) => row.sectionId === sectionId).map((row) => [row.generation, row]));
    const seated = await this.#seated([...accesses.values()], manager);
    return new Map(
      [...accesses].map(([sectionId, access]) => [
        id<SectionId>(sectionId),
        new SectionChapters(sectionId, access, ended(sectionId), seated),
      ]),
    );
  }

  async #seated(accesses: readonly SectionAccess[], manager: EntityManager): Promise<Map<string, Date>> {
    const tables = [...new Set(accesses.map(({ tableId }) => tableId))];
    const rows: { seatId: string; addedAt: Date }[] = await manager.query(
      'SELECT id AS "seatId", added_at AS "addedAt" FROM seats WHERE table_id = ANY ($1)',
      [tables],
    );
    return new Map(rows.map(({ seatId, addedAt }) => [seatId, addedAt]));
  }
}
