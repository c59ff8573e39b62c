import { Controller, HttpCode, Post, Put } from '@nestjs/common';
import {
  Archive,
  MergeSection,
  MoveSection,
  Rename,
  SplitSection,
  type Actor,
  type SectionId,
  type SectionView,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { SectionEditsService } from './section-edits.service';
import { SectionTextMovesService } from './section-text-moves.service';

@Controller('sections')
export class SectionEditsController {
  constructor(
    private readonly edits: SectionEditsService,
    private readonly moves: SectionTextMovesService,
  ) {}

  @Put(':sectionId/title')
  @Guarded('section.edit')
  rename(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(Rename) body: Rename,
  ): Promise<SectionView> {
    return this.edits.rename(actor, sectionId, body);
  }

  @Put(':sectionId/place')
  @Guarded('section.edit')
  move(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(MoveSection) body: MoveSection,
  ): Promise<SectionView> {
    return this.edits.move(actor, sectionId, body);
  }

  @Put(':sectionId/archive')
  @Guarded('section.edit')
  archive(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(Archive) body: Archive,
  ): Promise<SectionView> {
    return this.edits.archive(actor, sectionId, body);
  }

  @Post(':sectionId/split')
  @Guarded('section.edit')
  split(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(SplitSection) body: SplitSection,
  ): Promise<SectionView> {
    return this.moves.split(actor, sectionId, body);
  }

  @Post(':sectionId/merge')
  @HttpCode(200)
  @Guarded('section.edit')
  merge(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(MergeSection) body: MergeSection,
  ): Promise<SectionView> {
    return this.moves.merge(actor, sectionId, body);
  }
}
