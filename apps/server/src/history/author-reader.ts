import { Injectable } from '@nestjs/common';
import { can, id, type Actor, type Author, type SectionId, type TextOrigin } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SectionAccessService } from '../rights/section-access.service';
import { firstSeqOf } from './chapters';
import type { OpenHistory } from './history.service';

interface ClientRow {
  readonly client: number;
  readonly seatId: string | null;
  readonly person: string | null;
  readonly kind: 'split' | 'merged' | 'copied' | 'restored' | 'imported' | 'template' | null;
  readonly fromSection: string | null;
  readonly fromGeneration: number | null;
  readonly fromSeq: number | null;
  readonly fromCode: string | null;
  readonly fromTitle: string | null;
}

export type KnownAuthor = Exclude<Author, { kind: 'earlier' }>;

/** Tells who stands behind the client ids of a text, as far as the asking seat may know. */
@Injectable()
export class AuthorReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
  ) {}

  /** Who placed things under these ids. Who did so in a history that the seat may not read is not in the answer. */
  async ofClients(
    actor: Actor,
    sectionId: SectionId,
    open: OpenHistory,
    clients: readonly number[],
  ): Promise<Map<number, KnownAuthor>> {
    const rows: ClientRow[] = await this.dataSource.query(
      `SELECT lease.client_id::float8 AS client, coalesce(lease.seat_id, origin.by_seat) AS "seatId", person.name AS person,
              origin.kind, origin.from_section AS "fromSection", origin.from_generation AS "fromGeneration",
              origin.from_seq::float8 AS "fromSeq", source.code AS "fromCode", source.title AS "fromTitle"
       FROM section_leases lease
       LEFT JOIN LATERAL (
         SELECT * FROM section_origins own WHERE own.lease_id = lease.id ORDER BY own.at LIMIT 1
       ) origin ON true
       LEFT JOIN persons person ON person.id = coalesce(lease.person_id, origin.by_person)
       LEFT JOIN sections source ON source.id = origin.from_section
       WHERE lease.section_id = $1 AND lease.generation = ANY ($2) AND lease.client_id = ANY ($3)`,
      [sectionId, open.chapters.map(({ generation }) => generation), clients],
    );
    const named = await this.namesVisible(open.access.tableId);
    const readable = await this.#readable(actor, rows);
    const own = open.seats.find(({ seatId }) => seatId === actor.seat?.seatId)?.party.organisationId;
    return new Map(
      rows.map((row): [number, KnownAuthor] => {
        const party = open.seats.find(({ seatId }) => seatId === row.seatId)?.party;
        const person = party !== undefined && (named || party.organisationId === own) ? row.person : null;
        if (row.kind === 'imported' || row.kind === 'template')
          return [
            row.client,
            { kind: 'imported', what: row.kind === 'imported' ? 'file' : 'template', by: party ?? null, person },
          ];
        if (party === undefined) return [row.client, { kind: 'imported', what: null, by: null, person: null }];
        return [row.client, { kind: 'party', party, person, origin: originOf(row, sectionId, open, readable) }];
      }),
    );
  }

  /** Did the table agree that persons are named to everybody? */
  async namesVisible(tableId: string): Promise<boolean> {
    const rows: { named: boolean }[] = await this.dataSource.query(
      'SELECT names_visible AS named FROM tables WHERE id = $1',
      [tableId],
    );
    return rows[0]?.named === true;
  }

  /** The sections from which text was taken, as far as this seat may read them. */
  async #readable(actor: Actor, rows: readonly ClientRow[]): Promise<ReadonlySet<string>> {
    const sections = [...new Set(rows.flatMap(({ fromSection }) => (fromSection === null ? [] : [fromSection])))];
    if (sections.length === 0) return new Set();
    const loaded = await this.access.load(sections.map((sectionId) => id<SectionId>(sectionId)));
    return new Set(
      [...loaded].flatMap(([sectionId, access]) =>
        can(actor, 'section.read', { kind: 'section', access }) ? [sectionId] : [],
      ),
    );
  }
}

function originOf(
  row: ClientRow,
  sectionId: SectionId,
  open: OpenHistory,
  readable: ReadonlySet<string>,
): TextOrigin | null {
  if (row.kind === null) return null;
  if (row.kind !== 'restored' || row.fromSection !== sectionId) {
    const from =
      row.fromSection !== null && readable.has(row.fromSection)
        ? { code: row.fromCode ?? '', title: row.fromTitle ?? '' }
        : null;
    return { kind: 'taken', from, writer: null };
  }
  const from = { generation: row.fromGeneration ?? 0, seq: row.fromSeq ?? 0 };
  const chapter = open.chapters.find(({ generation }) => generation === from.generation);
  return {
    kind: 'restored',
    from: chapter !== undefined && from.seq >= firstSeqOf(chapter) ? from : null,
    writer: null,
  };
}
