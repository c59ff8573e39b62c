import { Injectable } from '@nestjs/common';
import {
  id,
  mayReadGeneration,
  type ActingSeat,
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
    /** The grants with which each earlier history ended. */
    private readonly ended: ReadonlyMap<number, readonly Grant[]>,
  ) {}

  /** May the seat read what was said in this history? Nobody reads one of which it is not known who could. */
  mayRead(seat: ActingSeat | null, generation: number): boolean {
    if (seat === null) return false;
    if (generation === this.access.generation) return mayReadGeneration(seat, this.access, null);
    const ended = this.ended.get(generation);
    return ended !== undefined && mayReadGeneration(seat, this.access, ended);
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
    const rows: { sectionId: string; generation: number; grants: Grant[] }[] = await manager.query(
      `SELECT section_id AS "sectionId", ended_generation AS generation, ended_grants AS grants
       FROM section_generations WHERE section_id = ANY ($1)`,
      [[...accesses.keys()]],
    );
    const ended = (sectionId: SectionId): Map<number, Grant[]> =>
      new Map(rows.filter((row) => row.sectionId === sectionId).map(({ generation, grants }) => [generation, grants]));
    return new Map(
      [...accesses].map(([sectionId, access]) => [
        id<SectionId>(sectionId),
        new SectionChapters(sectionId, access, ended(sectionId)),
      ]),
    );
  }
}
