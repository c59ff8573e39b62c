import { Global, Module } from '@nestjs/common';
import { HTTP_SETTINGS, type HttpSettings } from '../platform/http/http-settings';
import { DeskController } from './desk.controller';
import { DeskService } from './desk.service';
import { DeskSources } from './desk';
import { MailController } from './mail.controller';
import { MailQueue } from './mail-queue';
import { MailSender } from './mail-sender';
import { MAIL_TRANSPORT, smtpTransport, type MailTransport } from './mail-transport';
import { MAILER } from './mailer';
import { SeatLetters } from './seat-letters';

const transport = {
  provide: MAIL_TRANSPORT,
  inject: [HTTP_SETTINGS],
  useFactory: ({ smtp }: HttpSettings): MailTransport | null => (smtp === undefined ? null : smtpTransport(smtp)),
};

/** Mail, and what is expected of somebody. */
@Global()
@Module({
  controllers: [DeskController, MailController],
  providers: [
    DeskService,
    DeskSources,
    MailQueue,
    MailSender,
    SeatLetters,
    transport,
    { provide: MAILER, useExisting: MailQueue },
  ],
  exports: [DeskSources, MailQueue, MAILER, SeatLetters],
})
export class NotificationsModule {}
