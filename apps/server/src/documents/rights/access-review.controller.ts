import { Controller, Get } from '@nestjs/common';
import { AccessQuery, type AccessReviewView, type Actor, type TableId } from '@samenspel/domain';
import { CurrentActor } from '../../rights/current-actor';
import { IdParam, ValidQuery } from '../../platform/http/valid';
import { AccessReviewService } from './access-review.service';
import { Guarded } from '../../rights/guarded';

@Controller()
export class AccessReviewController {
  constructor(private readonly reviews: AccessReviewService) {}

  @Get('administration/tables/:tableId/access')
  @Guarded('administration.read')
  forAdministrator(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidQuery(AccessQuery) query: AccessQuery,
  ): Promise<AccessReviewView> {
    return this.reviews.forAdministrator(actor, tableId, query);
  }

  @Get('tables/:tableId/access')
  @Guarded('table.read')
  forSeat(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidQuery(AccessQuery) query: AccessQuery,
  ): Promise<AccessReviewView> {
    return this.reviews.forSeat(actor, tableId, query);
  }
}
