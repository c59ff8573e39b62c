import type { TableKind } from '@samenspel/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'tables' })
export class Table {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'region_id' })
  regionId: string;

  @Column('text')
  kind: TableKind;

  @Column('text')
  name: string;

  @Column('text')
  purpose: string;

  /** Did the table agree that persons are named to other parties? */
  /** Are the persons on the seats shown to the whole table? Says nothing of who wrote what. */
  @Column('boolean', { name: 'occupants_visible' })
  occupantsVisible: boolean;

  @Column('boolean', { name: 'names_visible' })
  namesVisible: boolean;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('uuid', { name: 'reports_to', nullable: true })
  reportsTo: string | null;
}
