import { Injectable } from '@nestjs/common';
import type { Actor, Author, AuthorshipView, SectionId, VersionQuery } from '@samenspel/domain';
import { AuthorReader } from './author-reader';
import { HistoryService, samePlace } from './history.service';
import { HistoryThread } from './history-thread';
import type { HistoryResult } from './history-work';
import { OriginWriters, type WrittenStretch } from './origin-writers';
import { TextLog } from './text-log';

/** Tells who wrote what, by party. */
@Injectable()
export class AuthorshipService {
  constructor(
    private readonly history: HistoryService,
    private readonly log: TextLog,
    private readonly authors: AuthorReader,
    private readonly writers: OriginWriters,
    private readonly thread: HistoryThread,
  ) {}

  /** Who placed which part of a version; without a place of the text as it stands now. @throws Refusal `not-found` */
  async read(actor: Actor, sectionId: SectionId, { place, zone }: VersionQuery): Promise<AuthorshipView> {
    const open = await this.history.open(actor, 'section.history', sectionId);
    this.thread.use(actor);
    const at = place ?? open.head;
    const version = await this.history.describe(sectionId, open, at, zone);
    const generations = open.chapters.map(({ generation }) => generation);
    const updates = await this.log.updatesAt(sectionId, at);
    const rows = await this.log.datedRows(sectionId, generations, at, zone);
    const { blocks, spans } = await this.thread.run({ kind: 'authors', updates, rows });
    const clients = [...new Set(spans.flatMap((text) => text.spans.map(({ client }) => client)))];
    const known = await this.authors.ofClients(actor, sectionId, open, clients);
    const written = await this.writers.of(actor, sectionId, open, clients);
    return { version, isHead: samePlace(at, open.head), blocks: [...blocks], ...byAuthor(spans, known, written) };
  }
}

interface Tally {
  readonly author: Author;
  characters: number;
  from: string | null;
  until: string | null;
}

/** The pieces of text with one number per author, whatever number of client ids he wrote under. */
function byAuthor(
  texts: HistoryResult['spans'],
  known: ReadonlyMap<number, Author>,
  written: readonly WrittenStretch[],
): Pick<AuthorshipView, 'authors' | 'spans'> {
  const tallies = new Map<string, Tally & { place: number }>();
  const tallyOf = (author: Author): Tally & { place: number } => {
    const same = sameAuthor(author);
    const found = tallies.get(same) ?? { author, characters: 0, from: null, until: null, place: tallies.size };
    tallies.set(same, found);
    return found;
  };
  const spans = texts.map(({ key, spans: pieces }) => {
    const joined: { length: number; author: number }[] = [];
    for (const { client, day, length, writer } of pieces.flatMap((piece) => byWriter(piece, written))) {
      const author = withWriter(known.get(client) ?? { kind: 'earlier' }, writer);
      const tally = tallyOf(author);
      tally.characters += length;
      if (day !== null && author.kind !== 'earlier') {
        if (tally.from === null || day < tally.from) tally.from = day;
        if (tally.until === null || day > tally.until) tally.until = day;
      }
      const last = joined.at(-1);
      if (last?.author === tally.place) last.length += length;
      else joined.push({ length, author: tally.place });
    }
    return { key, spans: joined };
  });
  const all = [...tallies.values()].reduce((sum, { characters }) => sum + characters, 0);
  const authors = [...tallies.values()].map(({ author, characters, from, until }) => ({
    author,
    share: all === 0 ? 0 : Math.round((1000 * characters) / all),
    from,
    until,
  }));
  return { authors, spans };
}

type Piece = HistoryResult['spans'][number]['spans'][number] & { readonly writer: WrittenStretch['writer'] };

/** A piece, cut where its words were first written by another. */
function byWriter(piece: HistoryResult['spans'][number]['spans'][number], written: readonly WrittenStretch[]): Piece[] {
  const pieces: Piece[] = [];
  const end = piece.clock + piece.length;
  let at = piece.clock;
  const upTo = (until: number, writer: WrittenStretch['writer']): void => {
    if (until > at) pieces.push({ ...piece, clock: at, length: until - at, writer });
    at = Math.max(at, until);
  };
  for (const { client, from, until, writer } of written) {
    if (client !== piece.client || until <= at || from >= end) continue;
    upTo(from, null);
    upTo(Math.min(until, end), writer);
  }
  upTo(end, null);
  return pieces;
}

function withWriter(author: Author, writer: WrittenStretch['writer']): Author {
  if (author.kind !== 'party' || author.origin === null) return author;
  return { ...author, origin: { ...author.origin, writer } };
}

/** Two authors are one for the reader when he is shown the same of them. */
function sameAuthor(author: Author): string {
  if (author.kind !== 'party') return JSON.stringify(author);
  return JSON.stringify([author.party.organisationId, author.person, author.origin]);
}
