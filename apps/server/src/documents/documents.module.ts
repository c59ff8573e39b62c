import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module';
import { Document } from './document.entity';
import { DocumentCopyService } from './document-copy.service';
import { DocumentEditsController } from './document-edits.controller';
import { DocumentEditsService } from './document-edits.service';
import { DocumentReader } from './document-reader';
import { DocumentDesk } from './document-desk';
import { DocumentService } from './document.service';
import { DocumentsController } from './documents.controller';
import { ExportController } from './export/export.controller';
import { ExportService } from './export/export.service';
import { ImportService } from './import.service';
import { NewSections } from './new-section';
import { AccessReviewController } from './rights/access-review.controller';
import { AccessReviewService } from './rights/access-review.service';
import { NewSeatsController } from './rights/new-seats.controller';
import { NewSeatsService } from './rights/new-seats.service';
import { SeatNews } from './rights/seat-news';
import { SectionRightsController } from './rights/section-rights.controller';
import { SectionRightsService } from './rights/section-rights.service';
import { TableSections } from './rights/table-sections';
import { SectionCodes } from './section-codes';
import { SectionEditsController } from './section-edits.controller';
import { SectionEditsService } from './section-edits.service';
import { SectionPlaces } from './section-places';
import { SectionTextMovesService } from './section-text-moves.service';
import { Section, SectionCode } from './section.entity';
import { SectionService } from './section.service';
import { Generations } from './text/generations';
import { SectionOrigins } from './text/section-origins';
import { SectionTexts } from './text/section-texts';
import { ServerEdits } from './text/server-edits';
import { TextMoves } from './text-moves';
import { ViewAsService } from './view-as.service';

/** Documents and their sections, as facts; the text of a section is the live side's. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Document, Section, SectionCode]), IdentityModule],
  controllers: [
    DocumentsController,
    DocumentEditsController,
    SectionEditsController,
    ExportController,
    SectionRightsController,
    AccessReviewController,
    NewSeatsController,
  ],
  providers: [
    AccessReviewService,
    DocumentCopyService,
    DocumentDesk,
    DocumentEditsService,
    DocumentReader,
    DocumentService,
    Generations,
    ExportService,
    ImportService,
    NewSeatsService,
    NewSections,
    SeatNews,
    SectionCodes,
    SectionEditsService,
    SectionOrigins,
    SectionPlaces,
    SectionRightsService,
    SectionService,
    SectionTextMovesService,
    SectionTexts,
    ServerEdits,
    TableSections,
    TextMoves,
    ViewAsService,
  ],
  exports: [
    DocumentService,
    Generations,
    ImportService,
    NewSections,
    SectionCodes,
    SectionOrigins,
    SectionTexts,
    ServerEdits,
    TextMoves,
  ],
})
export class DocumentsModule {}
