import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  canonicalJson,
  id,
  statusOf,
  type Action,
  type Actor,
  type AdoptionView,
  type Grant,
  type OutcomeId,
  type OutcomeStatus,
  type OutcomeSummary,
  type OutcomeText,
  type RecordedContent,
  type SectionAccess,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { authorize } from '../rights/authorize';
import { SEAL_LOG, type SealedRecord, type SealLog } from '../seal/seal-log';
import {
  adoptionOf,
  aroundContentOf,
  contentOf,
  sealedGrants,
  TEXTS_FIELD,
  textsOf,
  type AroundContent,
} from './sealed-outcome';

/** One publication of an outcome, with its end when it was withdrawn. */
export interface Publication {
  readonly entryId: string;
  readonly publicId: string;
  readonly at: Date;
  readonly withdrawnAt: Date | null;
}

/** An outcome with everything that happened to it; its texts are read apart. */
export interface LoadedOutcome {
  readonly outcomeId: OutcomeId;
  readonly tableId: TableId;
  readonly number: string;
  readonly recordedAt: Date;
  /** Of the chair who recorded it: by id, since two parties can bear one name. */
  readonly chairOrganisationId: string;
  readonly access: SectionAccess;
  readonly intact: boolean;
  readonly content: Partial<RecordedContent>;
  readonly around: AroundContent;
  readonly adoptions: readonly AdoptionView[];
  /** The sealed records of what happened to it later. */
  readonly entryIds: readonly string[];
  readonly publications: readonly Publication[];
  readonly status: OutcomeStatus;
}

/** The form in which public ids are made. Anything else cannot even be asked of the database: a NUL is an error there. */
const PUBLIC_ID = /^[\w-]{1,64}$/;

/** Reads outcomes for this room and for others. What they say comes from the sealed log; our rows only find them. */
@Injectable()
export class OutcomeReader {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(SEAL_LOG) private readonly seal: SealLog,
  ) {}

  /** The outcomes of a table that the actor may read, the newest first. */
  async visibleTo(actor: Actor, tableId: TableId): Promise<LoadedOutcome[]> {
    const outcomes = await this.ofTable(tableId);
    return outcomes.filter(({ access }) => can(actor, 'outcome.read', { kind: 'section', access }));
  }

  /**
   * The outcome, when the actor may read it and do this.
   *
   * @throws Refusal `not-found` alike for what is hidden and what does not exist; `forbidden`
   */
  async require(
    actor: Actor,
    action: Extract<Action, 'outcome.read' | 'adoption.record' | 'outcome.publish'>,
    outcomeId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<LoadedOutcome> {
    // Nobody reads an outcome of another table than the own. The id is looked for among those: one that is hidden and one that is
    // nowhere are the same questions to the database (docs/spec.md R16).
    const own = actor.seat === null ? [] : await this.ofTable(actor.seat.tableId, manager);
    const outcome = own.find((each) => each.outcomeId === outcomeId) ?? null;
    authorize(actor, 'outcome.read', outcome === null ? null : { kind: 'section', access: outcome.access });
    const found = outcome as LoadedOutcome;
    if (action !== 'outcome.read') authorize(actor, action, { kind: 'table', tableId: found.tableId });
    return found;
  }

  /** The outcome that was published under this id, for anybody: null when nothing ever was. */
  async published(publicId: string): Promise<{ outcome: LoadedOutcome; publication: Publication } | null> {
    if (!PUBLIC_ID.test(publicId)) return null;
    const rows: { outcomeId: string }[] = await this.dataSource.query(
      `SELECT outcome_id AS "outcomeId" FROM outcome_entries WHERE public_id = $1`,
      [publicId],
    );
    const outcome = rows[0] === undefined ? null : await this.#find(rows[0].outcomeId, this.dataSource.manager);
    const publication = outcome?.publications.find((each) => each.publicId === publicId);
    return outcome === null || publication === undefined ? null : { outcome, publication };
  }

  /** All outcomes of a table, the newest first. Answers what is asked: who may see it is up to the caller. */
  async ofTable(tableId: TableId, manager: EntityManager = this.dataSource.manager): Promise<LoadedOutcome[]> {
    const outcomes: OutcomeRow[] = await manager.query(
      `SELECT outcome.id, outcome.number, outcome.grants, outcome.recorded_at AS "recordedAt",
              seat.organisation_id AS "chairOrganisationId"
       FROM outcomes outcome JOIN seats seat ON seat.id = outcome.recorded_by_seat
       WHERE outcome.table_id = $1 ORDER BY outcome.recorded_at DESC, outcome.number DESC`,
      [tableId],
    );
    if (outcomes.length === 0) return [];
    const entries: EntryRow[] = await manager.query(
      `SELECT entry.id, entry.outcome_id AS "outcomeId", entry.kind, entry.corrects,
              entry.by_outcome_id AS "byOutcomeId", entry.public_id AS "publicId", entry.at
       FROM outcome_entries entry JOIN outcomes outcome ON outcome.id = entry.outcome_id
       WHERE outcome.table_id = $1`,
      [tableId],
    );
    const ids = [...outcomes, ...entries].map((row) => row.id);
    const sealed = await this.seal.read(tableId, ids, manager, [TEXTS_FIELD]);
    const records = new Map(sealed.map((each) => [each.recordId, each]));
    // In the order of the log: two entries can bear the same moment.
    const place = (entry: EntryRow): number => records.get(entry.id)?.leafIndex ?? Number.MAX_SAFE_INTEGER;
    const inOrder = entries.toSorted((one, other) => place(one) - place(other));
    return outcomesOf(tableId, outcomes, inOrder, records);
  }

  /** The frozen texts of an outcome, in the order of its sections: long, so only for who reads the outcome itself. */
  async texts({ tableId, outcomeId }: LoadedOutcome): Promise<OutcomeText[]> {
    return (await this.seal.read(tableId, [outcomeId])).flatMap(textsOf);
  }

  async #find(outcomeId: string, manager: EntityManager): Promise<LoadedOutcome | null> {
    const rows: { tableId: string }[] = await manager.query(
      'SELECT table_id AS "tableId" FROM outcomes WHERE id = $1',
      [outcomeId],
    );
    if (rows[0] === undefined) return null;
    const all = await this.ofTable(id(rows[0].tableId), manager);
    return all.find((outcome) => outcome.outcomeId === outcomeId) ?? null;
  }
}

