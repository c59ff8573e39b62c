import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  CountComment,
  EditComment,
  Reply,
  ResolveThread,
  StartThread,
  type Actor,
  type CommentId,
  type DocumentId,
  type DocumentThreads,
  type Mentionable,
  type SectionId,
  type SectionThreads,
  type ThreadId,
  type ThreadView,
} from '@samenspel/domain';
import { CurrentActor } from '../rights/current-actor';
import { IdParam, ValidBody } from '../platform/http/valid';
import { Guarded } from '../rights/guarded';
import { CommentsService } from './comments.service';
import { Mentions } from './mentions.service';
import { OwnComments } from './own-comments.service';
import { ThreadList } from './thread-list.service';

@Controller()
export class CommentsController {
  constructor(
    private readonly list: ThreadList,
    private readonly comments: CommentsService,
    private readonly own: OwnComments,
    private readonly mentions: Mentions,
  ) {}

  @Get('documents/:documentId/threads')
  @Guarded('document.read')
  ofDocument(@CurrentActor() actor: Actor, @IdParam('documentId') documentId: DocumentId): Promise<DocumentThreads> {
    return this.list.ofDocument(actor, documentId);
  }

  @Get('sections/:sectionId/threads')
  @Guarded('section.read')
  ofSection(@CurrentActor() actor: Actor, @IdParam('sectionId') sectionId: SectionId): Promise<SectionThreads> {
    return this.list.ofSection(actor, sectionId);
  }

  @Get('sections/:sectionId/mentionable')
  @Guarded('section.comment')
  mentionable(@CurrentActor() actor: Actor, @IdParam('sectionId') sectionId: SectionId): Promise<Mentionable> {
    return this.mentions.mentionable(actor, sectionId);
  }

  @Post('sections/:sectionId/threads')
  @Guarded('section.comment')
  start(
    @CurrentActor() actor: Actor,
    @IdParam('sectionId') sectionId: SectionId,
    @ValidBody(StartThread) body: StartThread,
  ): Promise<ThreadView> {
    return this.comments.start(actor, sectionId, body);
  }

  @Post('threads/:threadId/comments')
  @Guarded('section.comment')
  reply(
    @CurrentActor() actor: Actor,
    @IdParam('threadId') threadId: ThreadId,
    @ValidBody(Reply) body: Reply,
  ): Promise<ThreadView> {
    return this.comments.reply(actor, threadId, body);
  }

  @Put('threads/:threadId/resolution')
  @Guarded('section.comment')
  resolve(
    @CurrentActor() actor: Actor,
    @IdParam('threadId') threadId: ThreadId,
    @ValidBody(ResolveThread) body: ResolveThread,
  ): Promise<ThreadView> {
    return this.comments.resolve(actor, threadId, body);
  }

  @Delete('threads/:threadId/mentions')
  @HttpCode(204)
  @Guarded('section.read')
  seen(@CurrentActor() actor: Actor, @IdParam('threadId') threadId: ThreadId): Promise<void> {
    return this.comments.seen(actor, threadId);
  }

  @Put('comments/:commentId')
  @HttpCode(204)
  @Guarded('section.comment')
  edit(
    @CurrentActor() actor: Actor,
    @IdParam('commentId') commentId: CommentId,
    @ValidBody(EditComment) body: EditComment,
  ): Promise<void> {
    return this.own.edit(actor, commentId, body);
  }

  @Delete('comments/:commentId')
  @HttpCode(204)
  @Guarded('section.comment')
  withdraw(@CurrentActor() actor: Actor, @IdParam('commentId') commentId: CommentId): Promise<void> {
    return this.own.withdraw(actor, commentId);
  }

  @Put('comments/:commentId/round')
  @HttpCode(204)
  @Guarded('section.comment')
  count(
    @CurrentActor() actor: Actor,
    @IdParam('commentId') commentId: CommentId,
    @ValidBody(CountComment) { counts }: CountComment,
  ): Promise<void> {
    return this.own.count(actor, commentId, counts);
  }
}
