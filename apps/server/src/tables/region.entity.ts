import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The municipalities that purchase together. */
@Entity({ name: 'regions' })
export class Region {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;
}
