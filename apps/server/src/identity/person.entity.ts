import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'persons' })
export class Person {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  email: string;

  @Column('text', { name: 'job_title' })
  jobTitle: string;

  /** May manage the installation. */
  @Column('boolean', { default: false })
  administrator: boolean;

  /** Made up, for the demonstration: anybody may sign in as this person, so no installation in production has one. */
  @Column('boolean')
  demonstration: boolean;
}
