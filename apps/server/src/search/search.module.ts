import { Global, Module } from '@nestjs/common';

/** Search across what a seat may read. */
@Global()
@Module({ controllers: [], providers: [], exports: [] })
export class SearchModule {}
