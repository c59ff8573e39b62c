import { Inject, Injectable } from '@nestjs/common';
import { isConfirmed, Refusal, type Actor } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { HTTP_SETTINGS, type HttpSettings } from '../platform/http/http-settings';
import { authorize } from '../rights/authorize';
import { Attempts } from './attempts';
import { PasswordHasher } from './password-hasher';
import { PasswordStore } from './password-store';
import type { StepUp } from './step-up';

/** Confirming, in a session that exists, that it is still the same person. */
@Injectable()
export class StepUpService implements StepUp {
  private readonly attempts: Attempts;

  constructor(
    private readonly dataSource: DataSource,
    private readonly passwords: PasswordStore,
    private readonly hasher: PasswordHasher,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(HTTP_SETTINGS) private readonly settings: HttpSettings,
  ) {
    this.attempts = new Attempts(clock);
  }

  async require(actor: Actor): Promise<void> {
    const rows: { confirmedAt: Date | null }[] = await this.dataSource.query(
      'SELECT confirmed_at AS "confirmedAt" FROM sessions WHERE id = $1 AND person_id = $2 AND ended_at IS NULL',
      [actor.sessionId, actor.personId],
    );
    if (!isConfirmed(rows[0]?.confirmedAt ?? null, this.clock.now())) throw new Refusal('step-up-needed');
  }

  /**
   * Confirms for a few minutes.
   *
   * @param password null only for who has none, in the demonstration
   * @throws Refusal `sign-in-failed`, `too-many-requests`
   */
  async confirm(actor: Actor, password: string | null): Promise<void> {
    authorize(actor, 'session.confirm', { kind: 'self' });
    await this.check(actor, password);
    await this.dataSource.query('UPDATE sessions SET confirmed_at = $2 WHERE id = $1 AND ended_at IS NULL', [
      actor.sessionId,
      this.clock.now(),
    ]);
  }

  /**
   * Is this the person's password? Guessing waits longer and longer, per session: another session of the same person,
   * which the guesser does not have, is not kept waiting.
   * @throws Refusal `sign-in-failed`, `too-many-requests`
   */
  async check(actor: Actor, password: string | null): Promise<void> {
    const stored = await this.passwords.stored(actor.personId);
    if (stored === null && password === null && this.settings.demonstration) return;
    this.attempts.begin(actor.sessionId);
    if (!(await this.hasher.verify(password ?? '', stored))) throw new Refusal('sign-in-failed');
    this.attempts.succeeded(actor.sessionId);
  }
}
