import { Injectable } from '@nestjs/common';
import type { FactSource, SectionFacts } from '@samenspel/collab/server';
import { id, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SectionAccessService } from '../../rights/section-access.service';

/** What the engine must know of sections before it shows or takes anything. */
@Injectable()
export class SectionFactSource implements FactSource {
  constructor(
    private readonly access: SectionAccessService,
    private readonly dataSource: DataSource,
  ) {}

  async load(sectionIds: readonly string[]): Promise<Map<string, SectionFacts>> {
    const loaded = await this.access.load(sectionIds.map((sectionId) => id<SectionId>(sectionId)));
    const tables = [...new Set([...loaded.values()].map(({ tableId }) => tableId))];
    const rows: { id: string; names: boolean }[] =
      tables.length === 0
        ? []
        : await this.dataSource.query('SELECT id, names_visible AS names FROM tables WHERE id = ANY ($1)', [tables]);
    const named = new Set(rows.filter(({ names }) => names).map((row) => row.id));
    return new Map(
      [...loaded].map(([sectionId, access]) => [
        sectionId,
        {
          sectionId,
          access,
          accessVersion: access.accessVersion,
          generation: access.generation,
          namesVisible: named.has(access.tableId),
        },
      ]),
    );
  }
}
