import { Controller, Get, Post } from '@nestjs/common';
import { AddSeat, type Actor, type AddedSeatView, type NewSeatView, type TableId } from '@samenspel/domain';
import { CurrentActor } from '../../rights/current-actor';
import { IdParam, ValidBody, ValidQuery } from '../../platform/http/valid';
import { Guarded } from '../../rights/guarded';
import { NewSeatsService } from './new-seats.service';

/** Seats that are added to a table, which opens to them what their role reads. */
@Controller('administration/tables/:tableId/seats')
export class NewSeatsController {
  constructor(private readonly newSeats: NewSeatsService) {}

  @Get('preview')
  @Guarded('administration.read')
  preview(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidQuery(AddSeat) query: AddSeat,
  ): Promise<NewSeatView> {
    return this.newSeats.preview(actor, tableId, query);
  }

  @Post()
  @Guarded('administration.change')
  add(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(AddSeat) body: AddSeat,
  ): Promise<AddedSeatView> {
    return this.newSeats.add(actor, tableId, body);
  }
}
