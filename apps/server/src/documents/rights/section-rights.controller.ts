import { Controller, Get, Put } from '@nestjs/common';
import { ChangeRights, type Actor, type SectionId, type SectionRightsView } from '@samenspel/domain';
import { CurrentActor } from '../../rights/current-actor';
import { IdParam, ValidBody } from '../../platform/http/valid';
import { Guarded } from '../../rights/guarded';
import { SectionRightsService } from './section-rights.service';

@Controller('sections')
export class SectionRightsController {
  constructor(private readonly rights: SectionRightsService) {}

  @Get(':sectionId/rights')
  @Guarded('section.read')
  read(@CurrentActor() actor: Actor, @IdParam('sectionId') sectionId: SectionId): Promise<SectionRightsView> {
    return this.rights.read(actor, sectionId);
  }

  @Put(':sectionId/rights')
  @Guarded('section.share')
  change(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(ChangeRights) body: ChangeRights,
  ): Promise<SectionRightsView> {
    return this.rights.change(actor, sectionId, body);
  }
}
