import { Global, Module } from '@nestjs/common';

/** Outcomes, their adoption, the register and the public page. */
@Global()
@Module({ controllers: [], providers: [], exports: [] })
export class DecisionsModule {}