export function summaryOf(outcome: LoadedOutcome): OutcomeSummary {
  const { outcomeId, number, recordedAt, content, status, intact } = outcome;
  return { outcomeId, number, recordedAt: recordedAt.toISOString(), content, status, intact };
}

interface OutcomeRow {
  readonly id: string;
  readonly number: string;
  readonly grants: readonly Grant[];
  readonly recordedAt: Date;
  readonly chairOrganisationId: string;
}

interface EntryRow {
  readonly id: string;
  readonly outcomeId: string;
  readonly kind: 'adoption' | 'supersession' | 'publication';
  readonly corrects: string | null;
  readonly byOutcomeId: string | null;
  readonly publicId: string | null;
  readonly at: Date;
}

function outcomesOf(
  tableId: TableId,
  rows: readonly OutcomeRow[],
  entries: readonly EntryRow[],
  records: ReadonlyMap<string, SealedRecord>,
): LoadedOutcome[] {
  const base = rows.flatMap((row) => {
    const record = records.get(row.id);
    // A row without its seal is no outcome: nothing proves it.
    if (record?.kind !== 'outcome') return [];
    const content = contentOf(record);
    const own = entries.filter(({ outcomeId }) => outcomeId === row.id);
    const adoptions = own.flatMap((entry) => {
      const sealed = entry.kind === 'adoption' ? records.get(entry.id) : undefined;
      return sealed === undefined ? [] : (adoptionOf(sealed, row.id) ?? []);
    });
    return [{ row, record, content, own, adoptions, alone: statusOf(content.organs ?? [], adoptions, []) }];
  });
  return base.map(({ row, record, content, own, adoptions }) => {
    const around = aroundContentOf(record);
    const supersessions = own.flatMap(({ byOutcomeId }) => {
      const by = base.find((other) => other.row.id === byOutcomeId);
      return by === undefined ? [] : [{ number: by.row.number, decided: by.alone.state === 'decision' }];
    });
    return {
      outcomeId: id<OutcomeId>(row.id),
      tableId,
      number: row.number,
      recordedAt: row.recordedAt,
      chairOrganisationId: row.chairOrganisationId,
      access: { tableId, grants: row.grants, owners: [] },
      intact: saysTheSame(row, own, around, records),
      content,
      around,
      adoptions,
      entryIds: own.map((entry) => entry.id),
      publications: publicationsOf(own),
      status: statusOf(content.organs ?? [], adoptions, supersessions),
    };
  });
}

/**
 * Our rows repeat four things of the seal, since queries need them: number, moment, audience and which entries belong to
 * which outcome. Here a difference is found, and shown wherever the outcome is; the seal itself is checked by its own room.
 */
function saysTheSame(
  row: OutcomeRow,
  entries: readonly EntryRow[],
  around: AroundContent,
  records: ReadonlyMap<string, SealedRecord>,
): boolean {
  return (
    around.number === row.number &&
    around.recordedAt === row.recordedAt.toISOString() &&
    canonicalJson((around.audience ?? null) as ReturnType<typeof sealedGrants>) ===
      canonicalJson(sealedGrants(row.grants)) &&
    entries.every((entry) => {
      const fields = records.get(entry.id)?.fields;
      return (
        fields?.outcome === row.id &&
        (fields.by ?? null) === entry.byOutcomeId &&
        (fields.publicId ?? null) === entry.publicId &&
        (fields.corrects ?? null) === entry.corrects
      );
    })
  );
}

function publicationsOf(entries: readonly EntryRow[]): Publication[] {
  return entries.flatMap(({ id: entryId, publicId, at }) => {
    if (publicId === null) return [];
    const withdrawal = entries.find(({ corrects }) => corrects === entryId);
    return [{ entryId, publicId, at, withdrawnAt: withdrawal?.at ?? null }];
  });
}
