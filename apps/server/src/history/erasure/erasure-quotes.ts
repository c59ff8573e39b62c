import { Injectable } from '@nestjs/common';
import { IdRanges, type IdRange } from '@samenspel/collab/server';
import { blackenQuote, blackenWords, ERASED_MARK, type Actor, type SectionId } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import * as Y from 'yjs';
import { RoundAnswers } from '../../comments/round-answers.service';

/** The most that the table takes of the words before and behind a quotation. */
const CONTEXT = 48;

interface ThreadRow {
  readonly threadId: string;
  readonly start: Buffer;
  readonly end: Buffer;
  readonly before: string;
  readonly quote: string;
  readonly after: string;
  /** Is there a comment in it that was not withdrawn? */
  readonly stands: boolean;
}

interface LineRow {
  readonly roundId: string;
  readonly number: number;
  readonly quote: string | null;
  readonly remark: string;
}

interface RevisionRow {
  readonly commentId: string;
  readonly number: number;
  readonly body: string;
  readonly stands: boolean;
}

/** Where others cite a text: quotations of comments and of published answers, comments themselves, names of versions, outcomes in the making. */
@Injectable()
export class ErasureQuotes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly answers: RoundAnswers,
  ) {}

  /**
   * How many quotations and comments hold the words, of these histories and of rounds that the actor reads. What was
   * withdrawn nobody reads: not even a count is told of it (docs/spec.md H16).
   */
  async count(
    actor: Actor,
    sectionId: SectionId,
    generations: readonly number[],
    lines: readonly string[],
  ): Promise<{ readonly quotes: number; readonly comments: number }> {
    const manager = this.dataSource.manager;
    const threads = (await this.#threads(manager, sectionId, generations)).filter(
      (row) => row.stands && blackenedThread(row, lines, new IdRanges()) !== null,
    );
    const rounds = await this.rounds(actor, sectionId);
    const quoted = (await this.#lines(manager, sectionId)).filter(
      ({ roundId, quote }) => rounds.includes(roundId) && quote !== blackened(quote, lines),
    );
    const said = (await this.#revisions(manager, sectionId, generations)).filter(
      ({ stands, body }) => stands && body !== blackenWords(body, lines),
    );
    return { quotes: threads.length + quoted.length, comments: new Set(said.map(({ commentId }) => commentId)).size };
  }

  /** The rounds with published answers on this section that the actor reads. */
  async rounds(actor: Actor, sectionId: SectionId): Promise<string[]> {
    const lines = await this.#lines(this.dataSource.manager, sectionId);
    return [...(await this.answers.readableBy(actor, [...new Set(lines.map(({ roundId }) => roundId))]))];
  }

  /**
   * Blackens the words wherever the section is quoted, and in the comments on it when that is asked. In the transaction in
   * which the erasure was written down: rows of record change in no other.
   */
  async blacken(
    manager: EntityManager,
    sectionId: SectionId,
    lines: readonly string[],
    numbers: readonly IdRange[],
    comments: boolean,
  ): Promise<void> {
    const erased = new IdRanges(numbers);
    for (const row of await this.#threads(manager, sectionId, null)) {
      const parts = blackenedThread(row, lines, erased);
      if (parts !== null)
        await manager.query('UPDATE comment_threads SET before = $2, quote = $3, after = $4 WHERE id = $1', [
          row.threadId,
          ...parts,
        ]);
    }
    for (const row of await this.#lines(manager, sectionId)) {
      const quote = blackened(row.quote, lines);
      const remark = comments ? blackenWords(row.remark, lines) : row.remark;
      if (quote !== row.quote || remark !== row.remark)
        await manager.query('SELECT blacken_round_line($1, $2, $3, $4)', [row.roundId, row.number, quote, remark]);
    }
    for (const row of comments ? await this.#revisions(manager, sectionId, null) : []) {
      const body = blackenWords(row.body, lines);
      if (body !== row.body)
        await manager.query('SELECT blacken_comment($1, $2, $3)', [row.commentId, row.number, body]);
    }
    await this.#versionNames(manager, sectionId, lines);
    await this.#preparations(manager, sectionId, lines);
  }

  /** The readers are the same as before: what was being said in the history that ended goes on in the new one. */
  async takeAlong(manager: EntityManager, sectionId: SectionId, from: number, to: number): Promise<void> {
    await manager.query('UPDATE comment_threads SET generation = $3 WHERE section_id = $1 AND generation = $2', [
      sectionId,
      from,
      to,
    ]);
  }

  /** An outcome in the making that cites the words is prepared again: who confirms it must see what it says now. */
  async #preparations(manager: EntityManager, sectionId: SectionId, lines: readonly string[]): Promise<void> {
    const rows: { id: string; content: unknown }[] = await manager.query(
      `SELECT id, content FROM outcome_preparations
       WHERE $1 = ANY (section_ids) AND state IN ('open', 'closed') FOR UPDATE`,
      [sectionId],
    );
    for (const { id, content } of rows) {
      const without = inEveryString(content, (text) => blackenWords(text, lines));
      if (JSON.stringify(without) !== JSON.stringify(content))
        await manager.query('UPDATE outcome_preparations SET content = $2, version = version + 1 WHERE id = $1', [
          id,
          JSON.stringify(without),
        ]);
    }
  }

  async #versionNames(manager: EntityManager, sectionId: SectionId, lines: readonly string[]): Promise<void> {
    const rows: { generation: number; seq: string; nth: number; name: string }[] = await manager.query(
      `SELECT generation, seq, nth, name FROM section_version_names WHERE section_id = $1 AND name IS NOT NULL`,
      [sectionId],
    );
    for (const { generation, seq, nth, name } of rows) {
      const without = blackenWords(name, lines);
      if (without !== name)
        await manager.query('SELECT blacken_version_name($1, $2, $3, $4, $5)', [
          sectionId,
          generation,
          seq,
          nth,
          without,
        ]);
    }
  }

  #threads(manager: EntityManager, sectionId: SectionId, generations: readonly number[] | null): Promise<ThreadRow[]> {
    return manager.query(
      `SELECT id AS "threadId", start_position AS start, end_position AS "end", before, quote, after,
              EXISTS (SELECT 1 FROM comments WHERE thread_id = comment_threads.id AND withdrawn_at IS NULL) AS stands
       FROM comment_threads
       WHERE section_id = $1 AND ($2::int[] IS NULL OR generation = ANY ($2))`,
      [sectionId, generations],
    );
  }

  #lines(manager: EntityManager, sectionId: SectionId): Promise<LineRow[]> {
    return manager.query('SELECT round_id AS "roundId", number, quote, remark FROM round_lines WHERE section_id = $1', [
      sectionId,
    ]);
  }

  #revisions(
    manager: EntityManager,
    sectionId: SectionId,
    generations: readonly number[] | null,
  ): Promise<RevisionRow[]> {
    return manager.query(
      `SELECT revision.comment_id AS "commentId", revision.number, revision.body, comment.withdrawn_at IS NULL AS stands
       FROM comment_revisions revision
       JOIN comments comment ON comment.id = revision.comment_id
       JOIN comment_threads thread ON thread.id = comment.thread_id
       WHERE thread.section_id = $1 AND ($2::int[] IS NULL OR thread.generation = ANY ($2))`,
      [sectionId, generations],
    );
  }
}

/** The three parts of a quotation without the words; null when it does not hold them. */
function blackenedThread(
  { before, quote, after, start, end }: ThreadRow,
  lines: readonly string[],
  erased: IdRanges,
): readonly [string, string, string] | null {
  const [left = '', middle = '', right = ''] = blackenQuote([before, quote, after], lines);
  // It says something else by now, but what it was about is gone: nobody can tell any more whether it says it.
  const about = pointsInto(start, erased) && pointsInto(end, erased);
  const quoted = middle === quote && about ? ERASED_MARK : middle;
  if (left === before && quoted === quote && right === after) return null;
  return [left.slice(-CONTEXT), quoted, right.slice(0, CONTEXT)];
}

function pointsInto(position: Buffer, erased: IdRanges): boolean {
  try {
    const { item } = Y.decodeRelativePosition(new Uint8Array(position));
    return item !== null && erased.touches(item.client, item.clock, item.clock + 1);
  } catch {
    // The bytes came from a client: what cannot be read points nowhere.
    return false;
  }
}

function blackened(quote: string | null, lines: readonly string[]): string | null {
  return quote === null ? null : (blackenQuote([quote], lines)[0] ?? quote);
}

function inEveryString(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => inEveryString(each, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inEveryString(each, change)]));
}
