import { Controller, Get } from '@nestjs/common';
import type { Actor, TableId, TableView } from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { TableService } from './table.service';

@Controller('tables')
export class TablesController {
  constructor(private readonly tables: TableService) {}

  @Get(':tableId')
  @Guarded('table.read')
  read(@CurrentActor() actor: Actor, @IdParam('tableId') tableId: TableId): Promise<TableView> {
    return this.tables.read(actor, tableId);
  }
}
