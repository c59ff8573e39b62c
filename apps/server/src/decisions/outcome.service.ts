import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  adoptsFor,
  audiencePartsOf,
  can,
  isCommon,
  type Actor,
  type EndRequest,
  type OutcomeRegister,
  type OutcomeView,
  type SeatAtTable,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SealReaders } from '../seal/seal-readers';
import { SeatReader } from '../tables/seat-reader';
import { OutcomeReader, summaryOf, type LoadedOutcome } from './outcome-reader';
import { PreparationReader } from './preparation-reader';
import { Requests } from './requests';

/** The register of a table, and the page of an outcome. */
@Injectable()
export class OutcomeService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: OutcomeReader,
    private readonly preparations: PreparationReader,
    private readonly seats: SeatReader,
    private readonly sealReaders: SealReaders,
    private readonly requests: Requests,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** Who may read the sealed records of this room: who reads the outcome that they are about. */
  onModuleInit(): void {
    for (const kind of ['adoption', 'supersession', 'publication'] as const)
      this.sealReaders.register(kind, (actor) => this.#readableRecords(actor));
    this.sealReaders.register(
      'outcome',
      (actor) => this.#readableRecords(actor),
      (actor) => this.#withheldNames(actor),
    );
  }

  /** The register as the acting seat sees it: of what it may not read there is no trace, not even in a count. */
  async register(actor: Actor, tableId: TableId): Promise<OutcomeRegister> {
    authorize(actor, 'table.read', { kind: 'table', tableId });
    const { tableName } = await this.#table(tableId);
    const outcomes = await this.reader.visibleTo(actor, tableId);
    const preparations = await this.preparations.visibleTo(actor, tableId);
    return {
      tableId,
      tableName,
      mayPrepare: can(actor, 'outcome.prepare', { kind: 'table', tableId }),
      outcomes: outcomes.map(summaryOf),
      preparations: preparations.map(({ preparationId, content, documentTitle, state, dissentUntil }) => ({
        preparationId,
        subject: content.subject,
        documentTitle,
        state: state === 'closed' ? 'closed' : 'open',
        dissentUntil: dissentUntil?.toISOString() ?? null,
      })),
    };
  }

  /** An outcome with everything that a reader may know about it. */
  async read(actor: Actor, outcomeId: string): Promise<OutcomeView> {
    const outcome = await this.reader.require(actor, 'outcome.read', outcomeId);
    const { tableId, access, around, content } = outcome;
    const seats = await this.seats.atTable(tableId);
    const { namesVisible, ...table } = await this.#table(tableId);
    const own = seats.find(({ seatId }) => seatId === actor.seat?.seatId);
    const common = isCommon(access, seats);
    const mayRecord = can(actor, 'adoption.record', { kind: 'table', tableId });
    return {
      ...summaryOf(outcome),
      tableId,
      ...table,
      documentTitle: around.documentTitle ?? '',
      texts: await this.reader.texts(outcome),
      dissents: around.dissent ?? [],
      recordedBy: {
        name: mayName(outcome, own, namesVisible) ? (around.chairName ?? null) : null,
        party: around.chairParty ?? '',
        role: around.chairRole ?? 'chair',
      },
      closedAt: around.dissentClosedAt ?? outcome.recordedAt.toISOString(),
      dissentUntil: around.dissentUntil ?? outcome.recordedAt.toISOString(),
      roundsReason: around.roundsReason ?? '',
      audience: audiencePartsOf(access, seats),
      adoptions: [...outcome.adoptions],
      requests: await this.requests.views(outcome, own, seats, can(actor, 'request.end', { kind: 'table', tableId })),
      publications: outcome.publications.map(({ publicId, at, withdrawnAt }) => ({
        publicId,
        at: at.toISOString(),
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
      })),
      mayRecordFor:
        own === undefined || !mayRecord
          ? []
          : (content.organs ?? [])
              .filter(({ organisationId }) => adoptsFor(seatOf(own), organisationId) !== null)
              .map(({ organisationId, organ, label }) => ({ organisationId, organ, label })),
      mayPublish: common && can(actor, 'outcome.publish', { kind: 'table', tableId }),
      common,
    };
  }

  /** Says what became of something that the outcome asks (docs/spec.md T33). */
  async endRequest(actor: Actor, outcomeId: string, place: number, command: EndRequest): Promise<OutcomeView> {
    const outcome = await this.reader.require(actor, 'outcome.read', outcomeId);
    await this.requests.end(actor, outcome, place, command);
    this.live.outcomesChanged(outcome.tableId, [outcome.access]);
    return this.read(actor, outcomeId);
  }

  async #readableRecords(actor: Actor): Promise<ReadonlySet<string>> {
    if (actor.seat === null) return new Set();
    const outcomes = await this.reader.visibleTo(actor, actor.seat.tableId);
    return new Set(outcomes.flatMap(({ outcomeId, entryIds }) => [outcomeId as string, ...entryIds]));
  }

  /** The name of the chair, of the outcomes on whose page the actor does not find it either. */
  async #withheldNames(actor: Actor): Promise<ReadonlyMap<string, readonly string[]>> {
    if (actor.seat === null) return new Map();
    const { tableId, seatId } = actor.seat;
    const { namesVisible } = await this.#table(tableId);
    const own = (await this.seats.atTable(tableId)).find((seat) => seat.seatId === seatId);
    const outcomes = await this.reader.visibleTo(actor, tableId);
    const unnamed = outcomes.filter((outcome) => !mayName(outcome, own, namesVisible));
    return new Map(unnamed.map(({ outcomeId }) => [outcomeId, ['chairName'] as const]));
  }

  async #table(tableId: TableId): Promise<{ tableName: string; regionName: string; namesVisible: boolean }> {
    const rows: { tableName: string; regionName: string; namesVisible: boolean }[] = await this.dataSource.query(
      `SELECT "table".name AS "tableName", region.name AS "regionName", "table".names_visible AS "namesVisible"
       FROM tables "table" JOIN regions region ON region.id = "table".region_id WHERE "table".id = $1`,
      [tableId],
    );
    return rows[0] as (typeof rows)[number];
  }
}

/** Persons are named within their own party, and at tables that name them to all. */
function mayName({ chairOrganisationId }: LoadedOutcome, own: SeatAtTable | undefined, namesVisible: boolean): boolean {
  return namesVisible || own?.party.organisationId === chairOrganisationId;
}

export function seatOf({ role, party }: SeatAtTable): { role: SeatAtTable['role']; organisationId: string } {
  return { role, organisationId: party.organisationId };
}
