import { Controller, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import {
  ChangePassword,
  ForgotPassword,
  LookAtLink,
  ResetPassword,
  SetUp,
  SignInByPassword,
  type Actor,
  type SessionView,
} from '@samenspel/domain';
import type { Request, Response } from 'express';
import { storeCookie } from '../platform/http/cookies';
import { ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { browserOf } from './browser-facts';
import { CurrentActor } from '../rights/current-actor';
import { PasswordService } from './password.service';
import { PasswordSignInService } from './password-sign-in.service';
import { SetupService } from './setup.service';
import type { SignedIn } from './sign-in.service';

/** Stores the new session in the browser. */
export function signedIn(response: Response, { token, expiresAt, session }: SignedIn): SessionView {
  response.setHeader('Set-Cookie', storeCookie(token, expiresAt));
  return session;
}

@Controller()
export class SignInController {
  constructor(
    private readonly signIns: PasswordSignInService,
    private readonly setup: SetupService,
    private readonly passwords: PasswordService,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Guarded('public')
  async signIn(
    @ValidBody(SignInByPassword) body: SignInByPassword,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    return signedIn(response, await this.signIns.signIn(body, browserOf(request)));
  }

  @Post('setup/look')
  @HttpCode(204)
  @Guarded('public')
  lookAtSetup(@ValidBody(LookAtLink) body: LookAtLink, @Req() request: Request): Promise<void> {
    return this.setup.look(body.token, browserOf(request));
  }

  @Post('setup')
  @HttpCode(200)
  @Guarded('public')
  async setUp(
    @ValidBody(SetUp) body: SetUp,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    return signedIn(response, await this.setup.setUp(body, browserOf(request)));
  }

  @Post('password/forgotten')
  @HttpCode(204)
  @Guarded('public')
  forgotten(@ValidBody(ForgotPassword) body: ForgotPassword, @Req() request: Request): void {
    this.passwords.forgotten(body.email, browserOf(request));
  }

  @Post('password/look')
  @HttpCode(204)
  @Guarded('public')
  lookAtReset(@ValidBody(LookAtLink) body: LookAtLink, @Req() request: Request): Promise<void> {
    return this.passwords.look(body.token, browserOf(request));
  }

  @Post('password/reset')
  @HttpCode(204)
  @Guarded('public')
  reset(@ValidBody(ResetPassword) body: ResetPassword, @Req() request: Request): Promise<void> {
    return this.passwords.reset(body, browserOf(request));
  }

  @Put('password')
  @HttpCode(204)
  @Guarded('session.manage')
  change(@CurrentActor() actor: Actor, @ValidBody(ChangePassword) body: ChangePassword): Promise<void> {
    return this.passwords.change(actor, body);
  }
}
