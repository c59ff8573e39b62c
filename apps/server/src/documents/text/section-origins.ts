import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../platform/clock';
import type { Maker } from '../new-section';
import type { TextPlace } from './server-edits';

/** Text that a command placed. */
export interface Origin {
  readonly kind: 'split' | 'merged' | 'copied' | 'restored' | 'imported';
  readonly sectionId: SectionId;
  /** The row of the log that placed it. */
  readonly at: TextPlace;
  /** The text that it was taken from; null when that is no section. */
  readonly from: (TextPlace & { readonly sectionId: SectionId }) | null;
  readonly by: Maker;
}

/**
 * Keeps where text comes from. A client id proves who placed characters; who wrote them before they were moved is read from
 * here (architecture 5).
 */
@Injectable()
export class SectionOrigins {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Writes it down, in the transaction that placed the text and after it did. */
  async record(manager: EntityManager, { kind, sectionId, at, from, by }: Origin): Promise<void> {
    await manager.query(
      `INSERT INTO section_origins (id, section_id, generation, seq, lease_id, kind, from_section, from_generation, from_seq,
         at, by_seat, by_person)
       SELECT $1, $2, $3, $4,
         (SELECT lease_id FROM section_updates WHERE section_id = $2 AND generation = $3 AND seq = $4),
         $5, $6, $7, $8, $9, $10, $11`,
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
  }
}
