import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of a document with an audience of its own. Its text is a Yjs document; this row holds the facts. */
@Entity({ name: 'sections' })
export class Section {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'document_id' })
  documentId: string;

  @Column('text')
  code: string;

  @Column('text', { name: 'order_key' })
  orderKey: string;

  @Column('text')
  title: string;

  @Column('boolean')
  restricted: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  @Column('uuid', { name: 'archived_by_seat', nullable: true })
  archivedBySeat: string | null;
}

/** Which section had which code from when on. */
@Entity({ name: 'section_codes' })
export class SectionCode {
  @PrimaryColumn('uuid', { name: 'section_id' })
  sectionId: string;

  @Column('uuid', { name: 'document_id' })
  documentId: string;

  @Column('text')
  code: string;

  @Column('timestamptz', { name: 'assigned_at' })
  assignedAt: Date;
}
