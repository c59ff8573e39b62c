import type { RightsChange } from '@samenspel/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of a section's rights. Append-only. */
@Entity({ name: 'section_rights_log' })
export class RightsLogEntry {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'section_id' })
  sectionId: string;

  /** The access version that this change made. */
  @Column('int', { name: 'access_version' })
  accessVersion: number;

  @Column('timestamptz')
  at: Date;

  @Column('uuid', { name: 'by_seat' })
  bySeat: string;

  /** Null for what the operator did on a seat's behalf. */
  @Column('uuid', { name: 'by_person', nullable: true })
  byPerson: string | null;

  @Column('jsonb')
  changes: RightsChange[];
}
