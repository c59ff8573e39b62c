import { Inject, Injectable } from '@nestjs/common';
import { quoteStands } from '@samenspel/collab';
import {
  Refusal,
  type Actor,
  type Reply,
  type ResolveThread,
  type SectionId,
  type StartThread,
  type ThreadView,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { SectionTexts } from '../documents/text/section-texts';
import { CLOCK, type Clock } from '../platform/clock';
import { RateLimit } from '../platform/http/rate-limit';
import { SectionAccessService } from '../rights/section-access.service';
import type { SectionChapters } from './chapters';
import { authorOf, storeComment, type Author } from './comment-rows';
import { CommentTargets, type ThreadTarget } from './comment-targets';
import { Mentions } from './mentions.service';
import { OpenRounds } from './open-rounds';
import { ThreadReader } from './thread-reader';

/** Comments per person and minute: enough for the quickest writer, and too few to flood a table or its mailboxes. */
const MOST_PER_MINUTE = 30;

/** Threads on texts: each command is one transaction, and tells who may know after it. */
@Injectable()
export class CommentsService {
  readonly #limit: RateLimit;

  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly targets: CommentTargets,
    private readonly threads: ThreadReader,
    private readonly mentions: Mentions,
    private readonly rounds: OpenRounds,
    private readonly texts: SectionTexts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#limit = new RateLimit(clock, MOST_PER_MINUTE, 60_000);
  }

  /**
   * Begins a thread on words of a section.
   *
   * @throws Refusal `text-changed` when the section does not hold these words: nobody can put words into a quote
   */
  async start(actor: Actor, sectionId: SectionId, command: StartThread): Promise<ThreadView> {
    await this.access.require(actor, 'section.comment', sectionId);
    this.#limit.use(actor.personId);
    await this.#requireQuote(sectionId, command);
    const author = authorOf(actor);
    const { section, fresh } = await this.dataSource.transaction(async (manager) => {
      const section = await this.targets.section(manager, actor, 'section.comment', sectionId);
      if (section.access.generation !== command.generation) throw new Refusal('text-changed');
      const roundId = command.countsInRound
        ? await this.rounds.gathering(manager, actor, sectionId, command.generation)
        : null;
      const fresh = await this.#insertThread(manager, section, command);
      if (!fresh) return { section, fresh };
      const written = await this.#write(manager, actor, section, section.access.generation, {
        ...command,
        threadId: command.threadId,
        author,
        roundId,
      });
      // The id is that of a comment elsewhere: no thread without anything said in it.
      if (!written) throw new Refusal('conflict');
      return { section, fresh };
    });
    if (!fresh) return this.#again(actor, section, command.threadId, command.commentId);
    return this.#changed(actor, section, section.access.generation, command.threadId);
  }

  /** Adds to a thread; a thread that was resolved is open again then, for somebody has something to say. */
  async reply(actor: Actor, threadId: string, command: Reply): Promise<ThreadView> {
    this.#limit.use(actor.personId);
    const { section, generation, fresh } = await this.dataSource.transaction(async (manager) => {
      const target = await this.targets.lockThread(manager, actor, 'section.comment', threadId);
      const roundId = command.countsInRound
        ? await this.rounds.gathering(manager, actor, target.section.sectionId, target.generation)
        : null;
      const author = authorOf(actor);
      const fresh = await this.#write(manager, actor, target.section, target.generation, {
        ...command,
        threadId,
        author,
        roundId,
      });
      if (fresh && target.resolved) await this.#setState(manager, actor, target, false);
      return { ...target, fresh };
    });
    if (!fresh) return this.#again(actor, section, threadId, command.commentId);
    return this.#changed(actor, section, generation, threadId);
  }

  /**
   * Resolves a thread, or opens it again.
   *
   * @throws Refusal `conflict` when somebody said something that the actor had not seen yet
   */
  async resolve(actor: Actor, threadId: string, { resolved, lastSeen }: ResolveThread): Promise<ThreadView> {
    const target = await this.dataSource.transaction(async (manager) => {
      const locked = await this.targets.lockThread(manager, actor, 'section.comment', threadId);
      const view = await this.#view(actor, locked.section, threadId, manager);
      if (!view.mayResolve) throw new Refusal('forbidden');
      if (view.comments.at(-1)?.commentId !== lastSeen) throw new Refusal('conflict');
      if (locked.resolved !== resolved) await this.#setState(manager, actor, locked, resolved);
      return locked;
    });
    return this.#changed(actor, target.section, target.generation, threadId);
  }

  /** The actor has read the thread: what it mentions him in leaves his desk. */
  async seen(actor: Actor, threadId: string): Promise<void> {
    await this.targets.requireThread(actor, 'section.read', threadId);
    await this.dataSource.query(
      `INSERT INTO comment_mentions_seen (comment_id, person_id, seat_id, at)
       SELECT DISTINCT comment.id, $2::uuid, $3::uuid, $4::timestamptz
       FROM comments comment JOIN comment_mentions mention ON mention.comment_id = comment.id
       WHERE comment.thread_id = $1 AND mention.seat_id = $3 AND (mention.person_id IS NULL OR mention.person_id = $2)
       ON CONFLICT DO NOTHING`,
      [threadId, actor.personId, actor.seat?.seatId, this.clock.now()],
    );
  }

  async #requireQuote(sectionId: SectionId, { anchor, generation, seq }: StartThread): Promise<void> {
    const head = (await this.texts.heads([sectionId])).get(sectionId);
    if (head === undefined || head.generation !== generation) throw new Refusal('text-changed');
    if (quoteStands(head.blocks, anchor.quote)) return;
    // Others went on writing meanwhile: what counts is what the author read.
    const read = seq < head.seq ? await this.texts.at(sectionId, generation, seq) : null;
    if (read === null || !quoteStands(read.blocks, anchor.quote)) throw new Refusal('text-changed');
  }

  async #insertThread(manager: EntityManager, section: SectionChapters, command: StartThread): Promise<boolean> {
    const { threadId, anchor, generation } = command;
    const added: unknown[] = await manager.query(
      `INSERT INTO comment_threads (id, section_id, generation, block_id, start_position, end_position, quote, before,
         after, alike_here, alike_elsewhere, created_at)
       VALUES ($1, $2, $3, $4, decode($5, 'base64'), decode($6, 'base64'), $7, $8, $9, $10, $11, $12)
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        threadId,
        section.sectionId,
        generation,
        anchor.blockId,
        anchor.start,
        anchor.end,
        anchor.quote,
        anchor.before,
        anchor.after,
        anchor.alike.here,
        anchor.alike.elsewhere,
        this.clock.now(),
      ],
    );
    return added.length > 0;
  }

  async #write(
    manager: EntityManager,
    actor: Actor,
    section: SectionChapters,
    generation: number,
    written: Pick<Reply, 'commentId' | 'body' | 'mentions'> & {
      threadId: string;
      author: Author;
      roundId: string | null;
    },
  ): Promise<boolean> {
    const faces = await this.threads.faces(actor, section.access.tableId, manager);
    await this.mentions.check(manager, written.mentions, section, generation, faces);
    const fresh = await storeComment(manager, { ...written, at: this.clock.now() });
    if (fresh) await this.mentions.tell(manager, written.mentions, actor.personId, written.threadId);
    return fresh;
  }

  async #setState(manager: EntityManager, actor: Actor, { threadId }: ThreadTarget, resolved: boolean): Promise<void> {
    const { seatId, personId } = authorOf(actor);
    await manager.query(
      `INSERT INTO comment_thread_states (thread_id, number, resolved, at, by_seat, by_person)
       SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM comment_thread_states WHERE thread_id = $1`,
      [threadId, resolved, this.clock.now(), seatId, personId],
    );
  }

  /** A command that came twice is answered as the first time; an id that is another's is not the actor's to use. */
  async #again(actor: Actor, section: SectionChapters, threadId: string, commentId: string): Promise<ThreadView> {
    const view = await this.#view(actor, section, threadId).catch(() => null);
    if (view?.comments.some((comment) => comment.commentId === commentId && comment.own) !== true)
      throw new Refusal('conflict');
    return view;
  }

  async #changed(actor: Actor, section: SectionChapters, generation: number, threadId: string): Promise<ThreadView> {
    await this.targets.tell(section, generation);
    return this.#view(actor, section, threadId);
  }

  async #view(
    actor: Actor,
    section: SectionChapters,
    threadId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ThreadView> {
    const faces = await this.threads.faces(actor, section.access.tableId, manager);
    const [view] = (await this.threads.read(actor, [section], faces, threadId, manager)).get(section.sectionId) ?? [];
    if (view === undefined) throw new Refusal('not-found');
    return view;
  }
}
