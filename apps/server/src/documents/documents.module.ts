import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Document } from './document.entity';
import { DocumentReader } from './document-reader';
import { DocumentService } from './document.service';
import { DocumentsController } from './documents.controller';
import { ImportService } from './import.service';
import { NewSections } from './new-section';
import { SectionCodes } from './section-codes';
import { Section, SectionCode } from './section.entity';
import { SectionService } from './section.service';
import { Generations } from './text/generations';
import { SectionTexts } from './text/section-texts';
import { ServerEdits } from './text/server-edits';

/** Documents and their sections, as facts; the text of a section is the live side's. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Document, Section, SectionCode])],
  controllers: [DocumentsController],
  providers: [
    DocumentReader,
    DocumentService,
    Generations,
    ImportService,
    NewSections,
    SectionCodes,
    SectionService,
    SectionTexts,
    ServerEdits,
  ],
  exports: [
    DocumentReader,
    DocumentService,
    Generations,
    ImportService,
    NewSections,
    SectionCodes,
    SectionTexts,
    ServerEdits,
  ],
})
export class DocumentsModule {}
