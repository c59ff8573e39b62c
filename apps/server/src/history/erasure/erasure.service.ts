import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  blackenWords,
  Refusal,
  type Actor,
  type Erased,
  type ErasePassage,
  type ErasurePreview,
  type Passage,
  type PreviewErasure,
  type SectionId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Generations } from '../../documents/text/generations';
import { STEP_UP, type StepUp } from '../../identity/step-up';
import { CLOCK, type Clock } from '../../platform/clock';
import { LIVE_REVOCATION, type LiveRevocation } from '../../rights/live-revocation';
import { SectionAccessService, type LoadedAccess } from '../../rights/section-access.service';
import { chapterOf } from '../chapters';
import { HistoryService } from '../history.service';
import { HistoryThread } from '../history-thread';
import { TextLog } from '../text-log';
import { ErasureLog, type StoredHistories } from './erasure-log';
import { ErasurePlaces } from './erasure-places';
import { ErasureProofs } from './erasure-proof';
import { ErasureQuotes } from './erasure-quotes';
import { ErasureThread } from './erasure-thread';
import type { ErasureResult } from './erasure-work';

/** So often is it worked out beside the writing of others; after that they wait for it. */
const TRIES = 3;

interface Planned extends StoredHistories {
  readonly plan: NonNullable<ErasureResult['plan']>;
}

interface Done {
  readonly erasureId: string;
  readonly letters: number;
  readonly access: LoadedAccess;
  /** The history that began with it. */
  readonly generation: number;
}

