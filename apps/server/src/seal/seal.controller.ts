import { Controller, Get, Res } from '@nestjs/common';
import type { Actor, SealSummary, TableId } from '@samenspel/domain';
import type { Response } from 'express';
import { CurrentActor } from '../rights/current-actor';
import { IdParam } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { SealBundles } from './seal-bundles';

@Controller('tables')
export class SealController {
  constructor(private readonly bundles: SealBundles) {}

  @Get(':tableId/seal')
  @Guarded('seal.check')
  summary(@CurrentActor() actor: Actor, @IdParam('tableId') tableId: TableId): Promise<SealSummary> {
    return this.bundles.summary(actor, tableId);
  }

  /** One text, in the one order that it has: equal logs give equal files. */
  @Get(':tableId/seal/bundle')
  @Guarded('seal.check')
  async bundle(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const bundle = await this.bundles.read(actor, tableId);
    const name = `samenspel-zegel-${tableId}-${bundle.leaves.length}.json`;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-disposition', `attachment; filename="${name}"`);
    return JSON.stringify(bundle);
  }
}
