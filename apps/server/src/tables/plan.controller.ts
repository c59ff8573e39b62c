import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  CancelMeeting,
  ChangeMeeting,
  ChangePhases,
  MeetingInput,
  PostMessage,
  type Actor,
  type MeetingId,
  type TableId,
  type TablePlanView,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { PlanService } from './plan.service';

@Controller()
export class PlanController {
  constructor(private readonly plan: PlanService) {}

  @Get('tables/:tableId/plan')
  @Guarded('table.read')
  read(@CurrentActor() actor: Actor, @IdParam('tableId') tableId: TableId): Promise<TablePlanView> {
    return this.plan.read(actor, tableId);
  }

  @Put('tables/:tableId/phases')
  @Guarded('table.plan')
  changePhases(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(ChangePhases) body: ChangePhases,
  ): Promise<TablePlanView> {
    return this.plan.changePhases(actor, tableId, body);
  }

  @Post('tables/:tableId/meetings')
  @Guarded('table.plan')
  addMeeting(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(MeetingInput) body: MeetingInput,
  ): Promise<TablePlanView> {
    return this.plan.addMeeting(actor, tableId, body);
  }

  @Put('meetings/:meetingId')
  @Guarded('table.plan')
  changeMeeting(
    @CurrentActor() actor: Actor,
    @IdParam('meetingId') meetingId: MeetingId,
    @ValidBody(ChangeMeeting) body: ChangeMeeting,
  ): Promise<TablePlanView> {
    return this.plan.changeMeeting(actor, meetingId, body);
  }

  @Put('meetings/:meetingId/cancelled')
  @Guarded('table.plan')
  cancelMeeting(
    @CurrentActor() actor: Actor,
    @IdParam('meetingId') meetingId: MeetingId,
    @ValidBody(CancelMeeting) body: CancelMeeting,
  ): Promise<TablePlanView> {
    return this.plan.cancelMeeting(actor, meetingId, body);
  }

  @Post('tables/:tableId/messages')
  @Guarded('message.post')
  post(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(PostMessage) body: PostMessage,
  ): Promise<TablePlanView> {
    return this.plan.post(actor, tableId, body);
  }

  @Post('messages/:messageId/withdrawal')
  @HttpCode(200)
  @Guarded('message.post')
  withdraw(@CurrentActor() actor: Actor, @IdParam('messageId') messageId: string): Promise<TablePlanView> {
    return this.plan.withdraw(actor, messageId);
  }
}
