import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { can, type Actor, type DeskItem, type DeskNews, type TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DocumentReader } from '../documents/document-reader';
import { DeskSources, type DeskSource } from '../notifications/desk';
import { CLOCK, type Clock } from '../platform/clock';
import { PlanReader } from './plan.reader';

const DAY_MS = 24 * 3_600_000;
/** Meetings of the coming two weeks are on the desk; what happened in the last month is news. */
const SOON_MS = 14 * DAY_MS;
const NEWS_MS = 31 * DAY_MS;

/** What a table puts on the desks of who sits there: the meetings to come; messages and documents as news. */
@Injectable()
export class TableDesk implements DeskSource, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly plan: PlanReader,
    private readonly documents: DocumentReader,
    private readonly desks: DeskSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desks.register(this);
  }

  async deskItems(actor: Actor): Promise<DeskItem[]> {
    const table = await this.#tableOf(actor);
    if (table === null) return [];
    const now = this.clock.now();
    const soon = new Date(now.getTime() + SOON_MS).toISOString();
    return (await this.plan.meetings(table.tableId, now))
      .filter(({ startsAt, cancelledAt }) => startsAt <= soon && cancelledAt === null)
      .map(({ title, startsAt }) => ({
        kind: 'meeting',
        label: title,
        tableId: table.tableId,
        tableName: table.name,
        before: startsAt,
        path: `/tafels/${table.tableId}#vergaderingen`,
      }));
  }

  async deskNews(actor: Actor): Promise<DeskNews[]> {
    const table = await this.#tableOf(actor);
    if (table === null) return [];
    const since = new Date(this.clock.now().getTime() - NEWS_MS).toISOString();
    const { messages } = await this.plan.read(actor, table.tableId);
    const documents = await this.documents.ofTable(table.tableId);
    return [
      ...messages.flatMap(({ text, at }): DeskNews[] =>
        text === null || at < since
          ? []
          : [{ kind: 'message', label: firstWords(text), tableName: table.name, at, path: `/tafels/${table.tableId}#mededelingen` }],
      ), // prettier-ignore
      ...documents
        .filter(({ createdAt }) => createdAt >= since)
        .map(({ title, createdAt, documentId }): DeskNews => ({
          kind: 'document',
          label: title,
          tableName: table.name,
          at: createdAt,
          path: `/documenten/${documentId}`,
        })),
    ];
  }

  async #tableOf(actor: Actor): Promise<{ tableId: TableId; name: string } | null> {
    if (actor.seat === null || !can(actor, 'table.read', { kind: 'table', tableId: actor.seat.tableId })) return null;
    const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM tables WHERE id = $1', [
      actor.seat.tableId,
    ]);
    return rows[0] === undefined ? null : { tableId: actor.seat.tableId, name: rows[0].name };
  }
}

/** Enough of a message to know it by. */
function firstWords(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
