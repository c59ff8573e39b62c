import { Global, Module } from '@nestjs/common';

/** The sealed log of each table. */
@Global()
@Module({ controllers: [], providers: [], exports: [] })
export class SealModule {}
