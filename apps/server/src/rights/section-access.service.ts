import { Injectable } from '@nestjs/common';
import {
  atMostRead,
  can,
  id,
  Refusal,
  type Action,
  type Actor,
  type DocumentId,
  type Grant,
  type Grantee,
  type Right,
  type Role,
  type SectionAccess,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { authorize } from './authorize';

/** What decides about a section, with the versions against which that was read. */
export interface LoadedAccess extends SectionAccess {
  readonly documentId: DocumentId;
  readonly generation: number;
  readonly accessVersion: number;
  readonly closed: boolean;
  /** Has the table agreed that persons are named to other parties? */
  readonly namesVisible: boolean;
  /** Put away, itself or with its document: nobody holds more than `read`, and the grants here say so. */
  readonly archived: boolean;
  /** The grants as they stand in the database, which hold again when it is brought back. */
  readonly storedGrants: readonly Grant[];
}

/** The one place that reads and writes grants and owners. */
@Injectable()
export class SectionAccessService {
  constructor(private readonly dataSource: DataSource) {}

  /** The access of these sections; what does not exist is not in the answer. One statement, so one moment. */
  async load(
    sectionIds: readonly SectionId[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<SectionId, LoadedAccess>> {
    return this.#select('section.id = ANY ($1)', sectionIds, manager);
  }

  /** The access of all sections of a document. */
  async ofDocument(
    documentId: DocumentId,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<SectionId, LoadedAccess>> {
    return this.#select('section.document_id = $1', documentId, manager);
  }

  /** The access of all sections of a table. */
  async ofTable(
    tableId: TableId,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<SectionId, LoadedAccess>> {
    return this.#select('document.table_id = $1', tableId, manager);
  }

  /**
   * Loads the access of a section and lets the actor pass or throws.
   *
   * @throws Refusal `not-found` alike for what may not be seen and what does not exist; `archived` for what was put away
   * since; `forbidden`
   */
  async require(
    actor: Actor,
    action: Action,
    sectionId: SectionId,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<LoadedAccess> {
    const access = (await this.load([sectionId], manager)).get(sectionId);
    if (access !== undefined) refuseArchived(actor, action, access);
    authorize(actor, action, access === undefined ? null : { kind: 'section', access });
    return access as LoadedAccess;
  }

  /** Puts these grants in the place of those that a section has. */
  async replaceGrants(manager: EntityManager, sectionId: SectionId, grants: readonly Grant[]): Promise<void> {
    await manager.query('DELETE FROM section_grants WHERE section_id = $1', [sectionId]);
    await manager.query(
      `INSERT INTO section_grants (section_id, grantee_kind, role, seat_id, right_name)
       SELECT $1, kind, role, "seatId", "right"
       FROM jsonb_to_recordset($2) AS given (kind text, role text, "seatId" uuid, "right" text)`,
      [sectionId, JSON.stringify(grants.map(({ grantee, right }) => ({ ...grantee, right })))],
    );
  }

  /** Gives a new section its owners. */
  async setOwners(manager: EntityManager, sectionId: SectionId, owners: readonly Grantee[]): Promise<void> {
    await manager.query(
      `INSERT INTO section_owners (section_id, grantee_kind, role, seat_id)
       SELECT $1, kind, role, "seatId" FROM jsonb_to_recordset($2) AS given (kind text, role text, "seatId" uuid)`,
      [sectionId, JSON.stringify(owners)],
    );
  }

  async #select(condition: string, value: unknown, manager: EntityManager): Promise<Map<SectionId, LoadedAccess>> {
    const rows: AccessRow[] = await manager.query(
      `SELECT section.id AS "sectionId", document.id AS "documentId", document.table_id AS "tableId",
              head.generation, head.access_version AS "accessVersion", "table".closed_at IS NOT NULL AS closed,
              "table".names_visible AS "namesVisible",
              section.archived_at IS NOT NULL OR document.archived_at IS NOT NULL AS archived,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', grantee_kind, 'role', role, 'seatId', seat_id,
                 'right', right_name) ORDER BY grantee_kind, role, seat_id), '[]')
               FROM section_grants WHERE section_id = section.id) AS grants,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', grantee_kind, 'role', role, 'seatId', seat_id)
                 ORDER BY grantee_kind, role, seat_id), '[]')
               FROM section_owners WHERE section_id = section.id) AS owners
       FROM sections section
       JOIN documents document ON document.id = section.document_id
       JOIN tables "table" ON "table".id = document.table_id
       JOIN section_heads head ON head.section_id = section.id
       WHERE ${condition}`,
      [value],
    );
    return new Map(rows.map((row) => [id<SectionId>(row.sectionId), accessOf(row)]));
  }
}

interface GranteeRow {
  readonly kind: 'role' | 'seat';
  readonly role: Role | null;
  readonly seatId: string | null;
}

interface AccessRow {
  readonly sectionId: string;
  readonly documentId: string;
  readonly tableId: string;
  readonly generation: number;
  readonly accessVersion: number;
  readonly closed: boolean;
  readonly namesVisible: boolean;
  readonly archived: boolean;
  readonly grants: readonly (GranteeRow & { readonly right: Right })[];
  readonly owners: readonly GranteeRow[];
}

/** Tells who could do it otherwise why it is refused; to everybody else archiving makes no difference. */
export function refuseArchived(actor: Actor, action: Action, access: LoadedAccess): void {
  const stored: SectionAccess = { ...access, grants: access.storedGrants };
  if (!access.archived || can(actor, action, { kind: 'section', access })) return;
  if (can(actor, action, { kind: 'section', access: stored })) throw new Refusal('archived');
}

function accessOf(row: AccessRow): LoadedAccess {
  const storedGrants = row.grants.map((grant) => ({ grantee: granteeOf(grant), right: grant.right }));
  return {
    documentId: id(row.documentId),
    tableId: id(row.tableId),
    generation: row.generation,
    accessVersion: row.accessVersion,
    closed: row.closed,
    namesVisible: row.namesVisible,
    archived: row.archived,
    storedGrants,
    grants: row.archived ? atMostRead(storedGrants) : storedGrants,
    owners: row.owners.map(granteeOf),
  };
}

function granteeOf(row: GranteeRow): Grantee {
  if (row.kind === 'role' && row.role !== null) return { kind: 'role', role: row.role };
  if (row.kind === 'seat' && row.seatId !== null) return { kind: 'seat', seatId: id(row.seatId) };
  throw new Error('A grantee that is neither a role nor a seat.');
}
