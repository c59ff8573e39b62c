import { Injectable } from '@nestjs/common';
import {
  audiencePartsOf,
  can,
  Refusal,
  unfinished,
  widens,
  withNames,
  type Actor,
  type OutcomeFieldName,
  type PartyView,
  type PreparationView,
  type RecordedContent,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { OutcomeReader, type LoadedOutcome } from './outcome-reader';
import { PreparationReader, type Preparation } from './preparation-reader';

/** A preparation as a seat sees it. */
@Injectable()
export class PreparationViews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: PreparationReader,
    private readonly outcomes: OutcomeReader,
  ) {}

  /** @param preparation one that is open or closed, and that the actor may see */
  async of(actor: Actor, preparation: Preparation): Promise<PreparationView> {
    const { preparationId, tableId, state, content, access, seats } = preparation;
    if (state !== 'open' && state !== 'closed') throw new Refusal('not-found');
    const mayRecord = can(actor, 'outcome.record', { kind: 'table', tableId });
    const replaceable = this.#replaceable(preparation, await this.outcomes.ofTable(tableId));
    const earlier = replaceable.filter((outcome) =>
      can(actor, 'outcome.read', { kind: 'section', access: outcome.access }),
    );
    const { shown, unknown } = namedAsFarAsKnown(preparation, replaceable);
    const dissents = await this.reader.dissents(preparation);
    return {
      preparationId,
      tableId,
      tableName: preparation.tableName,
      document: { documentId: preparation.documentId, title: preparation.documentTitle },
      state,
      version: preparation.version,
      sections: await this.sections(preparation, this.dataSource.manager),
      content,
      shown,
      unfinished: [...new Set([...unfinished(content), ...unknown])],
      audience: audiencePartsOf(access, seats),
      parties: partiesOf(preparation),
      earlier: earlier.map(({ outcomeId, number, content: said }) => ({
        outcomeId,
        number,
        subject: said.subject ?? '',
      })),
      closedAt: preparation.closedAt?.toISOString() ?? null,
      dissentUntil: preparation.dissentUntil?.toISOString() ?? null,
      dissents: dissents
        .filter(({ seatId }) => mayRecord || seatId === actor.seat?.seatId)
        .map(({ dissent }) => dissent),
      mayPrepare: can(actor, 'outcome.prepare', { kind: 'table', tableId }),
      mayRecord,
      mayDissent: can(actor, 'outcome.dissent', { kind: 'section', access }),
    };
  }

  /** Codes and titles of its sections, in the order in which they were chosen. */
  async sections(
    { sectionIds }: Pick<Preparation, 'sectionIds'>,
    manager: EntityManager,
  ): Promise<{ sectionId: string; code: string; title: string }[]> {
    return manager.query(
      `SELECT id AS "sectionId", code, title FROM sections WHERE id = ANY ($1) ORDER BY array_position($1::uuid[], id)`,
      [sectionIds],
    );
  }

  /**
   * What it says, with the names of parties and outcomes.
   *
   * @throws Refusal `invalid-input` for a party that is not at the table, and for an outcome that it cannot replace
   */
  async withNames(preparation: Preparation, manager: EntityManager): Promise<RecordedContent> {
    const refersToOutcomes = preparation.content.supersedes.length > 0;
    const outcomes = refersToOutcomes ? await this.outcomes.ofTable(preparation.tableId, manager) : [];
    const named = namedOf(preparation, this.#replaceable(preparation, outcomes));
    if ('unknown' in named) throw new Refusal('invalid-input', [named.unknown]);
    return named;
  }

  /**
   * The outcomes that this one can take the place of: those whose readers will all read this one. Else somebody would be
   * told that an outcome is replaced by something that he may not see (docs/spec.md B10).
   */
  #replaceable({ access, seats }: Preparation, outcomes: readonly LoadedOutcome[]): LoadedOutcome[] {
    return outcomes.filter(
      (outcome) => outcome.status.state !== 'superseded' && !widens(access, outcome.access, seats),
    );
  }
}

/** What is preparing can refer to a party that left the table meanwhile: it is shown without, as not finished. */
function namedAsFarAsKnown(
  preparation: Preparation,
  replaceable: readonly LoadedOutcome[],
): { readonly shown: RecordedContent; readonly unknown: readonly OutcomeFieldName[] } {
  let content = preparation.content;
  const unknown: OutcomeFieldName[] = [];
  for (;;) {
    const named = namedOf({ ...preparation, content }, replaceable);
    if (!('unknown' in named)) return { shown: named, unknown };
    unknown.push(named.unknown);
    content = { ...content, [named.unknown]: [] };
  }
}

function namedOf(preparation: Preparation, replaceable: readonly LoadedOutcome[]): ReturnType<typeof withNames> {
  const parties = partiesOf(preparation).map(({ organisationId, name }) => [organisationId, name] as const);
  const numbers = replaceable.map(({ outcomeId, number }) => [outcomeId as string, number] as const);
  return withNames(preparation.content, new Map(parties), new Map(numbers));
}

/** The parties at the table, each once. */
function partiesOf({ seats }: Pick<Preparation, 'seats'>): PartyView[] {
  return [...new Map(seats.map(({ party }) => [party.organisationId, party])).values()];
}
