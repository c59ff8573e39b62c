import { Controller, Delete, Get, HttpCode, Post, Res } from '@nestjs/common';
import {
  ChooseSeat,
  ConfirmIdentity,
  id,
  type Actor,
  type SessionId,
  type SessionSummary,
  type SessionView,
} from '@samenspel/domain';
import type { Response } from 'express';
import { clearCookie } from '../platform/http/cookies';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { CurrentActor } from '../rights/current-actor';
import { SignInService } from './sign-in.service';
import { StepUpService } from './step-up.service';

@Controller()
export class SessionController {
  constructor(
    private readonly signIn: SignInService,
    private readonly stepUp: StepUpService,
  ) {}

  @Get('session')
  @Guarded('session.read')
  read(@CurrentActor() actor: Actor): Promise<SessionView> {
    return this.signIn.view(actor);
  }

  @Post('session/seat')
  @HttpCode(200)
  @Guarded('seat.choose')
  chooseSeat(@CurrentActor() actor: Actor, @ValidBody(ChooseSeat) body: ChooseSeat): Promise<SessionView> {
    return this.signIn.chooseSeat(actor, body.seatId === null ? null : id(body.seatId));
  }

  @Post('session/confirm')
  @HttpCode(204)
  @Guarded('session.confirm')
  confirm(@CurrentActor() actor: Actor, @ValidBody(ConfirmIdentity) body: ConfirmIdentity): Promise<void> {
    return this.stepUp.confirm(actor, body.password ?? null);
  }

  @Delete('session')
  @HttpCode(204)
  @Guarded('session.manage')
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.signIn.signOut(actor);
    response.setHeader('Set-Cookie', clearCookie());
  }

  @Get('sessions')
  @Guarded('session.manage')
  list(@CurrentActor() actor: Actor): Promise<SessionSummary[]> {
    return this.signIn.list(actor);
  }

  @Delete('sessions')
  @HttpCode(204)
  @Guarded('session.manage')
  async signOutEverywhere(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.signIn.signOutEverywhere(actor);
    response.setHeader('Set-Cookie', clearCookie());
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @Guarded('session.manage')
  async signOutOf(
    @CurrentActor() actor: Actor,
    @IdParam('sessionId') sessionId: SessionId,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.signIn.signOutOf(actor, sessionId);
    if (sessionId === actor.sessionId) response.setHeader('Set-Cookie', clearCookie());
  }
}
