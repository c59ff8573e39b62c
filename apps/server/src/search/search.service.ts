import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  can,
  closeWords,
  coresOf,
  cutFragment,
  halvesOf,
  id,
  joinRanges,
  meantBy,
  questionOf,
  readMarked,
  Refusal,
  SEARCH_KINDS,
  type Actor,
  type Question,
  type SearchAnswer,
  type SearchHit,
  type SearchKind,
  type SearchQuery,
  type SectionId,
  type TableId,
  type TextRange,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { RateLimit } from '../platform/http/rate-limit';
import { authorize } from '../rights/authorize';
import { SectionAccessService } from '../rights/section-access.service';
import { SearchIndexer } from './search-indexer';
import { CLOSE, MOST_HITS, OPEN, searchSql, wordsSql } from './search-sql';
import {
  collected,
  COMMENT_SOURCE,
  DOCUMENT_SOURCE,
  SECTION_SOURCE,
  SearchSources,
  type SearchText,
} from './search-sources';
import { textQueryOf, wordsToCompare, type Neighbours } from './text-query';

const QUESTIONS_PER_WINDOW = 240;
const WINDOW_MS = 60_000;
/** Finds what the acting seat may read, and nothing by which it could notice anything else. */
@Injectable()
export class SearchService implements OnModuleInit {
  readonly #limit: RateLimit;

  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly indexer: SearchIndexer,
    private readonly sources: SearchSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#limit = new RateLimit(clock, QUESTIONS_PER_WINDOW, WINDOW_MS);
  }

  onModuleInit(): void {
    this.sources.register(DOCUMENT_SOURCE);
    this.sources.register(SECTION_SOURCE);
    this.sources.register(COMMENT_SOURCE);
  }

  /**
   * Searches at the table of the acting seat.
   *
   * @throws Refusal `not-found` for another table, `too-many-requests`
   */
  async search(actor: Actor, { q, tableId }: SearchQuery): Promise<SearchAnswer> {
    if (actor.seat === null) throw new Refusal('no-seat');
    const table = tableId === undefined ? actor.seat.tableId : id<TableId>(tableId);
    authorize(actor, 'search.use', { kind: 'table', tableId: table });
    this.#limit.use(actor.sessionId);
    const question = questionOf(q);
    if (question.typed.length === 0) return { groups: [], complete: true };
    const complete = await this.indexer.refresh(await this.#readable(actor, table, this.dataSource.manager));
    const texts = await this.#collect(actor, table);
    // Rights and texts of one moment: who lost a right while this ran finds by the rights or by the text, never by both.
    const rows = await this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const readable = await this.#readable(actor, table, manager);
      const scope = [readable, table, actor.seat?.seatId, this.clock.now(), JSON.stringify(texts)];
      return this.#find(new Asking(manager, this.#sources(), scope), question);
    });
    return { groups: groupsOf(rows), complete };
  }

  async #collect(actor: Actor, tableId: TableId): Promise<(SearchText & { readonly kind: SearchKind })[]> {
    const all = [];
    for (const kind of SEARCH_KINDS) {
      const source = this.sources.of(kind);
      if (source !== null && 'collect' in source)
        for (const text of await source.collect(actor, tableId)) all.push({ ...text, kind });
    }
    return all;
  }

  /** Every kind in one statement: how many there are depends on no text. */
  #sources(): string[] {
    return SEARCH_KINDS.flatMap((kind) => {
      const source = this.sources.of(kind);
      if (source === null) return [];
      return `SELECT '${kind}' AS kind, * FROM (${'candidates' in source ? source.candidates : collected(kind)}) AS one`;
    });
  }

  async #readable(actor: Actor, tableId: TableId, manager: EntityManager): Promise<SectionId[]> {
    const access = await this.access.ofTable(tableId, manager);
    return [...access].flatMap(([sectionId, its]) =>
      can(actor, 'section.read', { kind: 'section', access: its }) ? [sectionId] : [],
    );
  }

  async #find(asking: Asking, question: Question): Promise<FoundRow[]> {
    const near = await neighboursOf(wordsToCompare(question), asking);
    const { terms, not, near: pairs, marked } = textQueryOf(question, near);
    return asking.find([JSON.stringify(terms), not, JSON.stringify(pairs), marked, question.code]);
  }
}

/** The texts that one seat may read at one moment, to be asked. */
class Asking {
  constructor(
    private readonly manager: EntityManager,
    private readonly sources: readonly string[],
    private readonly scope: readonly unknown[],
  ) {}

  async words(patterns: readonly string[]): Promise<string[]> {
    if (patterns.length === 0) return [];
    const rows: { lexeme: string }[] = await this.manager.query(wordsSql(this.sources), [...this.scope, patterns]);
    return rows.map(({ lexeme }) => lexeme);
  }

  find(question: readonly unknown[]): Promise<FoundRow[]> {
    return this.manager.query(searchSql(this.sources), [...this.scope, ...question]);
  }
}

/** What the texts hold that comes near to these words: compounds, and for a word that stands nowhere what it was meant to be. */
async function neighboursOf(words: readonly string[], asking: Asking): Promise<Map<string, Neighbours>> {
  const known = await asking.words(words.flatMap(coresOf).map((core) => `%${core}%`));
  const close = new Map(words.map((word) => [word, closeWords(word, known)]));
  const unknown = words.filter((word) => close.get(word)?.known === false);
  const halves = unknown.flatMap((word) => halvesOf(word) ?? []);
  const alike = await asking.words(halves.flatMap(({ first, last }) => [`${first}%`, `%${last}`]));
  return new Map(
    [...close].map(([word, { compounds, known: stands }]) => [
      word,
      { compounds, unknown: !stands, meant: stands || halvesOf(word) === null ? [] : meantBy(word, alike) },
    ]),
  );
}

function groupsOf(rows: readonly FoundRow[]): SearchAnswer['groups'] {
  return SEARCH_KINDS.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) return [];
    return [{ kind, hits: own.slice(0, MOST_HITS).map(hitOf(kind)), more: own.length > MOST_HITS }];
  });
}

interface FoundRow {
  readonly kind: SearchKind;
  readonly id: string;
  readonly documentId: string | null;
  readonly documentTitle: string | null;
  readonly sectionId: string | null;
  readonly code: string | null;
  readonly title: string;
  readonly body: string | null;
  readonly markedTitle: string;
  readonly markedBody: string | null;
}

function hitOf(kind: SearchKind): (row: FoundRow) => SearchHit {
  return ({ id: own, documentId, documentTitle, sectionId, code, title, body, markedTitle, markedBody }) => ({
    kind,
    id: own,
    documentId,
    documentTitle,
    sectionId,
    code,
    title: { text: title, ranges: rangesOf(title, markedTitle) },
    fragment: body === null || body.trim() === '' ? null : cutFragment(body, rangesOf(body, markedBody ?? '')),
  });
}

/** Where in the text the marks of its folded form are. */
function rangesOf(text: string, marked: string): TextRange[] {
  const folded = readMarked(marked, OPEN, CLOSE);
  return folded.text.length === text.length ? joinRanges(text, folded.ranges) : [];
}
