import type { MarkShape, OrganisationKind } from '@samenspel/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'organisations' })
export class Organisation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'region_id' })
  regionId: string;

  @Column('text')
  kind: OrganisationKind;

  @Column('text')
  name: string;

  @Column('text')
  abbreviation: string;

  @Column('text', { name: 'mark_shape' })
  markShape: MarkShape;

  @Column('smallint', { name: 'mark_hue' })
  markHue: number;

  /** The provider to which a client council belongs. */
  @Column('uuid', { name: 'parent_organisation_id', nullable: true })
  parentOrganisationId: string | null;
}
