import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  mayChangeKind,
  Refusal,
  wouldCircle,
  type Actor,
  type AddTable,
  type AdministrationView,
  type ChangeTable,
  type CloseTable,
  type OrganisationKind,
  type Role,
  type SectionId,
  type TableId,
  type TableKind,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { fenceSections } from './fence-sections';
import { AdministrationReader } from './administration.reader';
import { lockRegion } from './organisation.service';
import { changedOne, type Changed } from './versions';

/** Tables, as the administrator of the installation manages them. */
@Injectable()
export class TableAdministrationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: AdministrationReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  async read(actor: Actor): Promise<AdministrationView> {
    authorize(actor, 'administration.read', { kind: 'installation' });
    return this.reader.read();
  }

  /** @throws Refusal `invalid-input` for a name that another table of the region has, or a table of another region to report to */
  async add(actor: Actor, command: AddTable): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const { regionId, kind, name, purpose, occupantsVisible, namesVisible, reportsTo } = command;
    const tableId = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      await lockRegion(manager, regionId);
      await this.#check(manager, regionId, tableId, command);
      await manager.query(
        `INSERT INTO tables (id, region_id, kind, name, purpose, names_visible, reports_to, occupants_visible)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [tableId, regionId, kind, name, purpose, namesVisible, reportsTo, occupantsVisible],
      );
    });
    return this.reader.read();
  }

  /**
   * @throws Refusal `conflict`, `not-found`, `invalid-input` (name, kind, reportsTo: also when the table would in the end report
   * to itself)
   */
  async change(actor: Actor, tableId: TableId, command: ChangeTable): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const { version, kind, name, purpose, occupantsVisible, namesVisible, reportsTo } = command;
    const touched = await this.dataSource.transaction(async (manager) => {
      // Held: a seat or a document that is being added sees the kind as it becomes, or is seen here.
      const [table]: { regionId: string; namesVisible: boolean; kind: TableKind }[] = await manager.query(
        'SELECT region_id AS "regionId", names_visible AS "namesVisible", kind FROM tables WHERE id = $1 FOR NO KEY UPDATE',
        [tableId],
      );
      if (table === undefined) throw new Refusal('not-found');
      if (table.kind !== kind) await this.#checkKind(manager, tableId, table.kind, kind);
      // Two who make two tables report to each other at once: the second one sees what the first did.
      await lockRegion(manager, table.regionId);
      await this.#check(manager, table.regionId, tableId, command);
      const changed: Changed = await manager.query(
        `UPDATE tables SET kind = $3, name = $4, purpose = $5, names_visible = $6, reports_to = $7,
           occupants_visible = coalesce($8, occupants_visible), version = version + 1
         WHERE id = $1 AND version = $2`,
        [tableId, version, kind, name, purpose, namesVisible, reportsTo, occupantsVisible ?? null],
      );
      changedOne(changed);
      // Whose caret it is, is told by name or not: the live side reads it with the rights of each section.
      return table.namesVisible === namesVisible ? [] : fenceSections(manager, tableId);
    });
    await this.#tell(tableId, touched);
    return this.reader.read();
  }

  /**
   * Closes a table: from the answer on everything at it is read and nothing changes, live writing included; or opens it
   * again (docs/spec.md T6).
   *
   * @throws Refusal `conflict` when somebody else changed the table meanwhile, or it does not exist
   */
  async close(actor: Actor, tableId: TableId, { version, closed }: CloseTable): Promise<AdministrationView> {
    authorize(actor, 'administration.change', { kind: 'installation' });
    const touched = await this.dataSource.transaction(async (manager) => {
      const changed: Changed = await manager.query(
        `UPDATE tables SET closed_at = CASE WHEN $3 THEN coalesce(closed_at, $4) END, version = version + 1
         WHERE id = $1 AND version = $2`,
        [tableId, version, closed, this.clock.now()],
      );
      changedOne(changed);
      return fenceSections(manager, tableId);
    });
    await this.#tell(tableId, touched);
    return this.reader.read();
  }

  async #checkKind(manager: EntityManager, tableId: TableId, from: TableKind, to: TableKind): Promise<void> {
    const seats: { kind: OrganisationKind; role: Role }[] = await manager.query(
      `SELECT organisation.kind, seat.role FROM seats seat
       JOIN organisations organisation ON organisation.id = seat.organisation_id WHERE seat.table_id = $1`,
      [tableId],
    );
    const documents: unknown[] = await manager.query('SELECT 1 FROM documents WHERE table_id = $1 LIMIT 1', [tableId]);
    if (!mayChangeKind(from, to, seats, documents.length)) throw new Refusal('invalid-input', ['kind']);
  }

  async #tell(tableId: TableId, sections: readonly SectionId[]): Promise<void> {
    await Promise.all(sections.map((sectionId) => this.live.sectionRightsChanged(sectionId)));
    this.live.tableChanged(tableId);
  }

  async #check(
    manager: EntityManager,
    regionId: string,
    tableId: string,
    { name, reportsTo }: Pick<AddTable, 'name' | 'reportsTo'>,
  ): Promise<void> {
    const others: { id: string; name: string; reportsTo: string | null }[] = await manager.query(
      'SELECT id, name, reports_to AS "reportsTo" FROM tables WHERE region_id = $1 AND id <> $2',
      [regionId, tableId],
    );
    if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
      throw new Refusal('invalid-input', ['name']);
    if (reportsTo === null) return;
    const above = new Map(others.map((other) => [other.id, other.reportsTo]));
    if (!above.has(reportsTo) || wouldCircle(above, tableId, reportsTo))
      throw new Refusal('invalid-input', ['reportsTo']);
  }
}
