import { Injectable } from '@nestjs/common';
import {
  can,
  type Actor,
  type CommentView,
  type MentionView,
  type SeatAtTable,
  type SectionId,
  type TableId,
  type ThreadView,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { SeatReader } from '../tables/seat-reader';
import type { SectionChapters } from './chapters';
import { THREADS, type CommentRow, type MentionRow, type ThreadRow } from './thread-rows';

/** What an actor may know of the people at the table: parties always, names within the own party unless the table agreed. */
export class Faces {
  readonly #seats: ReadonlyMap<string, SeatAtTable>;
  readonly #own: string | undefined;

  constructor(
    readonly seats: readonly SeatAtTable[],
    private readonly actor: Actor,
    private readonly namesVisible: boolean,
  ) {
    this.#seats = new Map(seats.map((seat) => [seat.seatId as string, seat]));
    this.#own = actor.seat === null ? undefined : this.#seats.get(actor.seat.seatId)?.party.organisationId;
  }

  seat(seatId: string): SeatAtTable {
    const seat = this.#seats.get(seatId);
    if (seat === undefined) throw new Error('A seat that is not at the table of what it did.');
    return seat;
  }

  knows(seatId: string): boolean {
    return this.namesVisible || this.#seats.get(seatId)?.party.organisationId === this.#own;
  }

  isMe(seatId: string, personId: string | null): boolean {
    return seatId === this.actor.seat?.seatId && (personId === null || personId === this.actor.personId);
  }

  mention({ seatId, personId, name }: MentionRow): MentionView {
    const { party, role } = this.seat(seatId);
    const known = personId !== null && this.knows(seatId);
    return { seatId, personId: known ? personId : null, party, role, name: known ? name : null };
  }
}

/** Reads threads as an actor may see them. */
@Injectable()
export class ThreadReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly seats: SeatReader,
  ) {}

  async faces(actor: Actor, tableId: TableId, manager: EntityManager = this.dataSource.manager): Promise<Faces> {
    const [table]: { visible: boolean }[] = await manager.query(
      'SELECT names_visible AS visible FROM tables WHERE id = $1',
      [tableId],
    );
    return new Faces(await this.seats.atTable(tableId, manager), actor, table?.visible ?? false);
  }

  /** The threads of these sections of one table in the histories that the actor may read, the oldest first. */
  async read(
    actor: Actor,
    chapters: readonly SectionChapters[],
    faces: Faces,
    only: string | null = null,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<SectionId, ThreadView[]>> {
    const places = chapters.flatMap((section) =>
      section.readableBy(actor.seat).map((generation) => ({ sectionId: section.sectionId, generation })),
    );
    const rows: ThreadRow[] = await manager.query(THREADS, [
      places.map(({ sectionId }) => sectionId),
      places.map(({ generation }) => generation),
      only,
    ]);
    return new Map(
      chapters.map((section) => [
        section.sectionId,
        rows
          .filter((row) => row.sectionId === section.sectionId)
          .map((row) => threadView(actor, section, row, faces))
          .filter((thread) => thread.comments.length > 0),
      ]),
    );
  }
}

function threadView(actor: Actor, section: SectionChapters, row: ThreadRow, faces: Faces): ThreadView {
  const resource = { kind: 'section', access: section.access } as const;
  const opener = row.comments[0];
  const opened = opener !== undefined && faces.isMe(opener.seatId, opener.personId);
  return {
    threadId: row.threadId,
    sectionId: row.sectionId,
    anchor: row.anchor,
    resolved: row.resolved
      ? { at: new Date(row.resolved.at).toISOString(), party: faces.seat(row.resolved.seatId).party }
      : null,
    comments: row.comments
      // What was withdrawn leaves a trace only where somebody answered it.
      .filter((comment, at) => comment.withdrawnAt === null || row.comments.slice(at + 1).some(stands))
      .map((comment) => commentView(actor, comment, faces)),
    mayResolve: can(actor, 'section.write', resource) || (opened && can(actor, 'section.comment', resource)),
  };
}

const stands = (comment: CommentRow): boolean => comment.withdrawnAt === null;

function commentView(actor: Actor, row: CommentRow, faces: Faces): CommentView {
  const { party, role } = faces.seat(row.seatId);
  const texts = row.withdrawnAt === null ? row.revisions : [];
  const last = texts.at(-1);
  const mentions = last?.mentions ?? [];
  return {
    commentId: row.commentId,
    party,
    role,
    name: faces.knows(row.seatId) ? row.name : null,
    own: row.seatId === actor.seat?.seatId && row.personId === actor.personId,
    at: new Date(row.at).toISOString(),
    editedAt: last === undefined || texts.length < 2 ? null : new Date(last.at).toISOString(),
    earlier: texts.slice(0, -1).map(({ body, at }) => ({ body, at: new Date(at).toISOString() })),
    withdrawn: row.withdrawnAt !== null,
    body: last?.body ?? '',
    mentions: mentions.map((mention) => faces.mention(mention)),
    mentionsMe: mentions.some(({ seatId, personId }) => faces.isMe(seatId, personId)),
    roundId: row.withdrawnAt === null ? row.roundId : null,
  };
}
