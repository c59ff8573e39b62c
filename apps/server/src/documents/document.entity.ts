import type { DocumentSummary } from '@samenspel/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'documents' })
export class Document {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'table_id' })
  tableId: string;

  @Column('text')
  kind: DocumentSummary['kind'];

  @Column('text')
  title: string;

  @Column('text')
  formality: DocumentSummary['formality'];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_seat' })
  createdBySeat: string;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  @Column('uuid', { name: 'archived_by_seat', nullable: true })
  archivedBySeat: string | null;
}
