import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row about this installation itself. */
@Entity({ name: 'installation' })
export class Installation {
  @PrimaryColumn('boolean')
  single: true;

  @Column('text')
  mode: 'demonstration' | 'production';

  @Column('timestamptz', { name: 'seeded_at', nullable: true })
  seededAt: Date | null;
}
