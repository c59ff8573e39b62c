import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { id, passwordFault, Refusal, type Actor, type ChangePassword, type ResetPassword } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { MAILER, type Mailer } from '../notifications/mailer';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import type { BrowserFacts } from './browser-facts';
import { Door } from './door';
import { passwordChangedLetter, resetLetter } from './letters';
import { OneTimeLinks } from './one-time-links';
import { PasswordHasher } from './password-hasher';
import { PasswordStore } from './password-store';
import { Person } from './person.entity';
import { StepUpService } from './step-up.service';

/** A password that was forgotten, and one that is changed. */
@Injectable()
export class PasswordService implements OnModuleDestroy {
  private readonly log = new Logger('identity');
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly door: Door,
    private readonly links: OneTimeLinks,
    private readonly passwords: PasswordStore,
    private readonly hasher: PasswordHasher,
    private readonly stepUp: StepUpService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Somebody says to have forgotten a password. Does not wait for what follows from it: neither the answer nor how long it
   * takes tells whether the address is known.
   * @throws Refusal `too-many-requests` by network, never by address
   */
  forgotten(email: string, browser: BrowserFacts): void {
    this.door.knock(browser.address);
    const work = this.#writeTo(email)
      .catch((error: unknown) => this.log.error(`no letter: ${error instanceof Error ? error.name : 'unknown'}`))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Resolves when every letter that was asked for up to now is queued. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  onModuleDestroy(): Promise<void> {
    return this.settled();
  }

  /** Does the link still work? @throws Refusal `link-expired`, `too-many-requests` */
  async look(token: string, browser: BrowserFacts): Promise<void> {
    this.door.knock(browser.address);
    await this.links.look('password', token);
  }

  /**
   * Sets a new password by a link, and ends every session of the person: whoever else was in is out.
   * @throws Refusal `link-expired`, `weak-password`, `too-many-requests`
   */
  async reset({ token, password }: ResetPassword, browser: BrowserFacts): Promise<void> {
    this.door.knock(browser.address);
    const { personId } = await this.links.look('password', token);
    if (personId === null) throw new Refusal('link-expired');
    const person = await this.dataSource.manager.findOneByOrFail(Person, { id: personId });
    const hash = await this.#hash(person, password);
    const ended = await this.dataSource.transaction(async (manager) => {
      await this.links.use(manager, 'password', token);
      return this.#set(manager, person, hash, null);
    });
    await this.live.sessionEnded(ended.map((sessionId) => id(sessionId)));
  }

  /**
   * Changes the own password, and ends every other session of the person.
   * @throws Refusal `sign-in-failed`, `weak-password`, `too-many-requests`; `forbidden` for a person of the demonstration,
   *   as whom everybody may sign in
   */
  async change(actor: Actor, { current, next }: ChangePassword): Promise<void> {
    authorize(actor, 'session.manage', { kind: 'self' });
    const person = await this.dataSource.manager.findOneByOrFail(Person, { id: actor.personId });
    if (person.demonstration) throw new Refusal('forbidden');
    await this.stepUp.check(actor, current);
    const hash = await this.#hash(person, next);
    const ended = await this.dataSource.transaction(async (manager) => {
      await this.links.void(manager, 'password', person.id);
      return this.#set(manager, person, hash, actor.sessionId);
    });
    await this.live.sessionEnded(ended.map((sessionId) => id(sessionId)));
  }

  async #writeTo(email: string): Promise<void> {
    if (!this.door.mayWriteTo(email)) return;
    const found = await this.passwords.byAddress(email);
    if (found === null) return;
    const person = await this.dataSource.manager.findOneByOrFail(Person, { id: found.personId });
    if (person.demonstration) return;
    await this.dataSource.transaction(async (manager) => {
      const token = await this.links.make(manager, 'password', person.id);
      await this.mailer.queue(manager, resetLetter(person.email, this.mailer.addressOf(`/wachtwoord/${token}`)));
    });
  }

  async #hash(person: Person, password: string): Promise<string> {
    const fault = passwordFault(password, [person.name, person.email]);
    if (fault !== null) throw new Refusal('weak-password', [fault]);
    return this.hasher.hash(password);
  }

  /** @param keep the one session that stays @returns the sessions that ended */
  async #set(manager: EntityManager, person: Person, hash: string, keep: string | null): Promise<string[]> {
    await this.passwords.set(manager, person.id, hash);
    const [rows]: [{ id: string }[], number] = await manager.query(
      `UPDATE sessions SET ended_at = $2
       WHERE person_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3 RETURNING id`,
      [person.id, this.clock.now(), keep],
    );
    await this.mailer.queue(
      manager,
      passwordChangedLetter(person.email, this.mailer.addressOf('/wachtwoord-vergeten')),
    );
    return rows.map((row) => row.id);
  }
}
