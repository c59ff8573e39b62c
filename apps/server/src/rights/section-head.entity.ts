import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a section stands: which history of its text, which version of its rights, up to which update. */
@Entity({ name: 'section_heads' })
export class SectionHead {
  @PrimaryColumn('uuid', { name: 'section_id' })
  sectionId: string;

  @Column('int')
  generation: number;

  @Column('int', { name: 'access_version' })
  accessVersion: number;

  @Column('bigint', { name: 'head_seq' })
  headSeq: string;
}
