import { Global, Module } from '@nestjs/common';
import { AuthorReader } from './author-reader';
import { AuthorshipService } from './authorship.service';
import { Chapters } from './chapters';
import { HistoryController } from './history.controller';
import { HistoryService } from './history.service';
import { HistoryThread } from './history-thread';
import { RestoreService } from './restore.service';
import { TextLog } from './text-log';
import { VersionList } from './version-list';
import { VersionTexts } from './version-texts.service';

/** Earlier versions of a text, what changed between them, and who wrote what. */
@Global()
@Module({
  controllers: [HistoryController],
  providers: [
    AuthorReader,
    AuthorshipService,
    Chapters,
    HistoryService,
    HistoryThread,
    RestoreService,
    TextLog,
    VersionList,
    VersionTexts,
  ],
  exports: [RestoreService],
})
export class HistoryModule {}
