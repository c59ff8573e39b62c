import { Controller, Get, Post, Put } from '@nestjs/common';
import {
  Archive,
  CopyDocument,
  Rename,
  type Actor,
  type CopyPreview,
  type DocumentId,
  type DocumentSummary,
  type SeatId,
  type ViewAs,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { DocumentCopyService } from './document-copy.service';
import { DocumentEditsService } from './document-edits.service';
import { ViewAsService } from './view-as.service';

@Controller('documents')
export class DocumentEditsController {
  constructor(
    private readonly edits: DocumentEditsService,
    private readonly copies: DocumentCopyService,
    private readonly views: ViewAsService,
  ) {}

  @Put(':documentId/title')
  @Guarded('document.edit')
  rename(
    @CurrentActor() actor: Actor,
    @IdParam('documentId') documentId: DocumentId,
    @ValidBody(Rename) body: Rename,
  ): Promise<DocumentSummary> {
    return this.edits.rename(actor, documentId, body);
  }

  @Put(':documentId/archive')
  @Guarded('document.edit')
  archive(
    @CurrentActor() actor: Actor,
    @IdParam('documentId') documentId: DocumentId,
    @ValidBody(Archive) body: Archive,
  ): Promise<DocumentSummary> {
    return this.edits.archive(actor, documentId, body);
  }

  @Get(':documentId/copy')
  @Guarded('document.add')
  preview(@CurrentActor() actor: Actor, @IdParam('documentId') documentId: DocumentId): Promise<CopyPreview> {
    return this.copies.preview(actor, documentId);
  }

  @Post(':documentId/copies')
  @Guarded('document.add')
  copy(
    @CurrentActor() actor: Actor,
    @IdParam('documentId') documentId: DocumentId,
    @ValidBody(CopyDocument) body: CopyDocument,
  ): Promise<DocumentSummary> {
    return this.copies.copy(actor, documentId, body);
  }

  @Get(':documentId/as/:seatId')
  @Guarded('document.read')
  viewAs(
    @CurrentActor() actor: Actor,
    @IdParam('documentId') documentId: DocumentId,
    @IdParam('seatId') seatId: SeatId,
  ): Promise<ViewAs> {
    return this.views.read(actor, documentId, seatId);
  }
}
