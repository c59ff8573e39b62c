import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { can, type Actor, type DeskNews } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DeskSources, NEWS_MS, type DeskSource } from '../notifications/desk';
import { CLOCK, type Clock } from '../platform/clock';
import { TableDocuments } from '../tables/table-documents';
import { DocumentReader } from './document-reader';

/** Documents on the page of their table, and new ones as news on the desks of who sits there. */
@Injectable()
export class DocumentDesk implements DeskSource, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentReader,
    private readonly tables: TableDocuments,
    private readonly desks: DeskSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desks.register(this);
    this.tables.register((tableId) => this.documents.ofTable(tableId));
  }

  deskItems(): Promise<[]> {
    return Promise.resolve([]);
  }

  async deskNews(actor: Actor): Promise<DeskNews[]> {
    if (actor.seat === null || !can(actor, 'table.read', { kind: 'table', tableId: actor.seat.tableId })) return [];
    const since = new Date(this.clock.now().getTime() - NEWS_MS).toISOString();
    const [{ name: tableName } = { name: '' }]: { name: string }[] = await this.dataSource.query(
      'SELECT name FROM tables WHERE id = $1',
      [actor.seat.tableId],
    );
    return (await this.documents.ofTable(actor.seat.tableId))
      .filter(({ createdAt }) => createdAt >= since)
      .map(({ title, createdAt, documentId }): DeskNews => ({
        kind: 'document',
        label: title,
        tableName,
        at: createdAt,
        path: `/documenten/${documentId}`,
      }));
  }
}
