import { Controller, Get } from '@nestjs/common';
import type { AccessReviewView, Actor, TableId } from '@samenspel/domain';
import { CurrentActor } from '../identity/current-actor';
import { IdParam } from '../platform/http/valid';
import { AccessReviewService } from './access-review.service';
import { Guarded } from './guarded';

@Controller()
export class AccessReviewController {
  constructor(private readonly reviews: AccessReviewService) {}

  @Get('administration/tables/:tableId/access')
  @Guarded('administration.read')
  forAdministrator(@CurrentActor() actor: Actor, @IdParam('tableId') tableId: TableId): Promise<AccessReviewView> {
    return this.reviews.forAdministrator(actor, tableId);
  }

  @Get('tables/:tableId/access')
  @Guarded('table.read')
  forSeat(@CurrentActor() actor: Actor, @IdParam('tableId') tableId: TableId): Promise<AccessReviewView> {
    return this.reviews.forSeat(actor, tableId);
  }
}
