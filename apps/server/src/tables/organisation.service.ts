import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  nextMark,
  Refusal,
  type Actor,
  type AddOrganisation,
  type AddRegion,
  type AdministrationView,
  type ChangeOrganisation,
  type ChangeRegion,
  type Mark,
  type OrganisationId,
  type RegionId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { AdministrationReader } from './administration.reader';
import { changedOne, unlessTaken, unlessUsed, type Changed } from './versions';

const TAKEN = new Refusal('invalid-input', ['abbreviation']);

/** Regions and organisations, as the administrator of the installation manages them. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: AdministrationReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async addRegion(actor: Actor, { name }: AddRegion): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    await this.dataSource.query('INSERT INTO regions (id, name) VALUES ($1, $2)', [randomUUID(), name]);
    return this.reader.read();
  }

  /**
   * Another name, other words for kinds of table.
   *
   * @throws Refusal `conflict` when somebody else changed the region meanwhile, or it does not exist
   */
  async changeRegion(
    actor: Actor,
    regionId: RegionId,
    { version, name, labels }: ChangeRegion,
  ): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    await this.dataSource.transaction(async (manager) => {
      const changed: Changed = await manager.query(
        'UPDATE regions SET name = $3, version = version + 1 WHERE id = $1 AND version = $2',
        [regionId, version, name],
      );
      changedOne(changed);
      await manager.query('DELETE FROM region_labels WHERE region_id = $1', [regionId]);
      await manager.query(
        `INSERT INTO region_labels (region_id, kind, label) SELECT $1, kind, label FROM jsonb_each_text($2) AS given (kind, label)`,
        [regionId, JSON.stringify(labels)],
      );
    });
    return this.reader.read();
  }

  /**
   * Adds an organisation, with a mark that tells it from the others of its region.
   *
   * @throws Refusal `invalid-input` for an abbreviation that is taken, a council without a provider of the region and
   * any other kind with one; `not-found` for a region that does not exist
   */
  async add(actor: Actor, command: AddOrganisation): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const { regionId, kind, name, abbreviation, parentOrganisationId } = command;
    await unlessTaken(
      this.dataSource.transaction(async (manager) => {
        // One at a time in a region: two at once would be given the same mark.
        await lockRegion(manager, regionId);
        await this.#checkParent(manager, command);
        const taken: Mark[] = await manager.query(
          'SELECT mark_shape AS shape, mark_hue AS hue FROM organisations WHERE region_id = $1',
          [regionId],
        );
        const mark = nextMark(taken);
        await manager.query(
          `INSERT INTO organisations (id, region_id, kind, name, abbreviation, mark_shape, mark_hue, parent_organisation_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [randomUUID(), regionId, kind, name, abbreviation, mark.shape, mark.hue, parentOrganisationId],
        );
      }),
      TAKEN,
    );
    return this.reader.read();
  }

  /**
   * Another name or abbreviation; archived, or taken back from there. Once it has a seat its abbreviation stays: codes of
   * sections are made of it.
   *
   * @throws Refusal `conflict`, `invalid-input` for an abbreviation that is taken or may not change any more
   */
  async change(
    actor: Actor,
    organisationId: OrganisationId,
    { version, name, abbreviation, archived }: ChangeOrganisation,
  ): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    await unlessTaken(
      this.dataSource.transaction(async (manager) => {
        // First the lock, for which a seat that is being added is waited for; then what is so under it.
        await manager.query('SELECT 1 FROM organisations WHERE id = $1 FOR UPDATE', [organisationId]);
        const [now]: { abbreviation: string; seated: boolean }[] = await manager.query(
          `SELECT abbreviation, EXISTS (SELECT 1 FROM seats WHERE organisation_id = organisations.id) AS seated
           FROM organisations WHERE id = $1`,
          [organisationId],
        );
        if (now?.seated === true && now.abbreviation !== abbreviation) throw TAKEN;
        const changed: Changed = await manager.query(
          `UPDATE organisations SET name = $3, abbreviation = $4, version = version + 1,
                  archived_at = CASE WHEN $5 THEN coalesce(archived_at, $6) END
           WHERE id = $1 AND version = $2`,
          [organisationId, version, name, abbreviation, archived, this.clock.now()],
        );
        changedOne(changed);
      }),
      TAKEN,
    );
    return this.reader.read();
  }

  /** Takes away an organisation that was never used. @throws Refusal `in-use` when anything refers to it */
  async remove(actor: Actor, organisationId: OrganisationId): Promise<void> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    await unlessUsed(this.dataSource.query('DELETE FROM organisations WHERE id = $1', [organisationId]));
  }

  async #checkParent(manager: EntityManager, command: AddOrganisation): Promise<void> {
    const wrong = new Refusal('invalid-input', ['parentOrganisationId']);
    if ((command.kind === 'clientCouncil') !== (command.parentOrganisationId !== null)) throw wrong;
    if (command.parentOrganisationId === null) return;
    const found: unknown[] = await manager.query(
      `SELECT 1 FROM organisations WHERE id = $1 AND region_id = $2 AND kind = 'provider'`,
      [command.parentOrganisationId, command.regionId],
    );
    if (found.length === 0) throw wrong;
  }
}

/** Holds the region until the end of the transaction. @throws Refusal `not-found` */
export async function lockRegion(manager: EntityManager, regionId: string): Promise<void> {
  const found: unknown[] = await manager.query('SELECT 1 FROM regions WHERE id = $1 FOR NO KEY UPDATE', [regionId]);
  if (found.length === 0) throw new Refusal('not-found');
}
