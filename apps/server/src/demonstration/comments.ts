import { randomUUID } from 'node:crypto';
import { anchorAt, linesOf, loneQuote, readBlocks } from '@samenspel/collab';
import type { Anchor, PersonId, SeatId, SectionId, TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { storeComment } from '../comments/comment-rows';
import { hashOfRemarks } from '../comments/round-reader';
import { REMARKS, type RemarkRow } from '../comments/round-rows';
import { docOf, SectionTexts } from '../documents/text/section-texts';
import type { DemoCalendar } from './calendar';
import { ANSWERS, NOTA, OPEN_ROUND, THREADS, type DemoThread, type Said } from './content/comments';

interface Made {
  readonly tables: { readonly development: TableId };
  readonly seats: ReadonlyMap<string, SeatId>;
  readonly persons: ReadonlyMap<SeatId, PersonId>;
}

interface Place {
  readonly sectionId: SectionId;
  readonly documentId: string;
  readonly generation: number;
  readonly anchor: Anchor;
}

/** Puts in what parties said about the plan, a reaction round that is open, and one that was answered. */
export async function fillComments(manager: EntityManager, calendar: DemoCalendar, made: Made): Promise<void> {
  const places = await placesOf(manager, made.tables.development);
  const author = (who: Said['by']): { seatId: SeatId; personId: PersonId } => {
    const seatId = made.seats.get(`development/${who.join('/')}`);
    const personId = seatId && made.persons.get(seatId);
    if (!seatId || !personId) throw new Error(`Nobody sits at the table as ${who.join(' ')}.`);
    return { seatId, personId };
  };
  const say = async (thread: DemoThread, roundId: string | null): Promise<string[]> => {
    const place = places(thread.section, thread.quote);
    if (place === null) return [];
    const threadId = await storeThread(manager, place, calendar.at(calendar.day(-thread.daysAgo), 10));
    const ids: string[] = [];
    for (const [index, said] of thread.said.entries()) {
      const commentId = randomUUID();
      const at = calendar.at(calendar.day(-thread.daysAgo), 10 + index);
      const mentions = (said.mentions ?? []).map((who) => ({ seatId: author(who).seatId, personId: null }));
      const counts = roundId !== null && said.by[1] === 'clientRepresentative';
      const roundOf = counts ? roundId : null;
      const comment = { commentId, threadId, roundId: roundOf, author: author(said.by), at, body: said.body, mentions };
      await storeComment(manager, comment);
      ids.push(commentId);
    }
    if (thread.resolvedBy) {
      const { seatId, personId } = author(thread.resolvedBy);
      await manager.query(
        `INSERT INTO comment_thread_states (thread_id, number, resolved, at, by_seat, by_person) VALUES ($1, 1, true, $2, $3, $4)`,
        [threadId, calendar.at(calendar.day(-thread.daysAgo), 16), seatId, personId],
      );
    }
    return ids;
  };

  for (const thread of THREADS) await say(thread, null);
  const chair = author(['OV', 'chair']);
  const secretary = author(['SOT', 'secretary']);
  for (const round of [OPEN_ROUND, NOTA]) {
    const sections = round.sections.flatMap((title) => {
      const place = places(title, null);
      return place === null ? [] : [place];
    });
    const [first] = sections;
    if (first === undefined) continue;
    const roundId = randomUUID();
    const closes = calendar.endOf(calendar.workingDay(round.closes));
    await manager.query(
      `INSERT INTO rounds (id, document_id, question, opened_at, closes_at, answer_by, by_seat, by_person)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        roundId,
        first.documentId,
        round.question,
        calendar.ago(-round.opens, 9),
        closes,
        calendar.endOf(calendar.workingDay(round.answers)),
        secretary.seatId,
        secretary.personId,
      ],
    );
    for (const { sectionId, generation } of sections)
      await manager.query('INSERT INTO round_sections (round_id, section_id, generation) VALUES ($1, $2, $3)', [
        roundId,
        sectionId,
        generation,
      ]);
    for (const { by, body, daysAgo } of round.general) {
      const at = calendar.at(calendar.day(-daysAgo), 11);
      await storeComment(manager, {
        commentId: randomUUID(),
        threadId: null,
        roundId,
        author: author(by),
        at,
        body,
        mentions: [],
      });
    }
    for (const thread of round.threads) await say(thread, roundId);
    if (round === NOTA)
      await publish(manager, roundId, closes, calendar.ago(2, 15), chair, author(['ZD', 'commissioner']));
  }
}

/** Finds sections of the table by title, and words in them. */
async function placesOf(
  manager: EntityManager,
  tableId: TableId,
): Promise<(title: string, quote: string | null) => Place | null> {
  const sections: { sectionId: SectionId; documentId: string; title: string }[] = await manager.query(
    `SELECT section.id AS "sectionId", document.id AS "documentId", section.title
     FROM sections section JOIN documents document ON document.id = section.document_id WHERE document.table_id = $1`,
    [tableId],
  );
  const states = await new SectionTexts(manager.connection).states(
    sections.map(({ sectionId }) => sectionId),
    manager,
  );
  return (title, quote) => {
    const section = sections.find((one) => one.title === title);
    const state = section && states.get(section.sectionId);
    if (!section || !state) return null;
    const doc = docOf(state);
    const lines = linesOf(readBlocks(doc));
    const wanted = quote ?? lines.find(({ text }) => text !== '')?.text ?? '';
    const range = loneQuote(lines, wanted);
    const anchor = range === null ? 'empty' : anchorAt(doc, range);
    doc.destroy();
    return typeof anchor === 'string' ? null : { ...section, generation: state.generation, anchor };
  };
}

async function storeThread(manager: EntityManager, place: Place, at: Date): Promise<string> {
  const threadId = randomUUID();
  const { blockId, start, end, quote, before, after, alike } = place.anchor;
  await manager.query(
    `INSERT INTO comment_threads (id, section_id, generation, block_id, start_position, end_position, quote, before, after,
       alike_here, alike_elsewhere, created_at)
     VALUES ($1, $2, $3, $4, decode($5, 'base64'), decode($6, 'base64'), $7, $8, $9, $10, $11, $12)`,
    [
      threadId,
      place.sectionId,
      place.generation,
      blockId,
      start,
      end,
      quote,
      before,
      after,
      alike.here,
      alike.elsewhere,
      at,
    ],
  );
  return threadId;
}

type Author = { readonly seatId: SeatId; readonly personId: PersonId };

async function publish(
  manager: EntityManager,
  roundId: string,
  closed: Date,
  at: Date,
  by: Author,
  answers: Author,
): Promise<void> {
  const asked: RemarkRow[] = await manager.query(REMARKS, [roundId, closed]);
  for (const remark of asked) {
    const answer = ANSWERS.find(({ to }) => remark.body.startsWith(to));
    if (answer === undefined) throw new Error('A remark of the demonstration without an answer.');
    await manager.query(
      `INSERT INTO round_answers (comment_id, round_id, verdict, why, place, version, at, by_seat, by_person)
       VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8)`,
      [remark.commentId, roundId, answer.verdict, answer.why, answer.place, at, answers.seatId, answers.personId],
    );
  }
  const remarks: RemarkRow[] = await manager.query(REMARKS, [roundId, closed]);
  await manager.query(
    'INSERT INTO round_publications (round_id, at, by_seat, by_person, hash) VALUES ($1, $2, $3, $4, $5)',
    [roundId, at, by.seatId, by.personId, hashOfRemarks(remarks)],
  );
  for (const [index, one] of remarks.entries()) {
    await manager.query(
      `INSERT INTO round_lines (round_id, number, comment_id, section_id, section_code, section_title, quote, remark,
         remark_at, remark_seat, verdict, why, place, answer_seat, answer_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        roundId,
        index + 1,
        one.commentId,
        one.sectionId,
        one.code,
        one.title,
        one.quote,
        one.body,
        one.at,
        one.seatId,
        one.verdict,
        one.why,
        one.place,
        one.answerSeat,
        one.answerAt,
      ],
    );
  }
}
