import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  nextNumber,
  Refusal,
  unfinished,
  type Actor,
  type ConfirmationView,
  type OutcomeId,
  type RecordedContent,
  type RecordOutcome,
  type SectionId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { OpenRounds } from '../comments/open-rounds';
import { SectionTexts, type FrozenText } from '../documents/text/section-texts';
import { STEP_UP, type StepUp } from '../identity/step-up';
import { CLOCK, type Clock } from '../platform/clock';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SEAL_LOG, type SealLog } from '../seal/seal-log';
import { OutcomeLetters } from './outcome-letters';
import { PreparationReader, type Preparation } from './preparation-reader';
import { PreparationViews } from './preparation-views';
import { Recorders } from './recorders';
import { hashOfDissents, sealedOutcome, textView } from './sealed-outcome';

type NamedText = FrozenText & { readonly code: string; readonly title: string };

/** Recording: what the chair saw on the confirmation page, exactly, or nothing (docs/spec.md B1, B2). */
@Injectable()
export class RecordingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: PreparationReader,
    private readonly views: PreparationViews,
    private readonly texts: SectionTexts,
    private readonly recorders: Recorders,
    private readonly rounds: OpenRounds,
    private readonly letters: OutcomeLetters,
    @Inject(SEAL_LOG) private readonly seal: SealLog,
    @Inject(STEP_UP) private readonly stepUp: StepUp,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** What will stand when the chair confirms: the texts as the server froze them, with their place and hash. */
  async confirmation(actor: Actor, preparationId: string): Promise<ConfirmationView> {
    const preparation = await this.reader.require(actor, 'outcome.record', preparationId);
    if (preparation.state !== 'closed') throw new Refusal('conflict');
    const manager = this.dataSource.manager;
    const { name, party, role } = await this.recorders.of(actor, manager);
    const view = await this.views.of(actor, preparation);
    return {
      preparation: view,
      texts: (await this.frozen(preparation, manager)).map(textView),
      dissentHash: hashOfDissents(view.dissents),
      openRounds: (await this.rounds.openRoundsOf(actor, preparation.sectionIds, manager)).map(
        ({ question, closesAt }) => ({ question, closesAt: closesAt.toISOString() }),
      ),
      recordedBy: { name, party, role },
    };
  }

  /**
   * Records an outcome, once for each request however often it comes.
   *
   * @throws Refusal `step-up-needed`; `term-running` while dissent may still come in; `conflict` when the preparation or a
   * dissent was changed since it was shown, or it is recorded already; `text-changed` when a text, its code or its title is no longer what was confirmed;
   * `invalid-input` without a reason for going on before a reaction round is answered
   */
  async record(actor: Actor, preparationId: string, command: RecordOutcome): Promise<OutcomeId> {
    await this.reader.require(actor, 'outcome.record', preparationId);
    await this.stepUp.require(actor);
    const { outcomeId, preparation } = await this.dataSource.transaction(async (manager) => {
      // The lock on the preparation comes first: of a double click, the second finds what the first recorded.
      const prepared = await this.reader.require(actor, 'outcome.record', preparationId, manager, true);
      const earlier = await recordedBefore(manager, command.requestId);
      if (earlier !== null && earlier.preparationId !== preparationId) throw new Refusal('conflict');
      const outcomeId = earlier?.outcomeId ?? (await this.recordWithin(manager, actor, prepared, command));
      if (earlier === null) await this.#write(manager, prepared, outcomeId);
      return { outcomeId: id<OutcomeId>(outcomeId), preparation: prepared };
    });
    this.live.outcomesChanged(preparation.tableId, [preparation.access]);
    return outcomeId;
  }

  /**
   * As `record`, in a transaction in which who gives the command is known for certain; nobody is told. Whoever calls it holds
   * the table (`holdOpen`): two recordings at once would take one number.
   *
   * @param now when it is recorded; what is brought in with its past says when that was
   */
  async recordWithin(
    manager: EntityManager,
    actor: Actor,
    before: Preparation,
    command: RecordOutcome,
    now = this.clock.now(),
  ): Promise<string> {
    const { closedAt, dissentUntil, tableId } = before;
    if (before.state !== 'closed' || closedAt === null || dissentUntil === null) throw new Refusal('conflict');
    if (before.version !== command.version) throw new Refusal('conflict');
    if (now < dissentUntil) throw new Refusal('term-running');
    const dissents = (await this.reader.dissents(before, manager)).map(({ dissent }) => dissent);
    if (hashOfDissents(dissents) !== command.dissentHash) throw new Refusal('conflict');
    await lockHeads(manager, before.sectionIds);
    // Read again under the locks: rights and texts as they stand until this transaction ends.
    const preparation = await this.reader.require(actor, 'outcome.record', before.preparationId, manager);
    const texts = await this.frozen(preparation, manager);
    if (!sameTexts(texts, command.texts)) throw new Refusal('text-changed');
    const rounds = await this.rounds.openRoundsOf(actor, preparation.sectionIds, manager);
    if (command.roundsReason === '' && rounds.length > 0) throw new Refusal('invalid-input', ['roundsReason']);
    const missing = unfinished(preparation.content);
    if (missing.length > 0) throw new Refusal('invalid-input', missing);

    const content = await this.views.withNames(preparation, manager);
    const outcomeId = randomUUID();
    const number = nextNumber(await lastNumber(manager, tableId), now);
    await manager.query(
      `INSERT INTO outcomes (id, table_id, number, preparation_id, request_id, grants, recorded_at, recorded_by_seat)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        outcomeId,
        tableId,
        number,
        preparation.preparationId,
        command.requestId,
        JSON.stringify(preparation.access.grants),
        now,
        actor.seat?.seatId,
      ],
    );
    const fields = sealedOutcome({
      content,
      number,
      recordedAt: now,
      document: { documentId: preparation.documentId, title: preparation.documentTitle },
      texts,
      dissents,
      closedAt,
      dissentUntil,
      roundsReason: command.roundsReason,
      chair: await this.recorders.of(actor, manager),
      grants: preparation.access.grants,
    });
    await this.seal.append(manager, tableId, { kind: 'outcome', recordId: outcomeId, fields });
    await this.#supersede(manager, actor, preparation, content.supersedes, { outcomeId, number, at: now });
    await emptied(manager, preparation.preparationId);
    return outcomeId;
  }

  async #write(manager: EntityManager, preparation: Preparation, outcomeId: string): Promise<void> {
    const rows: { number: string }[] = await manager.query('SELECT number FROM outcomes WHERE id = $1', [outcomeId]);
    await this.letters.recorded(manager, preparation, {
      tableName: preparation.tableName,
      number: rows[0]?.number ?? '',
      path: `/besluiten/${outcomeId}`,
    });
  }

  async #supersede(
    manager: EntityManager,
    actor: Actor,
    { tableId }: Preparation,
    earlier: RecordedContent['supersedes'],
    by: { readonly outcomeId: string; readonly number: string; readonly at: Date },
  ): Promise<void> {
    for (const { outcomeId, number } of earlier) {
      const entryId = randomUUID();
      await manager.query(
        `INSERT INTO outcome_entries (id, outcome_id, kind, by_outcome_id, at, by_seat)
         VALUES ($1, $2, 'supersession', $3, $4, $5)`,
        [entryId, outcomeId, by.outcomeId, by.at, actor.seat?.seatId],
      );
      const fields = {
        outcome: outcomeId,
        number,
        by: by.outcomeId,
        byNumber: by.number,
        recordedAt: by.at.toISOString(),
      };
      await this.seal.append(manager, tableId, { kind: 'supersession', recordId: entryId, fields });
    }
  }

  /** The texts as they stand, under the code and title that they have. */
  async frozen(preparation: Preparation, manager: EntityManager): Promise<NamedText[]> {
    const heads = await this.texts.heads(preparation.sectionIds, manager);
    const sections = await this.views.sections(preparation, manager);
    return sections.map(({ sectionId, code, title }) => {
      const head = heads.get(id<SectionId>(sectionId));
      if (head === undefined) throw new Refusal('not-found');
      return { ...head, code, title };
    });
  }
}

/** In the order of their ids, as every other command that takes several: two cannot wait for each other for ever. */
async function lockHeads(manager: EntityManager, sectionIds: readonly SectionId[]): Promise<void> {
  await manager.query('SELECT 1 FROM section_heads WHERE section_id = ANY ($1) ORDER BY section_id FOR NO KEY UPDATE', [
    sectionIds,
  ]);
}

/** The code and the title too: other sections that go close up the codes, and who reads the outcome looks it up by these. */
function sameTexts(texts: readonly NamedText[], confirmed: RecordOutcome['texts']): boolean {
  return (
    texts.length === confirmed.length &&
    texts.every((text) =>
      confirmed.some(
        (seen) =>
          seen.sectionId === text.sectionId &&
          seen.code === text.code &&
          seen.title === text.title &&
          seen.generation === text.generation &&
          seen.seq === text.seq &&
          seen.hash === text.hash,
      ),
    )
  );
}

async function recordedBefore(
  manager: EntityManager,
  requestId: string,
): Promise<{ outcomeId: string; preparationId: string } | null> {
  const rows: { outcomeId: string; preparationId: string }[] = await manager.query(
    'SELECT id AS "outcomeId", preparation_id AS "preparationId" FROM outcomes WHERE request_id = $1',
    [requestId],
  );
  return rows[0] ?? null;
}

async function lastNumber(manager: EntityManager, tableId: string): Promise<string | null> {
  // By year and count, not as text: after 999 comes 1000.
  const rows: { number: string }[] = await manager.query(
    `SELECT number FROM outcomes WHERE table_id = $1
     ORDER BY split_part(number, '-', 1)::int DESC, split_part(number, '-', 2)::int DESC LIMIT 1`,
    [tableId],
  );
  return rows[0]?.number ?? null;
}

/** What was recorded stands in the seal: a second copy here could come to differ. */
async function emptied(manager: EntityManager, preparationId: string): Promise<void> {
  await manager.query('DELETE FROM outcome_dissents WHERE preparation_id = $1', [preparationId]);
  await manager.query(`UPDATE outcome_preparations SET state = 'recorded', content = '{}' WHERE id = $1`, [
    preparationId,
  ]);
}
