import { Injectable } from '@nestjs/common';
import type {
  Actor,
  Comparison,
  ComparisonQuery,
  ComparisonView,
  PartyView,
  SectionId,
  VersionPlace,
  VersionQuery,
  VersionView,
} from '@samenspel/domain';
import { AuthorReader } from './author-reader';
import { HistoryService, samePlace, type OpenHistory } from './history.service';
import { HistoryThread } from './history-thread';
import { TextLog } from './text-log';

/** The zone does not matter where only moments are shown. */
const ANY_ZONE = 'UTC';

/** Versions to read and to compare, rebuilt from the log. */
@Injectable()
export class VersionTexts {
  constructor(
    private readonly history: HistoryService,
    private readonly log: TextLog,
    private readonly authors: AuthorReader,
    private readonly thread: HistoryThread,
  ) {}

  /** One version to read; without a place the text as it stands now. @throws Refusal `not-found` */
  async read(actor: Actor, sectionId: SectionId, { place, zone }: VersionQuery): Promise<VersionView> {
    const open = await this.history.open(actor, 'section.history', sectionId);
    this.thread.use(actor);
    const at = place ?? open.head;
    const version = await this.history.describe(sectionId, open, at, zone);
    const { blocks } = await this.thread.run({ kind: 'read', updates: await this.log.updatesAt(sectionId, at) });
    const { mayRestore, mayErase } = open;
    return { version, isHead: samePlace(at, open.head), mayRestore, mayErase, blocks: [...blocks] };
  }

  /**
   * Two versions laid over each other, with who made each change where the one grew into the other.
   *
   * @throws Refusal `not-found`
   */
  async compare(actor: Actor, sectionId: SectionId, query: ComparisonQuery): Promise<ComparisonView> {
    const open = await this.history.open(actor, 'section.history', sectionId);
    this.thread.use(actor);
    const [from, to] = [query.from ?? open.head, query.to ?? open.head];
    const [fromEnd, toEnd] = [await this.#end(sectionId, open, from), await this.#end(sectionId, open, to)];
    const comparison = await this.#compared(sectionId, from, to);
    const clients = [...new Set(comparison.changes.flatMap(({ by }) => by))];
    const authors = await this.authors.ofClients(actor, sectionId, open, clients);
    const parties: PartyView[] = [];
    const placeOf = (client: number): number[] => {
      const author = authors.get(client);
      if (author?.kind !== 'party') return [];
      const { party } = author;
      const known = parties.findIndex(({ organisationId }) => organisationId === party.organisationId);
      return [known >= 0 ? known : parties.push(party) - 1];
    };
    const changes = comparison.changes.map((change) => ({ ...change, by: [...new Set(change.by.flatMap(placeOf))] }));
    return { from: fromEnd, to: toEnd, mayRestore: open.mayRestore, comparison: { ...comparison, changes }, parties };
  }

  /** Checks that the place is there and may be read. */
  async #end(sectionId: SectionId, open: OpenHistory, place: VersionPlace): Promise<ComparisonView['from']> {
    const { at } = await this.history.describe(sectionId, open, place, ANY_ZONE);
    return { ...place, at, isHead: samePlace(place, open.head) };
  }

  async #compared(sectionId: SectionId, from: VersionPlace, to: VersionPlace): Promise<Comparison> {
    const before = await this.log.updatesAt(sectionId, from);
    const rows = await this.log.rowsBetween(sectionId, from, to);
    const { comparison } = await this.thread.run(
      rows === null
        ? { kind: 'compare', from: before, to: await this.log.updatesAt(sectionId, to) }
        : { kind: 'follow', from: before, rows },
    );
    if (comparison === null) throw new Error('A comparison without an answer.');
    return comparison;
  }
}
