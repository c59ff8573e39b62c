import { Global, Module } from '@nestjs/common';
import { AuthorReader } from './author-reader';
import { AuthorshipService } from './authorship.service';
import { Chapters } from './chapters';
import { ErasureController } from './erasure/erasure.controller';
import { ErasureLog } from './erasure/erasure-log';
import { ErasureNotes } from './erasure/erasure-notes';
import { ErasurePlaces } from './erasure/erasure-places';
import { ErasureProofs } from './erasure/erasure-proof';
import { ErasureQuotes } from './erasure/erasure-quotes';
import { ErasureService } from './erasure/erasure.service';
import { ErasureThread } from './erasure/erasure-thread';
import { HistoryController } from './history.controller';
import { HistoryService } from './history.service';
import { HistoryThread } from './history-thread';
import { OriginWriters } from './origin-writers';
import { RestoreService } from './restore.service';
import { TextLog } from './text-log';
import { VersionList } from './version-list';
import { VersionTexts } from './version-texts.service';

/** Earlier versions of a text, what changed between them, and who wrote what. */
@Global()
@Module({
  controllers: [HistoryController, ErasureController],
  providers: [
    AuthorReader,
    AuthorshipService,
    Chapters,
    ErasureLog,
    ErasureNotes,
    ErasurePlaces,
    ErasureProofs,
    ErasureQuotes,
    ErasureService,
    ErasureThread,
    HistoryService,
    HistoryThread,
    OriginWriters,
    RestoreService,
    TextLog,
    VersionList,
    VersionTexts,
  ],
  exports: [RestoreService],
})
export class HistoryModule {}
