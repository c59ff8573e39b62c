import { Inject, Injectable } from '@nestjs/common';
import { type AdministrationView, type TableLabels } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { partyOf, SEAT_COLUMNS, type SeatRow } from './seat-reader';

/** Terms that ended longer ago are of no use to who administers. */
const PAST_TERMS_MS = 2 * 365 * 24 * 3_600_000;

/**
 * Everything that is administered. Reads people, organisations, tables and seats; no statement here touches what is
 * written at a table (docs/spec.md T2).
 */
@Injectable()
export class AdministrationReader {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(): Promise<AdministrationView> {
    const [regions, organisations, tables, seats, terms, people] = await Promise.all([
      this.#regions(),
      this.#organisations(),
      this.#tables(),
      this.#seats(),
      this.#terms(),
      this.dataSource.query(
        `SELECT id AS "personId", name, email, job_title AS "jobTitle", administrator FROM persons ORDER BY name, id`,
      ) as Promise<AdministrationView['people']>,
    ]);
    return { regions, organisations, tables, seats, terms, people };
  }

  async #regions(): Promise<AdministrationView['regions']> {
    const rows: { regionId: string; version: number; name: string; labels: TableLabels | null }[] =
      await this.dataSource.query(
        `SELECT id AS "regionId", version, name,
                (SELECT jsonb_object_agg(kind, label) FROM region_labels WHERE region_id = regions.id) AS labels
         FROM regions ORDER BY name, id`,
      );
    return rows.map((row) => ({ ...row, labels: row.labels ?? {} }));
  }

  async #organisations(): Promise<AdministrationView['organisations']> {
    const rows: (SeatRow & OrganisationColumns)[] = await this.dataSource.query(
      `SELECT organisation.region_id AS "regionId", organisation.version, organisation.id AS "organisationId",
              organisation.name AS "partyName", organisation.abbreviation, organisation.kind AS "partyKind",
              organisation.mark_shape AS "markShape", organisation.mark_hue AS "markHue",
              organisation.parent_organisation_id AS "parentOrganisationId", organisation.archived_at AS "archivedAt",
              EXISTS (SELECT 1 FROM seats WHERE organisation_id = organisation.id) AS seated
       FROM organisations organisation ORDER BY organisation.name, organisation.id`,
    );
    return rows.map((row) => ({
      regionId: row.regionId,
      version: row.version,
      party: partyOf(row),
      parentOrganisationId: row.parentOrganisationId,
      archivedAt: row.archivedAt?.toISOString() ?? null,
      seated: row.seated,
    }));
  }

  async #tables(): Promise<AdministrationView['tables']> {
    const rows: (Omit<AdministrationView['tables'][number], 'closedAt'> & { closedAt: Date | null })[] =
      await this.dataSource.query(
        `SELECT id AS "tableId", region_id AS "regionId", version, kind, name, purpose, names_visible AS "namesVisible", occupants_visible AS "occupantsVisible",
                reports_to AS "reportsTo", closed_at AS "closedAt"
         FROM tables ORDER BY closed_at IS NOT NULL, name, id`,
      );
    return rows.map((row) => ({ ...row, closedAt: row.closedAt?.toISOString() ?? null }));
  }

  async #seats(): Promise<AdministrationView['seats']> {
    const rows: SeatRow[] = await this.dataSource.query(
      `SELECT ${SEAT_COLUMNS} FROM seats seat JOIN organisations organisation ON organisation.id = seat.organisation_id
       ORDER BY organisation.name, seat.id`,
    );
    return rows.map((row) => ({
      seatId: row.seatId,
      tableId: row.tableId,
      role: row.role,
      party: partyOf(row),
    }));
  }

  async #terms(): Promise<AdministrationView['terms']> {
    const rows: (Omit<AdministrationView['terms'][number], 'from' | 'until'> & { from: Date; until: Date | null })[] =
      await this.dataSource.query(
        `SELECT occupant.seat_id AS "seatId", person.id AS "personId", person.name, person.job_title AS "jobTitle",
                occupant.from_at AS "from", occupant.until_at AS until, occupant.stand_in AS "standIn"
         FROM seat_occupants occupant JOIN persons person ON person.id = occupant.person_id
         WHERE occupant.until_at IS NULL OR occupant.until_at > $1
         ORDER BY person.name, person.id, occupant.from_at`,
        [new Date(this.clock.now().getTime() - PAST_TERMS_MS)],
      );
    return rows.map((row) => ({
      ...row,
      from: row.from.toISOString(),
      until: row.until?.toISOString() ?? null,
    }));
  }
}

interface OrganisationColumns {
  readonly regionId: string;
  readonly version: number;
  readonly parentOrganisationId: string | null;
  readonly archivedAt: Date | null;
  readonly seated: boolean;
}
