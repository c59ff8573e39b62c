import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import {
  AddDocument,
  AddSection,
  importLimitOf,
  ImportQuery,
  PreviewQuery,
  type Actor,
  type DocumentId,
  type DocumentSummary,
  type DocumentView,
  type ImportPreview,
  type SectionView,
  type TableId,
} from '@samenspel/domain';
import type { Request } from 'express';
import { CurrentActor } from '../rights/current-actor';
import { readBody } from '../platform/http/read-body';
import { IdParam, ValidBody, ValidQuery } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { DocumentService } from './document.service';
import { ImportService } from './import.service';
import { SectionService } from './section.service';

@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentService,
    private readonly sections: SectionService,
    private readonly imports: ImportService,
  ) {}

  @Get('documents/:documentId')
  @Guarded('document.read')
  read(@CurrentActor() actor: Actor, @IdParam('documentId') documentId: DocumentId): Promise<DocumentView> {
    return this.documents.read(actor, documentId);
  }

  @Post('tables/:tableId/documents')
  @Guarded('document.add')
  add(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidBody(AddDocument) body: AddDocument,
  ): Promise<DocumentSummary> {
    return this.documents.add(actor, tableId, body);
  }

  @Post('documents/:documentId/sections')
  @Guarded('section.add')
  addSection(
    @CurrentActor() actor: Actor,
    @IdParam('documentId') documentId: DocumentId,
    @ValidBody(AddSection) body: AddSection,
  ): Promise<SectionView> {
    return this.sections.add(actor, documentId, body);
  }

  @Post('tables/:tableId/imports/preview')
  @HttpCode(200)
  @Guarded('document.add')
  preview(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidQuery(PreviewQuery) { name }: PreviewQuery,
    @Req() request: Request,
  ): Promise<ImportPreview> {
    return this.imports.preview(actor, tableId, { name, bytes: () => readBody(request, importLimitOf(name)) });
  }

  @Post('tables/:tableId/imports')
  @Guarded('document.add')
  import(
    @CurrentActor() actor: Actor,
    @IdParam('tableId') tableId: TableId,
    @ValidQuery(ImportQuery) { name, ...as }: ImportQuery,
    @Req() request: Request,
  ): Promise<DocumentSummary> {
    return this.imports.import(actor, tableId, { name, bytes: () => readBody(request, importLimitOf(name)) }, as);
  }
}
