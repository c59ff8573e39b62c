import { Controller, HttpCode, Post } from '@nestjs/common';
import {
  ErasePassage,
  PreviewErasure,
  type Actor,
  type Erased,
  type ErasurePreview,
  type SectionId,
} from '@samenspel/domain';
import { CurrentActor } from '../../rights/current-actor';
import { IdParam, ValidBody } from '../../platform/http/valid';
import { Guarded } from '../../rights/guarded';
import { ErasureService } from './erasure.service';

@Controller('sections/:sectionId/history')
export class ErasureController {
  constructor(private readonly erasures: ErasureService) {}

  @Post('erasure-preview')
  @HttpCode(200)
  @Guarded('section.erase')
  preview(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(PreviewErasure) body: PreviewErasure,
  ): Promise<ErasurePreview> {
    return this.erasures.preview(actor, sectionId, body);
  }

  @Post('erasures')
  @HttpCode(200)
  @Guarded('section.erase')
  erase(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(ErasePassage) body: ErasePassage,
  ): Promise<Erased> {
    return this.erasures.erase(actor, sectionId, body);
  }
}
