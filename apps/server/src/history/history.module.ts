import { Global, Module } from '@nestjs/common';

/** Earlier versions of a text, what changed between them, and who wrote what. */
@Global()
@Module({ controllers: [], providers: [], exports: [] })
export class HistoryModule {}
