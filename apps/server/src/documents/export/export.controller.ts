import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ExportQuery, type Actor, type DocumentId } from '@samenspel/domain';
import { CurrentActor } from '../../rights/current-actor';
import { IdParam, ValidQuery } from '../../platform/http/valid';
import { Guarded } from '../../rights/guarded';
import { ExportService } from './export.service';
import { attachment } from './export-words';

@Controller('documents')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  @Get(':documentId/export')
  @Guarded('document.read')
  // A file of somebody's own, opened in the browser by itself, must not be able to do anything.
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  async export(
    @CurrentActor() actor: Actor,
    @IdParam('documentId') documentId: DocumentId,
    @ValidQuery(ExportQuery) { format }: ExportQuery,
  ): Promise<StreamableFile> {
    const { name, type, bytes } = await this.exports.export(actor, documentId, format);
    return new StreamableFile(bytes, { type, disposition: attachment(name), length: bytes.length });
  }
}
