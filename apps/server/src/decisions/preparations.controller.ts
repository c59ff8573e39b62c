import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  ChangePreparation,
  ClosePreparation,
  HandInDissent,
  OfVersion,
  PrepareOutcome,
  RecordOutcome,
  type Actor,
  type ConfirmationView,
  type OutcomeView,
  type PreparationView,
  type TableId,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { DissentService } from './dissent.service';
import { OutcomeService } from './outcome.service';
import { PreparationService } from './preparation.service';
import { RecordingService } from './recording.service';

@Controller()
export class PreparationsController {
  constructor(
    private readonly preparations: PreparationService,
    private readonly dissent: DissentService,
    private readonly recording: RecordingService,
    private readonly outcomes: OutcomeService,
  ) {}

  @Post('tables/:tableId/outcome-preparations')
  @Guarded('outcome.prepare')
  prepare(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(PrepareOutcome) body: PrepareOutcome,
  ): Promise<PreparationView> {
    return this.preparations.prepare(actor, tableId, body);
  }

  @Get('outcome-preparations/:preparationId')
  @Guarded('outcome.read')
  read(@CurrentActor() actor: Actor, @IdParam('preparationId') preparationId: string): Promise<PreparationView> {
    return this.preparations.read(actor, preparationId);
  }

  @Put('outcome-preparations/:preparationId')
  @Guarded('outcome.prepare')
  change(
    @CurrentActor() actor: Actor,
    @IdParam('preparationId') preparationId: string,
    @ValidBody(ChangePreparation) body: ChangePreparation,
  ): Promise<PreparationView> {
    return this.preparations.change(actor, preparationId, body);
  }

  @Delete('outcome-preparations/:preparationId')
  @HttpCode(204)
  @Guarded('outcome.record')
  drop(@CurrentActor() actor: Actor, @IdParam('preparationId') preparationId: string): Promise<void> {
    return this.preparations.drop(actor, preparationId);
  }

  @Post('outcome-preparations/:preparationId/close')
  @HttpCode(200)
  @Guarded('outcome.prepare')
  close(
    @CurrentActor() actor: Actor,
    @IdParam('preparationId') preparationId: string,
    @ValidBody(ClosePreparation) body: ClosePreparation,
  ): Promise<PreparationView> {
    return this.preparations.close(actor, preparationId, body);
  }

  @Post('outcome-preparations/:preparationId/reopen')
  @HttpCode(200)
  @Guarded('outcome.prepare')
  reopen(
    @CurrentActor() actor: Actor,
    @IdParam('preparationId') preparationId: string,
    @ValidBody(OfVersion) body: OfVersion,
  ): Promise<PreparationView> {
    return this.preparations.reopen(actor, preparationId, body);
  }

  @Put('outcome-preparations/:preparationId/dissent')
  @Guarded('outcome.dissent')
  handIn(
    @CurrentActor() actor: Actor,
    @IdParam('preparationId') preparationId: string,
    @ValidBody(HandInDissent) body: HandInDissent,
  ): Promise<PreparationView> {
    return this.dissent.handIn(actor, preparationId, body);
  }

  @Delete('outcome-preparations/:preparationId/dissent')
  @HttpCode(204)
  @Guarded('outcome.dissent')
  async withdraw(@CurrentActor() actor: Actor, @IdParam('preparationId') preparationId: string): Promise<void> {
    await this.dissent.withdraw(actor, preparationId);
  }

  @Get('outcome-preparations/:preparationId/confirmation')
  @Guarded('outcome.record')
  confirmation(
    @CurrentActor() actor: Actor,
    @IdParam('preparationId') preparationId: string,
  ): Promise<ConfirmationView> {
    return this.recording.confirmation(actor, preparationId);
  }

  @Post('outcome-preparations/:preparationId/record')
  @HttpCode(200)
  @Guarded('outcome.record')
  async record(
    @CurrentActor() actor: Actor,
    @IdParam('preparationId') preparationId: string,
    @ValidBody(RecordOutcome) body: RecordOutcome,
  ): Promise<OutcomeView> {
    return this.outcomes.read(actor, await this.recording.record(actor, preparationId, body));
  }
}
