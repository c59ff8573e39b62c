import { Global, Module } from '@nestjs/common';
import { DeskSources } from './desk';

/** Mail, and what is expected of somebody. */
@Global()
@Module({ controllers: [], providers: [DeskSources], exports: [DeskSources] })
export class NotificationsModule {}