/** Takes a passage out of a section for good: out of every moment of its past too (docs/spec.md H10 to H14). */
@Injectable()
export class ErasureService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly access: SectionAccessService,
    private readonly texts: TextLog,
    private readonly log: ErasureLog,
    private readonly quotes: ErasureQuotes,
    private readonly places: ErasurePlaces,
    private readonly proofs: ErasureProofs,
    private readonly thread: ErasureThread,
    private readonly limit: HistoryThread,
    private readonly generations: Generations,
    @Inject(STEP_UP) private readonly stepUp: StepUp,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * What erasing would come to, of what the actor may read. Changes nothing.
   *
   * @throws Refusal `text-changed` when these words do not stand there, `not-found`
   */
  async preview(actor: Actor, sectionId: SectionId, { passage, words }: PreviewErasure): Promise<ErasurePreview> {
    const open = await this.history.open(actor, 'section.erase', sectionId);
    chapterOf(open.chapters, passage.place);
    this.limit.use(actor);
    const generations = open.chapters.map(({ generation }) => generation);
    const stored = await this.log.histories(sectionId);
    if (stored === null) throw new Refusal('not-found');
    const histories = stored.histories.filter(({ generation }) => generations.includes(generation));
    const { plan } = await this.#plan(sectionId, { passage, words, everywhere: false }, { ...stored, histories });
    const [cited, sections, outcomes] = [
      await this.quotes.count(actor, sectionId, generations, plan.lines),
      await this.places.sections(actor, sectionId, open.access.documentId, plan.lines),
      await this.places.sealed(actor, sectionId, open.access, plan.lines),
    ];
    const { standsElsewhere, stoodElsewhere } = plan;
    return { letters: lettersIn(plan.lines), standsElsewhere, stoodElsewhere, ...cited, sections, outcomes };
  }

  /**
   * Erases a passage, after the person confirmed who he is. Who is in the section begins anew with the text as it is then.
   *
   * @throws Refusal `step-up-needed`; `text-changed` when these words do not stand there (any more)
   */
  async erase(actor: Actor, sectionId: SectionId, command: ErasePassage): Promise<Erased> {
    const open = await this.history.open(actor, 'section.erase', sectionId);
    chapterOf(open.chapters, command.passage.place);
    await this.stepUp.require(actor);
    this.limit.use(actor);
    const { erasureId, letters, access, lines, generation } = await this.#erase(actor, sectionId, command);
    await this.live.sectionRestarted(sectionId);
    this.live.commentsChanged(sectionId, access);
    const generations = [...open.chapters.map((chapter) => chapter.generation), generation];
    const readable = { generations, rounds: await this.quotes.rounds(actor, sectionId) };
    return { erasureId, letters, proof: await this.proofs.search(sectionId, lines, readable) };
  }

  async #erase(
    actor: Actor,
    sectionId: SectionId,
    command: ErasePassage,
  ): Promise<Done & { readonly lines: readonly string[] }> {
    for (let left = TRIES; ; left -= 1) {
      const stored = left > 0 ? await this.log.histories(sectionId) : null;
      const planned = stored === null ? null : await this.#plan(sectionId, command, stored);
      const done = await this.dataSource.transaction(async (manager) => {
        const access = await this.#hold(manager, actor, sectionId);
        const held = planned ?? (await this.#planHeld(manager, sectionId, command));
        const { head, plan } = held;
        const moved = !(await isHead(manager, sectionId, head));
        return moved
          ? null
          : { ...(await this.#carryOut(manager, actor, sectionId, command, held, access)), lines: plan.lines };
      });
      if (done !== null) return done;
    }
  }

  /** Nobody writes in the section, compacts it or changes its rights until the transaction ends. */
  async #hold(manager: EntityManager, actor: Actor, sectionId: SectionId): Promise<LoadedAccess> {
    // The lock of the compaction, which would put a snapshot from before back.
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1::text, 1))', [sectionId]);
    await manager.query('SELECT 1 FROM section_heads WHERE section_id = $1 FOR NO KEY UPDATE', [sectionId]);
    return this.access.require(actor, 'section.erase', sectionId, manager);
  }

  async #planHeld(manager: EntityManager, sectionId: SectionId, command: ErasePassage): Promise<Planned> {
    const stored = await this.log.histories(sectionId, manager);
    if (stored === null) throw new Refusal('not-found');
    return this.#plan(sectionId, command, stored);
  }

  async #plan(
    sectionId: SectionId,
    { passage, words, everywhere }: { readonly passage: Passage; readonly words: string; readonly everywhere: boolean },
    stored: StoredHistories,
  ): Promise<Planned> {
    const text = await this.texts.updatesAt(sectionId, passage.place);
    const { plan } = await this.thread.run({
      kind: 'plan',
      text,
      from: passage.from,
      to: passage.to,
      histories: stored.histories,
      everywhere,
    });
    // What is erased is what was shown: places alone could mean other words by now.
    if (plan === null || plan.lines.join('\n') !== words) throw new Refusal('text-changed');
    return { ...stored, plan };
  }

  async #carryOut(
    manager: EntityManager,
    actor: Actor,
    sectionId: SectionId,
    { reason, comments }: ErasePassage,
    { head, histories, plan }: Planned,
    access: LoadedAccess,
  ): Promise<Done> {
    if (actor.seat === null) throw new Refusal('no-seat');
    const by = { seatId: actor.seat.seatId, personId: actor.personId };
    // Everybody would read there what was to go.
    if (blackenWords(reason, plan.lines) !== reason) throw new Refusal('invalid-input', ['reason']);
    const erasureId = randomUUID();
    const letters = lettersIn(plan.lines);
    await manager.query(
      `INSERT INTO section_erasures (id, section_id, generation, at, by_seat, by_person, reason, letters, comments,
         clients, froms, untils)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        erasureId,
        sectionId,
        head.generation + 1,
        this.clock.now(),
        by.seatId,
        by.personId,
        reason,
        letters,
        comments,
        plan.numbers.map(({ client }) => client),
        plan.numbers.map(({ from }) => from),
        plan.numbers.map(({ until }) => until),
      ],
    );
    await this.log.carryOut(manager, sectionId, erasureId, histories, plan.changed);
    await this.quotes.blacken(manager, sectionId, plan.lines, plan.numbers, comments);
    await manager.query('DELETE FROM section_search WHERE section_id = $1', [sectionId]);
    const atLeast = head.generation + 1;
    const generation = await this.generations.start(manager, sectionId, 'erased', by, access.storedGrants, { atLeast });
    await this.quotes.takeAlong(manager, sectionId, head.generation, generation);
    return { erasureId, letters, access, generation };
  }
}

async function isHead(
  manager: EntityManager,
  sectionId: SectionId,
  { generation, seq }: Planned['head'],
): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT 1 FROM section_heads WHERE section_id = $1 AND generation = $2 AND head_seq = $3',
    [sectionId, generation, seq],
  );
  return rows.length === 1;
}

function lettersIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
