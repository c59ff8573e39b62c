import { Injectable } from '@nestjs/common';
import type { DocumentSummary, TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { Document } from './document.entity';

/** Reads documents for the other rooms. Answers what is asked: who may see it is up to the caller. */
@Injectable()
export class DocumentReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The documents of a table, the newest first. */
  async ofTable(tableId: TableId): Promise<DocumentSummary[]> {
    const documents = await this.dataSource.manager.find(Document, {
      where: { tableId },
      order: { createdAt: 'DESC', id: 'ASC' },
    });
    return documents.map(summaryOf);
  }
}

export function summaryOf(document: Document): DocumentSummary {
  return {
    documentId: document.id,
    title: document.title,
    kind: document.kind,
    formality: document.formality,
    createdAt: document.createdAt.toISOString(),
    archivedAt: document.archivedAt?.toISOString() ?? null,
  };
}
