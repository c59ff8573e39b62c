import { Inject, Injectable } from '@nestjs/common';
import { dissentAudience, Refusal, type Actor, type HandInDissent, type PreparationView } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { PreparationReader, type Preparation } from './preparation-reader';
import { PreparationViews } from './preparation-views';

/** Dissent is written by who dissents, and by nobody else (docs/spec.md B5). */
@Injectable()
export class DissentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: PreparationReader,
    private readonly views: PreparationViews,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** Hands in the dissent of the acting seat, in the place of an earlier one. @throws Refusal `term-over` */
  async handIn(actor: Actor, preparationId: string, { text }: HandInDissent): Promise<PreparationView> {
    return this.#change(actor, preparationId, (manager, seatId) =>
      manager.query(
        `INSERT INTO outcome_dissents (preparation_id, seat_id, person_id, words, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (preparation_id, seat_id) DO UPDATE
         SET words = excluded.words, at = excluded.at, person_id = excluded.person_id`,
        [preparationId, seatId, actor.personId, text, this.clock.now()],
      ),
    );
  }

  /** Takes the dissent of the acting seat back. @throws Refusal `term-over` */
  async withdraw(actor: Actor, preparationId: string): Promise<PreparationView> {
    return this.#change(actor, preparationId, (manager, seatId) =>
      manager.query('DELETE FROM outcome_dissents WHERE preparation_id = $1 AND seat_id = $2', [preparationId, seatId]),
    );
  }

  async #change(
    actor: Actor,
    preparationId: string,
    change: (manager: EntityManager, seatId: string) => Promise<unknown>,
  ): Promise<PreparationView> {
    const before = await this.dataSource.transaction(async (manager) => {
      const preparation = await this.reader.require(actor, 'outcome.dissent', preparationId, manager, true);
      if (!this.#takesDissent(preparation)) throw new Refusal('term-over');
      if (actor.seat === null) throw new Refusal('no-seat');
      await change(manager, actor.seat.seatId);
      return { ...preparation, dissenter: actor.seat.seatId };
    });
    // Nothing that others are shown may move with it, the version and news included.
    this.live.outcomesChanged(before.tableId, [dissentAudience(before.access, before.seats, before.dissenter)]);
    return this.views.of(actor, await this.reader.require(actor, 'outcome.read', preparationId));
  }

  #takesDissent({ state, dissentUntil }: Preparation): boolean {
    if (state === 'open') return true;
    return state === 'closed' && dissentUntil !== null && this.clock.now() < dissentUntil;
  }
}
