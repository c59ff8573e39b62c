import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { measureAnew } from '@samenspel/collab';
import { ALIKE_MAX, type Anchor, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { docOf, SectionTexts } from '../documents/text/section-texts';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SectionAccessService } from '../rights/section-access.service';
import { ANCHOR } from './thread-rows';

/**
 * Comments from before moved words could be found (docs/spec.md K25) learn how: those whose words still stand in the present
 * history. The others are looked at again at the next start. Nobody waits for it: the server serves meanwhile, a text at a
 * time is read, and the pages that show its comments are told.
 */
@Injectable()
export class OldComments implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(OldComments.name);
  #working: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: SectionTexts,
    private readonly access: SectionAccessService,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  onApplicationBootstrap(): void {
    this.#working = this.measureAll().catch((error: unknown) => this.#tell(null, error));
  }

  async onModuleDestroy(): Promise<void> {
    this.#ended = true;
    await this.#working;
  }

  /** Looks at every section with such comments, once. */
  async measureAll(): Promise<void> {
    const sections: { sectionId: SectionId }[] = await this.dataSource.query(
      `SELECT DISTINCT section_id AS "sectionId" FROM comment_threads thread
       JOIN section_heads head USING (section_id, generation) WHERE alike_here = $1 AND alike_elsewhere = $1`,
      [ALIKE_MAX],
    );
    for (const { sectionId } of sections) {
      if (this.#ended) return;
      try {
        if (await this.#measure(sectionId)) await this.#news(sectionId);
      } catch (error) {
        this.#tell(sectionId, error);
      }
    }
  }

  /** A text that cannot be read keeps nobody from the others. The cause's words may quote it: its kind is enough. */
  #tell(sectionId: SectionId | null, error: unknown): void {
    const cause = error instanceof Error ? error.name : 'unknown';
    this.#logger.error(JSON.stringify({ event: 'old-comments-not-measured', sectionId, cause }));
  }

  async #news(sectionId: SectionId): Promise<void> {
    const access = (await this.access.load([sectionId])).get(sectionId);
    if (access !== undefined) this.live.commentsChanged(sectionId, access);
  }

  /** Whether any of them learned something. */
  async #measure(sectionId: SectionId): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const state = (await this.texts.states([sectionId], manager)).get(sectionId);
      if (state === undefined) return false;
      const threads: { threadId: string; anchor: Anchor }[] = await manager.query(
        `SELECT id AS "threadId", ${ANCHOR} AS anchor FROM comment_threads thread
         WHERE section_id = $1 AND generation = $2 AND alike_here = $3 AND alike_elsewhere = $3 FOR UPDATE`,
        [sectionId, state.generation, ALIKE_MAX],
      );
      const doc = docOf(state);
      const measured = measureAnew(
        doc,
        threads.map(({ anchor }) => anchor),
      );
      doc.destroy();
      for (const { threadId, anchor } of threads) {
        const now = measured.get(anchor);
        if (now === undefined) continue;
        await manager.query(
          `UPDATE comment_threads SET block_id = $2, before = $3, after = $4, alike_here = $5, alike_elsewhere = $6
           WHERE id = $1`,
          [threadId, now.blockId, now.before, now.after, now.alike.here, now.alike.elsewhere],
        );
      }
      return measured.size > 0;
    });
  }
}
