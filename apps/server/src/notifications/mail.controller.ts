import { Controller, Get } from '@nestjs/common';
import type { Actor, MailState, OutboxLetter } from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { Guarded } from '../rights/guarded';
import { MailQueue } from './mail-queue';

@Controller()
export class MailController {
  constructor(private readonly mails: MailQueue) {}

  @Get('outbox')
  @Guarded('session.read')
  outbox(@CurrentActor() actor: Actor): Promise<OutboxLetter[]> {
    return this.mails.outbox(actor);
  }

  @Get('administration/mail')
  @Guarded('administration.read')
  state(@CurrentActor() actor: Actor): Promise<MailState> {
    return this.mails.state(actor);
  }
}
