import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  AddAddendum,
  AddRemark,
  AnswerRemark,
  CloseWithout,
  OpenRound,
  PublishRound,
  type Actor,
  type CommentId,
  type DocumentId,
  type DocumentRounds,
  type RoundId,
  type RoundView,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { RoundAnswers } from './round-answers.service';
import { RoundReader } from './round-reader';
import { RoundsService } from './rounds.service';

@Controller()
export class RoundsController {
  constructor(
    private readonly reader: RoundReader,
    private readonly rounds: RoundsService,
    private readonly answers: RoundAnswers,
  ) {}

  @Get('documents/:documentId/rounds')
  @Guarded('document.read')
  ofDocument(@CurrentActor() actor: Actor, @IdParam('documentId') documentId: DocumentId): Promise<DocumentRounds> {
    return this.reader.ofDocument(actor, documentId);
  }

  @Post('documents/:documentId/rounds')
  @Guarded('round.manage')
  open(
    @CurrentActor() actor: Actor,
    @IdParam('documentId') documentId: DocumentId,
    @ValidBody(OpenRound) body: OpenRound,
  ): Promise<RoundView> {
    return this.rounds.open(actor, documentId, body);
  }

  @Get('rounds/:roundId')
  @Guarded('section.read')
  read(@CurrentActor() actor: Actor, @IdParam('roundId') roundId: RoundId): Promise<RoundView> {
    return this.reader.read(actor, roundId);
  }

  @Post('rounds/:roundId/remarks')
  @Guarded('round.remark')
  remark(
    @CurrentActor() actor: Actor,
    @IdParam('roundId') roundId: RoundId,
    @ValidBody(AddRemark) body: AddRemark,
  ): Promise<RoundView> {
    return this.rounds.remark(actor, roundId, body);
  }

  @Post('rounds/:roundId/closing')
  @HttpCode(200)
  @Guarded('round.manage')
  close(@CurrentActor() actor: Actor, @IdParam('roundId') roundId: RoundId): Promise<RoundView> {
    return this.rounds.close(actor, roundId);
  }

  @Put('rounds/:roundId/answers/:commentId')
  @Guarded('round.answer')
  answer(
    @CurrentActor() actor: Actor,
    @IdParam('roundId') roundId: RoundId,
    @IdParam('commentId') commentId: CommentId,
    @ValidBody(AnswerRemark) body: AnswerRemark,
  ): Promise<RoundView> {
    return this.answers.answer(actor, roundId, commentId, body);
  }

  @Post('rounds/:roundId/publication')
  @HttpCode(200)
  @Guarded('round.manage')
  publish(
    @CurrentActor() actor: Actor,
    @IdParam('roundId') roundId: RoundId,
    @ValidBody(PublishRound) body: PublishRound,
  ): Promise<RoundView> {
    return this.answers.publish(actor, roundId, body);
  }

  @Post('rounds/:roundId/addenda')
  @HttpCode(200)
  @Guarded('round.manage')
  addend(
    @CurrentActor() actor: Actor,
    @IdParam('roundId') roundId: RoundId,
    @ValidBody(AddAddendum) body: AddAddendum,
  ): Promise<RoundView> {
    return this.answers.addend(actor, roundId, body);
  }

  @Post('rounds/:roundId/without')
  @HttpCode(200)
  @Guarded('round.closeWithout')
  closeWithout(
    @CurrentActor() actor: Actor,
    @IdParam('roundId') roundId: RoundId,
    @ValidBody(CloseWithout) body: CloseWithout,
  ): Promise<RoundView> {
    return this.answers.closeWithout(actor, roundId, body);
  }
}
