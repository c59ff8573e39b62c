import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type Actor, type EditComment } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { storeRevision } from './comment-rows';
import { CommentTargets, type CommentTarget } from './comment-targets';
import { Mentions } from './mentions.service';
import { OpenRounds } from './open-rounds';
import { ThreadReader } from './thread-reader';

/** What somebody does with a comment of his own. */
@Injectable()
export class OwnComments {
  constructor(
    private readonly dataSource: DataSource,
    private readonly targets: CommentTargets,
    private readonly threads: ThreadReader,
    private readonly mentions: Mentions,
    private readonly rounds: OpenRounds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Changes what an own comment says; what it said before stays to be read. */
  async edit(actor: Actor, commentId: string, { body, mentions }: EditComment): Promise<void> {
    await this.#own(actor, commentId, async (manager, target) => {
      if (target.withdrawn) throw new Refusal('conflict');
      if (target.thread === null && mentions.length > 0) throw new Refusal('invalid-input', ['mentions']);
      const before = await this.targets.lastText(manager, commentId);
      if (before.body === body && sameMentions(before.mentions, mentions)) return;
      const at = this.clock.now();
      if (target.thread !== null) {
        const { section, generation, threadId } = target.thread;
        const faces = await this.threads.faces(actor, section.access.tableId, manager);
        await this.mentions.check(manager, mentions, section, generation, faces);
        const fresh = mentions.filter((mention) => !before.mentions.some((known) => sameMentions([known], [mention])));
        await this.mentions.tell(manager, fresh, actor.personId, threadId);
      }
      await storeRevision(manager, commentId, before.number + 1, { body, mentions, at });
    });
  }

  /** Takes an own comment back. It leaves a trace only where others answered it. */
  async withdraw(actor: Actor, commentId: string): Promise<void> {
    await this.#own(actor, commentId, async (manager) => {
      await manager.query('UPDATE comments SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL', [
        commentId,
        this.clock.now(),
      ]);
    });
  }

  /** Lets an own comment count in the open round, or be only a comment. @throws Refusal `round-over` when no round is open; `conflict` */
  async count(actor: Actor, commentId: string, counts: boolean): Promise<void> {
    await this.#own(actor, commentId, async (manager, target) => {
      if (target.thread === null || target.withdrawn) throw new Refusal('conflict');
      const { section, generation } = target.thread;
      const roundId = await this.rounds.gathering(manager, actor, section.sectionId, generation);
      const leaves = !counts && target.roundId === roundId;
      if (roundId === null) throw new Refusal('round-over');
      if (!leaves && !counts) throw new Refusal('conflict');
      await manager.query('UPDATE comments SET round_id = $2 WHERE id = $1', [commentId, counts ? roundId : null]);
    });
  }

  /** Does something with a comment of the actor's own, and tells who reads it. @throws Refusal `forbidden` for others' */
  async #own(
    actor: Actor,
    commentId: string,
    work: (manager: EntityManager, target: CommentTarget) => Promise<void>,
  ): Promise<void> {
    const target = await this.dataSource.transaction(async (manager) => {
      const found = await this.targets.lockOwnComment(manager, actor, commentId);
      await work(manager, found);
      return found;
    });
    if (target.thread !== null) await this.targets.tell(target.thread.section, target.thread.generation);
    if (target.roundId !== null) await this.rounds.tell(target.roundId);
  }
}

function sameMentions(one: EditComment['mentions'], other: EditComment['mentions']): boolean {
  return (
    one.length === other.length &&
    one.every((mention, at) => mention.seatId === other[at]?.seatId && mention.personId === other[at].personId)
  );
}
