import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { copiedLetters, type CopiedLetters } from '@samenspel/collab/server';
import type { SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../platform/clock';
import type { Maker } from '../new-section';
import { docOf, SectionTexts } from './section-texts';
import type { TextPlace } from './server-edits';

/** Text that a command placed. */
export interface Origin {
  readonly kind: 'split' | 'merged' | 'copied' | 'restored' | 'imported' | 'template';
  readonly sectionId: SectionId;
  /** The row of the log that placed it. */
  readonly at: TextPlace;
  /** The text that it was taken from; null when that is no section. */
  readonly from: (TextPlace & { readonly sectionId: SectionId }) | null;
  readonly by: Maker;
}

/** Letters as they were placed again, and the lease under which they were written first. */
interface WrittenSpan {
  readonly from: number;
  readonly until: number;
  readonly lease: string;
}

/**
 * Keeps where text comes from. A client id proves who placed characters; who wrote them before they were moved is read from
 * here (architecture 5).
 */
@Injectable()
export class SectionOrigins {
  constructor(
    private readonly texts: SectionTexts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes it down, in the transaction that placed the text and after it did. */
  async record(manager: EntityManager, origin: Origin): Promise<void> {
    const { kind, sectionId, at, from, by } = origin;
    const placed: { client: number }[] = await manager.query(
      `WITH placed AS (
         SELECT lease.id, lease.client_id FROM section_updates row JOIN section_leases lease ON lease.id = row.lease_id
         WHERE row.section_id = $2 AND row.generation = $3 AND row.seq = $4
       ), noted AS (
         INSERT INTO section_origins (id, section_id, generation, seq, lease_id, kind, from_section, from_generation,
           from_seq, at, by_seat, by_person)
         SELECT $1, $2, $3, $4, (SELECT id FROM placed), $5, $6, $7, $8, $9, $10, $11
       )
       SELECT client_id::float8 AS client FROM placed`,
      [
        randomUUID(),
        sectionId,
        at.generation,
        at.seq,
        kind,
        from?.sectionId ?? null,
        from?.generation ?? null,
        from?.seq ?? null,
        this.clock.now(),
        by.seatId,
        by.personId,
      ],
    );
    const [row] = placed;
    if (from === null || row === undefined) return;
    const letters = await this.#copied(manager, { ...origin, from }, row.client);
    await this.#store(manager, sectionId, row.client, await this.#written(manager, from.sectionId, letters));
  }

  /** Which of the letters that were placed are letters of the other text. */
  async #copied(
    manager: EntityManager,
    { kind, sectionId, at, from }: Origin & { readonly from: NonNullable<Origin['from']> },
    client: number,
  ): Promise<CopiedLetters[]> {
    const source = docOf({ ...from, updates: await this.texts.updatesAt(from.sectionId, from, manager) });
    const target = docOf({ ...at, updates: await this.texts.updatesAt(sectionId, at, manager) });
    const letters = copiedLetters(source, target, client, kind === 'restored' ? 'whole' : 'end');
    source.destroy();
    target.destroy();
    return letters;
  }

  /** Who wrote these letters first: those of the other text, or, where they had been moved before, those of the text before. */
  async #written(
    manager: EntityManager,
    sectionId: SectionId,
    letters: readonly CopiedLetters[],
  ): Promise<WrittenSpan[]> {
    const clients = [...new Set(letters.map(({ from }) => from.client))];
    const earlier: (WrittenSpan & { readonly client: number })[] = await manager.query(
      `SELECT client_id::float8 AS client, from_clock::float8 AS "from", until_clock::float8 AS until,
              written_lease AS lease
       FROM section_origin_spans WHERE section_id = $1 AND client_id = ANY ($2) ORDER BY from_clock`,
      [sectionId, clients],
    );
    const leases: { client: number; lease: string }[] = await manager.query(
      `SELECT client_id::float8 AS client, id AS lease FROM section_leases
       WHERE section_id = $1 AND client_id = ANY ($2)`,
      [sectionId, clients],
    );
    const leaseOf = new Map(leases.map(({ client, lease }) => [client, lease]));
    return letters.flatMap(({ clock, length, from }) => {
      const own = leaseOf.get(from.client);
      if (own === undefined) return [];
      const moved = earlier.filter(({ client }) => client === from.client);
      // From the numbers of the text that they came from to those under which they stand here.
      return spansOver(moved, own, from.clock, from.clock + length).map((span) => ({
        lease: span.lease,
        from: span.from - from.clock + clock,
        until: span.until - from.clock + clock,
      }));
    });
  }

  async #store(
    manager: EntityManager,
    sectionId: SectionId,
    client: number,
    spans: readonly WrittenSpan[],
  ): Promise<void> {
    if (spans.length === 0) return;
    await manager.query(
      `INSERT INTO section_origin_spans (section_id, client_id, from_clock, until_clock, written_lease)
       SELECT $1, $2, from_clock, until_clock, lease
       FROM unnest($3::bigint[], $4::bigint[], $5::uuid[]) AS given (from_clock, until_clock, lease)`,
      [
        sectionId,
        client,
        spans.map(({ from }) => from),
        spans.map(({ until }) => until),
        spans.map(({ lease }) => lease),
      ],
    );
  }
}

/** The stretch in pieces: those of `moved` where it has one, the rest under `own`. */
function spansOver(moved: readonly WrittenSpan[], own: string, from: number, until: number): WrittenSpan[] {
  const spans: WrittenSpan[] = [];
  let at = from;
  for (const span of moved) {
    const start = Math.max(at, span.from);
    const end = Math.min(until, span.until);
    if (start >= end) continue;
    if (start > at) spans.push({ from: at, until: start, lease: own });
    spans.push({ from: start, until: end, lease: span.lease });
    at = end;
  }
  if (at < until) spans.push({ from: at, until, lease: own });
  return spans;
}
