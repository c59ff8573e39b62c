import { Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  AcceptInvitation,
  Invite,
  LookAtLink,
  type Actor,
  type InvitationId,
  type InvitationOffer,
  type InvitationsView,
  type SentInvitation,
  type SessionView,
} from '@samenspel/domain';
import type { Request, Response } from 'express';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { AcceptanceService } from './acceptance.service';
import { browserOf } from './browser-facts';
import { CurrentActor } from '../rights/current-actor';
import { InvitationService } from './invitation.service';
import { signedIn } from './sign-in.controller';

@Controller()
export class InvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly acceptance: AcceptanceService,
  ) {}

  @Get('administration/invitations')
  @Guarded('administration.read')
  list(@CurrentActor() actor: Actor): Promise<InvitationsView> {
    return this.invitations.list(actor);
  }

  @Post('administration/invitations')
  @Guarded('administration.change')
  invite(@CurrentActor() actor: Actor, @ValidBody(Invite) body: Invite): Promise<SentInvitation> {
    return this.invitations.invite(actor, body);
  }

  @Post('administration/invitations/:invitationId/resend')
  @HttpCode(200)
  @Guarded('administration.change')
  resend(@CurrentActor() actor: Actor, @IdParam('invitationId') invitationId: InvitationId): Promise<SentInvitation> {
    return this.invitations.resend(actor, invitationId);
  }

  @Delete('administration/invitations/:invitationId')
  @HttpCode(204)
  @Guarded('administration.change')
  withdraw(@CurrentActor() actor: Actor, @IdParam('invitationId') invitationId: InvitationId): Promise<void> {
    return this.invitations.withdraw(actor, invitationId);
  }

  @Post('invitations/look')
  @HttpCode(200)
  @Guarded('public')
  look(@ValidBody(LookAtLink) body: LookAtLink, @Req() request: Request): Promise<InvitationOffer> {
    return this.acceptance.look(body.token, browserOf(request));
  }

  @Post('invitations/accept')
  @HttpCode(200)
  @Guarded('public')
  async accept(
    @ValidBody(AcceptInvitation) body: AcceptInvitation,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    return signedIn(response, await this.acceptance.accept(body, browserOf(request)));
  }

  @Post('invitations/join')
  @HttpCode(200)
  @Guarded('session.manage')
  join(@CurrentActor() actor: Actor, @ValidBody(LookAtLink) body: LookAtLink): Promise<SessionView> {
    return this.acceptance.join(actor, body.token);
  }
}
