import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TextMoves } from '../documents/text-moves';
import { SealReaders } from '../seal/seal-readers';
import { Chapters } from './chapters';
import { CommentTargets } from './comment-targets';
import { CommentsController } from './comments.controller';
import { CommentsDesk } from './comments-desk';
import { CommentsService } from './comments.service';
import { Mentions } from './mentions.service';
import { OldComments } from './old-comments';
import { OpenRounds } from './open-rounds';
import { OwnComments } from './own-comments.service';
import { RoundAnswers } from './round-answers.service';
import { RoundLetters } from './round-letters';
import { RoundReader } from './round-reader';
import { RoundsController } from './rounds.controller';
import { RoundsService } from './rounds.service';
import { ThreadList } from './thread-list.service';
import { ThreadMoves } from './thread-moves';
import { ThreadReader } from './thread-reader';

/** Comments on a text, and the rounds in which client organisations get their answers. */
@Global()
@Module({
  controllers: [CommentsController, RoundsController],
  providers: [
    Chapters,
    CommentTargets,
    CommentsDesk,
    CommentsService,
    Mentions,
    OldComments,
    OpenRounds,
    OwnComments,
    RoundAnswers,
    RoundLetters,
    RoundReader,
    RoundsService,
    ThreadList,
    ThreadMoves,
    ThreadReader,
  ],
  exports: [CommentsService, OpenRounds, RoundAnswers, RoundsService],
})
export class CommentsModule implements OnModuleInit {
  constructor(
    private readonly seals: SealReaders,
    private readonly answers: RoundAnswers,
    private readonly texts: TextMoves,
    private readonly threads: ThreadMoves,
  ) {}

  onModuleInit(): void {
    this.seals.register('roundClosed', (actor, roundIds) => this.answers.readableBy(actor, roundIds));
    this.texts.register((manager, from, to) => this.threads.moveThreads(manager, from, to));
  }
}
