import { Global, Module } from '@nestjs/common';

/** Comments on a text, and the rounds in which client organisations get their answers. */
@Global()
@Module({ controllers: [], providers: [], exports: [] })
export class CommentsModule {}
