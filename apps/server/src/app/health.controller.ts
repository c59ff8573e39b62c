import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Guarded } from '../rights/guarded';
import { Readiness } from '../platform/operating/readiness';

@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Does the process answer? For who would start it again. */
  @Get('health')
  @Guarded('public')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Can people be served? For who sends them here. */
  @Get('ready')
  @Guarded('public')
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ status: string }> {
    const status = await this.readiness.state();
    if (status !== 'ready') response.status(503);
    return { status };
  }
}
