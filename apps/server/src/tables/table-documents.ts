import { Injectable } from '@nestjs/common';
import type { DocumentSummary, TableId } from '@samenspel/domain';

/** Reads the documents of a table, the newest first, whoever asks. */
export type ReadDocuments = (tableId: TableId) => Promise<DocumentSummary[]>;

/** The documents on the page of a table. The room that has them registers as it starts. */
@Injectable()
export class TableDocuments {
  #read: ReadDocuments | null = null;

  register(read: ReadDocuments): void {
    this.#read = read;
  }

  async ofTable(tableId: TableId): Promise<DocumentSummary[]> {
    // An empty list would look like a table without documents.
    if (this.#read === null) throw new Error('No room registered to read the documents of a table.');
    return this.#read(tableId);
  }
}
