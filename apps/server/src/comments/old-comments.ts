import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { measureAnew } from '@samenspel/collab';
import { ALIKE_MAX, id, type Anchor, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { docOf, SectionTexts } from '../documents/text/section-texts';
import { ANCHOR } from './thread-rows';

/**
 * Comments from before moved words could be found (docs/spec.md K25) learn how, when the server starts and before anybody
 * reads them: those whose words still stand in the present history. The others are looked at again at the next start.
 */
@Injectable()
export class OldComments implements OnApplicationBootstrap {
  readonly #logger = new Logger(OldComments.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: SectionTexts,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const sections: { sectionId: SectionId }[] = await this.dataSource.query(
      `SELECT DISTINCT section_id AS "sectionId" FROM comment_threads thread
       JOIN section_heads head USING (section_id, generation) WHERE alike_here = $1 AND alike_elsewhere = $1`,
      [ALIKE_MAX],
    );
    for (const { sectionId } of sections) {
      try {
        await this.#measure(id<SectionId>(sectionId));
      } catch (error) {
        // A text that cannot be read keeps nobody from the others. The cause's text may quote it: its kind is enough.
        const cause = error instanceof Error ? error.name : 'unknown';
        this.#logger.error(JSON.stringify({ event: 'old-comments-not-measured', sectionId, cause }));
      }
    }
  }

  async #measure(sectionId: SectionId): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const state = (await this.texts.states([sectionId], manager)).get(sectionId);
      if (state === undefined) return;
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
    });
  }
}
