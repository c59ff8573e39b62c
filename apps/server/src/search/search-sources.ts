import { Injectable } from '@nestjs/common';
import type { Actor, SearchKind, TableId } from '@samenspel/domain';

/** A text that a room hands over to be searched. */
export interface SearchText {
  readonly id: string;
  readonly documentTitle: string | null;
  readonly code: string | null;
  readonly title: string;
  readonly body: string;
  /** Order among equals. */
  readonly place: string;
}

/**
 * Something that can be searched: by SQL of ours (`candidates`), or by texts that a room collects. Either gives what the
 * asking seat may read, AND NOTHING ELSE: the filter comes before match, rank and count (docs/spec.md V2).
 *
 * Parameters of the SQL: $1 the ids of the sections that the seat may read (uuid[]), $2 the table, $3 the seat, $4 now.
 * Its columns: id text, document_id uuid, document_title text, section_id uuid, code text, title text, body text,
 * words tsvector (of the body, or null to have them made on the spot), place text (order among equals).
 */
export type SearchSource = { readonly kind: SearchKind } & (
  | { readonly candidates: string }
  | { readonly collect: (actor: Actor, tableId: TableId) => Promise<readonly SearchText[]> }
);

/** The rooms put here what of theirs can be searched. */
@Injectable()
export class SearchSources {
  readonly #sources = new Map<SearchKind, SearchSource>();

  /** Registers a room's source, in its `onModuleInit`. */
  register(source: SearchSource): void {
    this.#sources.set(source.kind, source);
  }

  of(kind: SearchKind): SearchSource | null {
    return this.#sources.get(kind) ?? null;
  }
}

/** Texts that were collected, as candidates: they are the parameter $5. */
export function collected(kind: SearchKind): string {
  return `
  SELECT id, NULL::uuid AS document_id, "documentTitle" AS document_title, NULL::uuid AS section_id, code, title, body,
         NULL::tsvector AS words, place
  FROM jsonb_to_recordset($5::jsonb)
    AS given (kind text, id text, "documentTitle" text, code text, title text, body text, place text)
  WHERE kind = '${kind}'`;
}

/** The names of the table's documents: everybody at the table sees those. */
export const DOCUMENT_SOURCE: SearchSource = {
  kind: 'document',
  candidates: `
    SELECT document.id::text AS id, document.id AS document_id, NULL::text AS document_title, NULL::uuid AS section_id,
           NULL::text AS code, document.title, NULL::text AS body, NULL::tsvector AS words, document.title AS place
    FROM documents document WHERE document.table_id = $2`,
};

/** Titles as they are now, texts as they were last read in; old text of another history or audience is not found. */
export const SECTION_SOURCE: SearchSource = {
  kind: 'section',
  candidates: `
    SELECT section.id::text AS id, document.id AS document_id, document.title AS document_title, section.id AS section_id,
           section.code, section.title, found.body, coalesce(found.words, '') AS words,
           document.title || ' ' || section.order_key AS place
    FROM sections section
    JOIN documents document ON document.id = section.document_id
    JOIN section_heads head ON head.section_id = section.id
    LEFT JOIN section_search found ON found.section_id = section.id AND found.generation = head.generation
      AND found.access_version = head.access_version
    WHERE section.id = ANY ($1)`,
};

/**
 * What stands in the threads of the present history of each section, as it was last changed; the title is the party that
 * said it, for others know the party alone (docs/spec.md K4, K6).
 */
export const COMMENT_SOURCE: SearchSource = {
  kind: 'comment',
  candidates: `
    SELECT comment.id::text AS id, document.id AS document_id,
           document.title || ' · ' || section.code || ' ' || section.title AS document_title, section.id AS section_id,
           NULL::text AS code, organisation.name AS title, regexp_replace(last.body, '@\\[\\d{1,2}\\]', '', 'g') AS body,
           NULL::tsvector AS words, to_char(comment.at, 'YYYY-MM-DD HH24:MI:SS.US') AS place
    FROM comment_threads thread
    JOIN section_heads head ON head.section_id = thread.section_id AND head.generation = thread.generation
    JOIN sections section ON section.id = thread.section_id
    JOIN documents document ON document.id = section.document_id
    JOIN comments comment ON comment.thread_id = thread.id AND comment.withdrawn_at IS NULL
    JOIN seats seat ON seat.id = comment.by_seat
    JOIN organisations organisation ON organisation.id = seat.organisation_id
    CROSS JOIN LATERAL (
      SELECT body FROM comment_revisions revision WHERE revision.comment_id = comment.id ORDER BY number DESC LIMIT 1
    ) last
    WHERE thread.section_id = ANY ($1)`,
};
