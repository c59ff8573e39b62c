import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { MAIL_GIVE_UP_MS, pauseAfter } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { RepeatedLook } from '../platform/repeated-look';
import { MAIL_TRANSPORT, type MailTransport, type SendFailure } from './mail-transport';

const LOOK_EVERY_MS = 2_000;
const AT_ONCE = 10;

interface Taken {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly queuedAt: Date;
}

/**
 * Sends the letters that wait, and keeps nothing of what it sent but when. Any number may run on one database: a letter
 * is first moved to its next attempt, in a transaction of its own, and then sent, so that no transaction waits for a mail
 * server. Who is killed between sending and noting it sends it twice, with the same Message-ID.
 */
@Injectable()
export class MailSender implements OnModuleDestroy {
  private readonly log = new Logger('mail');
  readonly #looks = new RepeatedLook(() => this.sendDue(), LOOK_EVERY_MS, this.log);

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport | null,
  ) {}

  /** Looks for letters from now on. Does nothing where no mail server is set. */
  start(): void {
    if (this.transport !== null) this.#looks.start();
  }

  /** Waits for the letter under way. */
  async onModuleDestroy(): Promise<void> {
    await this.#looks.stop();
    this.transport?.close();
  }

  /** Tries every letter that is due, once. Returns how many were sent. */
  async sendDue(): Promise<number> {
    if (this.transport === null) return 0;
    let sent = 0;
    for (;;) {
      const taken = await this.#take();
      for (const letter of taken) if (await this.#send(this.transport, letter)) sent += 1;
      if (taken.length < AT_ONCE) return sent;
    }
  }

  async #take(): Promise<Taken[]> {
    const now = this.clock.now();
    return this.dataSource.transaction(async (manager) => {
      const due: (Taken & { attempts: number })[] = await manager.query(
        `SELECT id, recipient, subject, text, queued_at AS "queuedAt", attempts FROM mails
         WHERE sent_at IS NULL AND given_up_at IS NULL AND due_at <= $1
         ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [now, AT_ONCE],
      );
      for (const { id, attempts } of due) {
        const next = new Date(now.getTime() + pauseAfter(attempts + 1));
        await manager.query('UPDATE mails SET attempts = attempts + 1, due_at = $2 WHERE id = $1', [id, next]);
      }
      return due;
    });
  }

  async #send(transport: MailTransport, letter: Taken): Promise<boolean> {
    const failure = await transport.send(letter);
    const now = this.clock.now();
    if (failure === null) {
      await this.#end(letter.id, 'sent_at', now, null);
      return true;
    }
    this.log.warn(`not sent ${letter.id} ${failure.code}`);
    if (failure.final || now.getTime() - letter.queuedAt.getTime() >= MAIL_GIVE_UP_MS) {
      await this.#end(letter.id, 'given_up_at', now, failure);
    } else {
      await this.dataSource.query('UPDATE mails SET last_error = $2 WHERE id = $1', [letter.id, failure.code]);
    }
    return false;
  }

  /** Text and address go with the same statement: a letter holds links, and nobody needs it here any more. */
  async #end(id: string, how: 'sent_at' | 'given_up_at', now: Date, failure: SendFailure | null): Promise<void> {
    await this.dataSource.query(
      `UPDATE mails SET ${how} = $2, last_error = $3, recipient = NULL, subject = NULL, text = NULL WHERE id = $1`,
      [id, now, failure?.code ?? null],
    );
  }
}
