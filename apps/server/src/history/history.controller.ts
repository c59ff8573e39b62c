import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  ComparisonQuery,
  HistoryQuery,
  NameVersion,
  RestoreVersion,
  VersionQuery,
  type Actor,
  type AuthorshipView,
  type ComparisonView,
  type HistoryView,
  type Named,
  type Restored,
  type SectionId,
  type VersionView,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody, ValidQuery } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { AuthorshipService } from './authorship.service';
import { HistoryService } from './history.service';
import { RestoreService } from './restore.service';
import { VersionTexts } from './version-texts.service';

@Controller('sections/:sectionId/history')
export class HistoryController {
  constructor(
    private readonly history: HistoryService,
    private readonly texts: VersionTexts,
    private readonly authorship: AuthorshipService,
    private readonly restoring: RestoreService,
  ) {}

  @Get()
  @Guarded('section.history')
  list(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidQuery(HistoryQuery) { zone }: HistoryQuery,
  ): Promise<HistoryView> {
    return this.history.list(actor, sectionId, zone);
  }

  @Get('version')
  @Guarded('section.history')
  version(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidQuery(VersionQuery) query: VersionQuery,
  ): Promise<VersionView> {
    return this.texts.read(actor, sectionId, query);
  }

  @Get('comparison')
  @Guarded('section.history')
  compare(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidQuery(ComparisonQuery) query: ComparisonQuery,
  ): Promise<ComparisonView> {
    return this.texts.compare(actor, sectionId, query);
  }

  @Get('authorship')
  @Guarded('section.history')
  authors(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidQuery(VersionQuery) query: VersionQuery,
  ): Promise<AuthorshipView> {
    return this.authorship.read(actor, sectionId, query);
  }

  @Put('names')
  @Guarded('section.restore')
  name(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(NameVersion) body: NameVersion,
  ): Promise<Named> {
    return this.history.name(actor, sectionId, body);
  }

  @Post('restorations')
  @HttpCode(200)
  @Guarded('section.restore')
  restore(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(RestoreVersion) body: RestoreVersion,
  ): Promise<Restored> {
    return this.restoring.restore(actor, sectionId, body);
  }
}
