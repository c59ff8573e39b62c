import { Injectable } from '@nestjs/common';
import { id, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { Generations } from '../documents/text/generations';
import { SectionAccessService } from '../rights/section-access.service';

/** Sections that get their new history in one transaction. */
const BATCH = 50;

/**
 * What must be done once after a backup was put back, before anybody comes in: browsers hold text that is newer than the
 * backup, and must never merge it with a past that went another way.
 */
@Injectable()
export class AfterRestore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly generations: Generations,
  ) {}

  /**
   * Begins a new history of every section.
   *
   * @param number of the new histories, larger than any that the lost time may have begun: the seconds since 1970 will do
   * @returns how many sections did, and how many did not since their log cannot be read to its end: these are only read
   */
  async beginAnew(number: number): Promise<{ readonly begun: number; readonly damaged: number }> {
    const rows: { id: string }[] = await this.dataSource.query('SELECT section_id AS id FROM section_heads ORDER BY 1');
    const all = rows.map((row) => id<SectionId>(row.id));
    let damaged = 0;
    for (let at = 0; at < all.length; at += BATCH) {
      const batch = all.slice(at, at + BATCH);
      const access = await this.access.load(batch);
      const ending = batch.map((sectionId) => ({ sectionId, grants: access.get(sectionId)?.grants ?? [] }));
      const histories = await this.dataSource.transaction((manager) =>
        this.generations.startAll(manager, ending, 'restored', null, { atLeast: number }),
      );
      damaged += histories.damaged.length;
    }
    return { begun: all.length - damaged, damaged };
  }

  /**
   * What was under way when the backup was made is over: a link that was used or withdrawn since must not work again, and a
   * letter that was sent since must not be sent again.
   */
  async voidWhatWasUnderWay(now: Date): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(
        'UPDATE one_time_links SET voided_at = $1 WHERE used_at IS NULL AND voided_at IS NULL AND kind <> $2',
        [now, 'setup'],
      );
      await manager.query(
        'UPDATE invitations SET withdrawn_at = $1 WHERE accepted_at IS NULL AND withdrawn_at IS NULL',
        [now],
      );
      await manager.query(
        `UPDATE mails SET given_up_at = $1, recipient = NULL, subject = NULL, text = NULL
         WHERE sent_at IS NULL AND given_up_at IS NULL`,
        [now],
      );
    });
  }

  /** Ends every session: after a break-in, or when the backup is from before people were signed out on purpose. */
  async endSessions(now: Date): Promise<void> {
    await this.dataSource.query('UPDATE sessions SET ended_at = $1 WHERE ended_at IS NULL', [now]);
  }
}
