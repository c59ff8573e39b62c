import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  EndRequest,
  PublishOutcome,
  RecordAdoption,
  type Actor,
  type OutcomeRegister,
  type OutcomeView,
  type PublicOutcome,
  type TableId,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, PlaceParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { AdoptionService } from './adoption.service';
import { OutcomeService } from './outcome.service';
import { PublicationService } from './publication.service';

@Controller()
export class OutcomesController {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly adoptions: AdoptionService,
    private readonly publications: PublicationService,
  ) {}

  @Get('tables/:tableId/outcomes')
  @Guarded('table.read')
  register(@CurrentActor() actor: Actor, @IdParam('tableId') tableId: TableId): Promise<OutcomeRegister> {
    return this.outcomes.register(actor, tableId);
  }

  @Get('outcomes/:outcomeId')
  @Guarded('outcome.read')
  read(@CurrentActor() actor: Actor, @IdParam('outcomeId') outcomeId: string): Promise<OutcomeView> {
    return this.outcomes.read(actor, outcomeId);
  }

  @Post('outcomes/:outcomeId/adoptions')
  @HttpCode(200)
  @Guarded('adoption.record')
  adopt(
    @CurrentActor() actor: Actor,
    @IdParam('outcomeId') outcomeId: string,
    @ValidBody(RecordAdoption) body: RecordAdoption,
  ): Promise<OutcomeView> {
    return this.adoptions.record(actor, outcomeId, body);
  }

  @Post('outcomes/:outcomeId/publication')
  @HttpCode(200)
  @Guarded('outcome.publish')
  publish(
    @CurrentActor() actor: Actor,
    @IdParam('outcomeId') outcomeId: string,
    @ValidBody(PublishOutcome) body: PublishOutcome,
  ): Promise<OutcomeView> {
    return this.publications.publish(actor, outcomeId, body);
  }

  @Post('outcomes/:outcomeId/publication/withdrawal')
  @HttpCode(200)
  @Guarded('outcome.publish')
  withdraw(
    @CurrentActor() actor: Actor,
    @IdParam('outcomeId') outcomeId: string,
    @ValidBody(PublishOutcome) body: PublishOutcome,
  ): Promise<OutcomeView> {
    return this.publications.withdraw(actor, outcomeId, body);
  }

  @Post('outcomes/:outcomeId/requests/:place')
  @HttpCode(200)
  @Guarded('request.end')
  endRequest(
    @CurrentActor() actor: Actor,
    @IdParam('outcomeId') outcomeId: string,
    @PlaceParam('place') place: number,
    @ValidBody(EndRequest) body: EndRequest,
  ): Promise<OutcomeView> {
    return this.outcomes.endRequest(actor, outcomeId, place, body);
  }

  /** For anybody who has the address. */
  @Get('public/outcomes/:publicId')
  @Guarded('public')
  published(@Param('publicId') publicId: string): Promise<PublicOutcome> {
    return this.publications.read(publicId);
  }
}
