import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  can,
  cutFragment,
  id,
  joinRanges,
  readMarked,
  Refusal,
  SEARCH_KINDS,
  type Actor,
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
import { NOT_SIGN, questionOf, type Question } from './question';
import { SearchIndexer } from './search-indexer';
import {
  COLLECTED,
  COMMENT_SOURCE,
  DOCUMENT_SOURCE,
  SECTION_SOURCE,
  SearchSources,
  type SearchText,
} from './search-sources';

const QUESTIONS_PER_WINDOW = 240;
const WINDOW_MS = 60_000;
/** Hits per kind: more are not read through. */
const MOST_HITS = 20;

/** Around what was found; the fold takes both out of every text first. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

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
    if (question.web === '') return { groups: [], complete: true };
    const complete = await this.indexer.refresh(await this.#readable(actor, table, this.dataSource.manager));
    const collected = await this.#collected(actor, table);
    // Rights and texts of one moment: who lost a right while this ran finds by the rights or by the text, never by both.
    const groups = await this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const readable = await this.#readable(actor, table, manager);
      const found: SearchAnswer['groups'] = [];
      for (const kind of SEARCH_KINDS) {
        const source = this.sources.of(kind);
        if (source === null) continue;
        const texts = collected.get(kind);
        const candidates = texts === undefined && 'candidates' in source ? source.candidates : COLLECTED;
        const scope = [readable, table, actor.seat?.seatId, this.clock.now()];
        const rows = await this.#find(manager, candidates, question, scope, texts ?? []);
        if (rows.length > 0) {
          found.push({ kind, hits: rows.slice(0, MOST_HITS).map(hitOf(kind)), more: rows.length > MOST_HITS });
        }
      }
      return found;
    });
    return { groups, complete };
  }

  async #collected(actor: Actor, tableId: TableId): Promise<Map<SearchKind, readonly SearchText[]>> {
    const collected = new Map<SearchKind, readonly SearchText[]>();
    for (const kind of SEARCH_KINDS) {
      const source = this.sources.of(kind);
      if (source !== null && 'collect' in source) collected.set(kind, await source.collect(actor, tableId));
    }
    return collected;
  }

  async #readable(actor: Actor, tableId: TableId, manager: EntityManager): Promise<SectionId[]> {
    const access = await this.access.ofTable(tableId, manager);
    return [...access].flatMap(([sectionId, its]) =>
      can(actor, 'section.read', { kind: 'section', access: its }) ? [sectionId] : [],
    );
  }

  #find(
    manager: EntityManager,
    candidates: string,
    { web, words, begun, code }: Question,
    scope: readonly unknown[],
    texts: readonly SearchText[],
  ): Promise<FoundRow[]> {
    return manager.query(
      `WITH scope AS (SELECT $1::uuid[], $2::uuid, $3::uuid, $4::timestamptz, $11::jsonb),
       question AS (
         SELECT CASE WHEN $6::jsonb IS NULL THEN websearch_to_tsquery('pg_catalog.dutch', replace(search_fold($5), $7, '-'))
           ELSE coalesce((
             SELECT string_agg('(' || word.either::text || ')', ' & ')::tsquery FROM (
               SELECT plainto_tsquery('pg_catalog.dutch', search_fold(forms ->> 0))
                 || plainto_tsquery('pg_catalog.dutch', search_fold(coalesce(forms ->> 1, '')))
                 || CASE WHEN forms ->> 0 = $8 THEN to_tsquery('pg_catalog.dutch', search_fold($8) || ':*') ELSE '' END AS either
               FROM jsonb_array_elements($6::jsonb) AS given (forms)
             ) word WHERE numnode(word.either) > 0
           ), '') END AS asked
       ), candidate AS (
         SELECT *, setweight(to_tsvector('pg_catalog.dutch', search_fold(title)), 'A')
           || coalesce(words, to_tsvector('pg_catalog.dutch', search_fold(coalesce(body, '')))) AS own
         FROM (${candidates}) given
       ), found AS (
         SELECT candidate.*, question.asked, coalesce(starts_with(lower(code), $9), false) AS by_code,
           ts_rank_cd(own, asked) AS rank
         FROM candidate, question
         WHERE own @@ asked OR starts_with(lower(code), $9)
         ORDER BY lower(code) = $9 DESC NULLS LAST, rank DESC, place, id LIMIT ${MOST_HITS + 1}
       )
       SELECT id, document_id AS "documentId", document_title AS "documentTitle", section_id AS "sectionId", code, title,
         left(body, ${MOST_READ}) AS body,
         ts_headline('pg_catalog.dutch', search_fold(title), asked, $10) AS "markedTitle",
         ts_headline('pg_catalog.dutch', search_fold(left(body, ${MOST_READ})), asked, $10) AS "markedBody"
       FROM found ORDER BY lower(code) = $9 DESC NULLS LAST, rank DESC, place, id`,
      [
        ...scope,
        web,
        words === null ? null : JSON.stringify(words),
        NOT_SIGN,
        begun,
        code,
        `HighlightAll=true, StartSel=${OPEN}, StopSel=${CLOSE}`,
        JSON.stringify(texts),
      ],
    );
  }
}

/** Of each text that was found, this much is looked through for the words to mark. */
const MOST_READ = 100_000;

interface FoundRow {
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
