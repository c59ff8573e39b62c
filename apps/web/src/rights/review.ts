import type { AccessReviewView, Right, Role } from '@samenspel/domain';

type Seat = AccessReviewView['seats'][number];
type Document = AccessReviewView['documents'][number];
type Section = Document['sections'][number];

/** The words that a review is told in, in the language of the reader. */
export interface ReviewWords {
  readonly document: (document: Document) => string;
  readonly seat: (seat: Seat) => string;
  readonly right: (right: Right) => string;
  /** Everybody with this role. */
  readonly all: (role: Role) => string;
  readonly own: string;
  readonly owner: string;
  /** Of the columns for document, code and title. */
  readonly heads: readonly [string, string, string];
  readonly occupants: string;
}

/** The matrix as rows of cells, for a file: a row of headings, one of how many sit there, then a row per section. */
export function reviewRows(view: AccessReviewView, words: ReviewWords): string[][] {
  const titles = view.documents.some(({ sections }) => sections.some(({ title }) => title !== null));
  const lead = titles ? words.heads : words.heads.slice(0, 2);
  return [
    [...lead, ...view.seats.map(words.seat)],
    [words.occupants, ...lead.slice(1).map(() => ''), ...view.seats.map(({ occupants }) => String(occupants))],
    ...view.documents.flatMap((document) =>
      document.sections.map((section) => [
        words.document(document),
        section.code,
        ...(titles ? [section.title ?? ''] : []),
        ...section.rights.map(({ right, by, owner }) =>
          [words.right(right), ...(by === 'seat' ? [words.own] : []), ...(owner ? [words.owner] : [])].join(', '),
        ),
      ]),
    ),
  ];
}

/**
 * Who holds exactly this right on a section, with what is special about it; a role whose seats all hold it in the same way
 * is named as a whole, for a list of twenty names says less.
 */
export function byRight(view: AccessReviewView, section: Section, right: Right, words: ReviewWords): string[] {
  const held = (seat: Seat): Section['rights'][number] | undefined =>
    section.rights.find(({ seatId }) => seatId === seat.seatId);
  return [...new Set(view.seats.map(({ role }) => role))].flatMap((role) => {
    const seats = view.seats.filter((seat) => seat.role === role);
    const lines = seats.flatMap((seat) => {
      const its = held(seat);
      return its?.right === right ? [{ name: seat.party.name, marks: marksOf(its, words) }] : [];
    });
    const marks = new Set(lines.map((line) => line.marks));
    const [alike] = marks;
    if (seats.length > 1 && lines.length === seats.length && marks.size === 1)
      return [`${words.all(role)}${alike ?? ''}`];
    return lines.map((line) => `${line.name}${line.marks}`);
  });
}

function marksOf({ by, owner }: Section['rights'][number], words: ReviewWords): string {
  const marks = [...(by === 'seat' ? [words.own] : []), ...(owner ? [words.owner] : [])];
  return marks.length === 0 ? '' : ` (${marks.join(', ').toLowerCase()})`;
}
