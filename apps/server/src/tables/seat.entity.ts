import type { Role } from '@samenspel/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation's place at a table. */
@Entity({ name: 'seats' })
export class Seat {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'table_id' })
  tableId: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text')
  role: Role;

  /** Histories of sections that were over by then are not for this seat. */
  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}

/** A person's term in a seat. */
@Entity({ name: 'seat_occupants' })
export class SeatOccupant {
  @PrimaryColumn('uuid', { name: 'seat_id' })
  seatId: string;

  @PrimaryColumn('uuid', { name: 'person_id' })
  personId: string;

  @PrimaryColumn('timestamptz', { name: 'from_at' })
  fromAt: Date;

  @Column('timestamptz', { name: 'until_at', nullable: true })
  untilAt: Date | null;
}
