import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  EMPTY_OUTCOME,
  id,
  Refusal,
  unfinished,
  type Actor,
  type ChangePreparation,
  type ClosePreparation,
  type OfVersion,
  type PrepareOutcome,
  type PreparationView,
  type SectionAccess,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { OutcomeLetters } from './outcome-letters';
import { PreparationReader, type Preparation } from './preparation-reader';
import { PreparationViews } from './preparation-views';

/** What chair and secretary do with an outcome before the chair records it. */
@Injectable()
export class PreparationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: PreparationReader,
    private readonly views: PreparationViews,
    private readonly letters: OutcomeLetters,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Begins the preparation of an outcome on sections that the actor can read.
   *
   * @throws Refusal `invalid-input` for a section that is not in the document or that the actor may not read
   */
  async prepare(actor: Actor, tableId: TableId, command: PrepareOutcome): Promise<PreparationView> {
    authorize(actor, 'outcome.prepare', { kind: 'table', tableId });
    const sectionIds = command.sectionIds.map((each) => id<never>(each));
    const access = await this.reader.audienceOf(actor, tableId, command.documentId, sectionIds);
    const preparationId = randomUUID();
    await this.dataSource.query(
      `INSERT INTO outcome_preparations (id, table_id, document_id, section_ids, content, state, created_at,
         created_by_seat)
       VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)`,
      [
        preparationId,
        tableId,
        command.documentId,
        sectionIds,
        JSON.stringify(EMPTY_OUTCOME),
        this.clock.now(),
        seatOf(actor),
      ],
    );
    return this.#told(actor, preparationId, [access]);
  }

  /** A preparation as the acting seat sees it. */
  async read(actor: Actor, preparationId: string): Promise<PreparationView> {
    const preparation = await this.reader.require(actor, 'outcome.read', preparationId);
    if (preparation.state !== 'open' && preparation.state !== 'closed') throw new Refusal('not-found');
    return this.views.of(actor, preparation);
  }

  /** Changes what the outcome will say. @throws Refusal `conflict` when it was changed since, or preparation is closed */
  async change(actor: Actor, preparationId: string, command: ChangePreparation): Promise<PreparationView> {
    const accesses = await this.#write(actor, preparationId, command.version, 'open', async (manager, before) => {
      const { tableId, documentId } = before;
      const sectionIds = command.sectionIds.map((each) => id<never>(each));
      const access = await this.reader.audienceOf(actor, tableId, documentId, sectionIds, manager);
      await this.views.withNames({ ...before, content: command.content, access }, manager);
      await manager.query('UPDATE outcome_preparations SET section_ids = $2, content = $3 WHERE id = $1', [
        preparationId,
        sectionIds,
        JSON.stringify(command.content),
      ]);
      return [before.access, access];
    });
    return this.#told(actor, preparationId, accesses);
  }

  /**
   * Closes preparation: what it says stands still, and dissent can come in until the moment named.
   *
   * @throws Refusal `invalid-input` naming what must still be filled in, or a term in the past; `conflict`
   */
  async close(actor: Actor, preparationId: string, command: ClosePreparation): Promise<PreparationView> {
    const now = this.clock.now();
    const until = command.dissentUntil === null ? now : new Date(command.dissentUntil);
    if (until < now) throw new Refusal('invalid-input', ['dissentUntil']);
    const accesses = await this.#write(actor, preparationId, command.version, 'open', async (manager, before) => {
      const missing = unfinished(before.content);
      if (missing.length > 0) throw new Refusal('invalid-input', missing);
      await manager.query(
        `UPDATE outcome_preparations SET state = 'closed', closed_at = $2, dissent_until = $3 WHERE id = $1`,
        [preparationId, now, until],
      );
      if (until > now) await this.letters.dissentAsked(manager, before, until);
      return [before.access];
    });
    return this.#told(actor, preparationId, accesses);
  }

  /** Opens preparation again, to change what it says. */
  async reopen(actor: Actor, preparationId: string, { version }: OfVersion): Promise<PreparationView> {
    const accesses = await this.#write(actor, preparationId, version, 'closed', async (manager, before) => {
      await manager.query(
        `UPDATE outcome_preparations SET state = 'open', closed_at = NULL, dissent_until = NULL WHERE id = $1`,
        [preparationId],
      );
      return [before.access];
    });
    return this.#told(actor, preparationId, accesses);
  }

  /** Gives a preparation up, with the dissent in it, which the chair alone sees. Nothing of it was of record. */
  async drop(actor: Actor, preparationId: string): Promise<void> {
    const { tableId, access } = await this.dataSource.transaction(async (manager) => {
      const before = await this.reader.require(actor, 'outcome.record', preparationId, manager, true);
      if (before.state === 'recorded') throw new Refusal('conflict');
      await manager.query('DELETE FROM outcome_dissents WHERE preparation_id = $1', [preparationId]);
      await manager.query(`UPDATE outcome_preparations SET state = 'dropped', content = '{}' WHERE id = $1`, [
        preparationId,
      ]);
      return before;
    });
    this.live.outcomesChanged(tableId, [access]);
  }

  /** Compare and change under the lock of the row: of two who prepare, or two windows of one, the later is refused. */
  async #write(
    actor: Actor,
    preparationId: string,
    version: number,
    state: Preparation['state'],
    change: (manager: EntityManager, before: Preparation) => Promise<SectionAccess[]>,
  ): Promise<SectionAccess[]> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.reader.require(actor, 'outcome.prepare', preparationId, manager, true);
      if (before.state !== state || before.version !== version) throw new Refusal('conflict');
      await manager.query('UPDATE outcome_preparations SET version = version + 1 WHERE id = $1', [preparationId]);
      return change(manager, before);
    });
  }

  async #told(actor: Actor, preparationId: string, accesses: readonly SectionAccess[]): Promise<PreparationView> {
    const view = await this.read(actor, preparationId);
    this.live.outcomesChanged(id(view.tableId), accesses);
    return view;
  }
}

function seatOf(actor: Actor): string {
  if (actor.seat === null) throw new Refusal('no-seat');
  return actor.seat.seatId;
}
