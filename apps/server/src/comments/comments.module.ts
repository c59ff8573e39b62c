import { Global, Module } from '@nestjs/common';
import { Chapters } from './chapters';
import { CommentTargets } from './comment-targets';
import { CommentsController } from './comments.controller';
import { CommentsService } from './comments.service';
import { Mentions } from './mentions.service';
import { OpenRounds } from './open-rounds';
import { OwnComments } from './own-comments.service';
import { ThreadList } from './thread-list.service';
import { ThreadReader } from './thread-reader';

/** Comments on a text, and the rounds in which client organisations get their answers. */
@Global()
@Module({
  controllers: [CommentsController],
  providers: [Chapters, CommentTargets, CommentsService, Mentions, OpenRounds, OwnComments, ThreadList, ThreadReader],
  exports: [OpenRounds],
})
export class CommentsModule {}
