import { Injectable } from '@nestjs/common';
import { inReadingOrder, seriesOfCode, type AccessReviewView, type TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';

export interface ListedSection {
  readonly sectionId: string;
  readonly code: string;
  readonly title: string | null;
  readonly restricted: boolean;
}

export interface ListedDocument {
  readonly kind: AccessReviewView['documents'][number]['kind'];
  readonly number: number;
  readonly title: string | null;
  readonly sections: readonly ListedSection[];
}

/** The sections of a table by document, as reviews of rights show them. Who may see them is up to the caller. */
@Injectable()
export class TableSections {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * All documents, oldest first, with those of these sections that are in them.
   *
   * @param titles false for who may not have them: they are then not even read from the database
   */
  async byDocument(tableId: TableId, sectionIds: readonly string[], titles: boolean): Promise<ListedDocument[]> {
    const documents: (Omit<ListedDocument, 'sections'> & { documentId: string })[] = await this.dataSource.query(
      `SELECT id AS "documentId", kind, ${titles ? 'title' : 'NULL AS title'},
              row_number() OVER (PARTITION BY kind ORDER BY created_at, id)::int AS number
       FROM documents WHERE table_id = $1 ORDER BY created_at, id`,
      [tableId],
    );
    const sections: (ListedSection & { documentId: string; orderKey: string })[] = await this.dataSource.query(
      `SELECT id AS "sectionId", document_id AS "documentId", code, ${titles ? 'title' : 'NULL AS title'}, restricted,
              order_key AS "orderKey"
       FROM sections WHERE id = ANY ($1)`,
      [sectionIds],
    );
    const placed = sections.map((section) => ({ ...section, series: seriesOfCode(section.code) }));
    return documents.map(({ documentId, kind, number, title }) => ({
      kind,
      number,
      title,
      sections: inReadingOrder(placed.filter((section) => section.documentId === documentId)),
    }));
  }
}
