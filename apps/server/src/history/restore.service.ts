import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { restoreBlocks } from '@samenspel/collab';
import { Refusal, type Actor, type Restored, type RestoreVersion, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SectionOrigins } from '../documents/text/section-origins';
import { ServerEdits } from '../documents/text/server-edits';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { chapterOf } from './chapters';
import { HistoryService } from './history.service';
import { HistoryThread } from './history-thread';
import { TextLog } from './text-log';

@Injectable()
export class RestoreService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly log: TextLog,
    private readonly thread: HistoryThread,
    private readonly edits: ServerEdits,
    private readonly origins: SectionOrigins,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Makes the text say again what a version said, as a new edit of the acting seat (docs/spec.md H7).
   *
   * @throws Refusal `text-changed` when the text is no longer where the person saw it, `not-found` for a version that is
   * not there or may not be read
   */
  async restore(actor: Actor, sectionId: SectionId, { version, expected }: RestoreVersion): Promise<Restored> {
    const open = await this.history.open(actor, 'section.restore', sectionId);
    if (actor.seat === null) throw new Refusal('no-seat');
    chapterOf(open.chapters, version);
    this.thread.use(actor);
    const by = { seatId: actor.seat.seatId, personId: actor.personId };
    const { blocks } = await this.thread.run({
      kind: 'read',
      updates: await this.log.updatesAt(sectionId, version),
    });
    const after = await this.dataSource.transaction(async (manager) => {
      await this.history.fence(manager, actor, sectionId);
      const edit = await this.edits.append(manager, sectionId, by, expected, (doc) =>
        restoreBlocks(doc, blocks, randomUUID),
      );
      if (edit === null) return expected;
      await this.origins.record(manager, {
        kind: 'restored',
        sectionId,
        at: edit,
        from: { sectionId, ...version },
        by,
      });
      return { generation: edit.generation, seq: edit.seq };
    });
    await this.live.sectionAppended(sectionId);
    return { before: expected, after };
  }
}
