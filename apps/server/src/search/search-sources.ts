import { Injectable } from '@nestjs/common';
import type { SearchKind } from '@samenspel/domain';

/**
 * Something that can be searched. `candidates` is SQL of ours that selects what the asking seat may read, AND NOTHING ELSE:
 * the filter comes before match, rank and count (docs/spec.md V2).
 *
 * Parameters: $1 the ids of the sections that the seat may read (uuid[]), $2 the table, $3 the seat, $4 now.
 * Columns: id text, document_id uuid, document_title text, section_id uuid, code text, title text, body text, words tsvector
 * (of the body, or null to have them made on the spot), place text (order among equals).
 */
export interface SearchSource {
  readonly kind: SearchKind;
  readonly candidates: string;
}

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
