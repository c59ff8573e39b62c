import { Inject, Injectable, Logger } from '@nestjs/common';
import { beginHistory, SCHEMA_VERSION } from '@samenspel/collab';
import { Refusal, type Grant, type SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../platform/clock';
import type { Maker } from '../new-section';
import { SectionTexts } from './section-texts';

/** Begins new histories of sections. */
@Injectable()
export class Generations {
  readonly #logger = new Logger('generations');

  constructor(
    private readonly texts: SectionTexts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins a new history with the text as it stands, without what was struck from it. The rows of the old one stay, for who
   * could read them. After the commit the caller awaits `live.sectionRestarted(sectionId)`.
   *
   * @param ended the grants with which the old history ends: who they let read may look back into it
   * @param options.atLeast the number of the new history is this or higher
   * @param options.at when the old one ends: what else begins with this transaction counts from the same moment
   */
  async start(
    manager: EntityManager,
    sectionId: SectionId,
    reason: 'audience' | 'restored' | 'erased',
    by: Maker | null,
    ended: readonly Grant[],
    { atLeast = 0, at = this.clock.now() }: { readonly atLeast?: number; readonly at?: Date } = {},
  ): Promise<number> {
    await manager.query('SELECT 1 FROM section_heads WHERE section_id = $1 FOR NO KEY UPDATE', [sectionId]);
    const state = (await this.texts.states([sectionId], manager)).get(sectionId);
    if (state === undefined) throw new Refusal('not-found');
    const { bytes, untidied } = beginHistory(state.updates);
    const base = Buffer.from(bytes);
    const generation = Math.max(state.generation + 1, atLeast);
    // The cause's text may quote what was written: its kind is enough.
    if (untidied !== null)
      this.#logger.error(JSON.stringify({ event: 'history-not-tidied', sectionId, generation, cause: untidied.name }));
    await manager.query(
      `INSERT INTO section_generations (section_id, generation, base, base_seq, reason, started_at, by_seat, by_person,
         ended_generation, ended_grants)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        sectionId,
        generation,
        base,
        state.seq,
        reason,
        at,
        by?.seatId ?? null,
        by?.personId ?? null,
        state.generation,
        JSON.stringify(ended),
      ],
    );
    await manager.query(
      `INSERT INTO section_snapshots (section_id, generation, seq, bytes, schema_version) VALUES ($1, $2, $3, $4, $5)`,
      [sectionId, generation, state.seq, base, SCHEMA_VERSION],
    );
    await manager.query('UPDATE section_heads SET generation = $2 WHERE section_id = $1', [sectionId, generation]);
    return generation;
  }
}
