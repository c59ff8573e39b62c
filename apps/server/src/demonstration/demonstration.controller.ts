import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { id, SignInAsDemoPerson, type DemoPerson, type SessionView } from '@samenspel/domain';
import type { Request, Response } from 'express';
import { browserOf } from '../identity/browser-facts';
import { signedIn } from '../identity/sign-in.controller';
import { ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { DemonstrationService } from './demonstration.service';

@Controller('demo')
export class DemonstrationController {
  constructor(private readonly demonstration: DemonstrationService) {}

  @Get('people')
  @Guarded('public')
  people(): Promise<DemoPerson[]> {
    return this.demonstration.people();
  }

  @Post('session')
  @HttpCode(200)
  @Guarded('public')
  async signIn(
    @ValidBody(SignInAsDemoPerson) body: SignInAsDemoPerson,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    return signedIn(response, await this.demonstration.signIn(id(body.personId), browserOf(request)));
  }
}
