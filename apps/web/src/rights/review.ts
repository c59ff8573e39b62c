import type { AccessReviewView, Right } from '@samenspel/domain';

type Seat = AccessReviewView['seats'][number];
type Document = AccessReviewView['documents'][number];
type Section = Document['sections'][number];

/** The words that a review is told in, in the language of the reader. */
export interface ReviewWords {
  readonly document: (document: Document) => string;
  readonly seat: (seat: Seat) => string;
  readonly right: (right: Right) => string;
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

/** Who holds exactly this right on a section, by name, with what is special about it. */
export function byRight(view: AccessReviewView, section: Section, right: Right, words: ReviewWords): string[] {
  return section.rights
    .filter((each) => each.right === right)
    .flatMap(({ seatId, by, owner }) => {
      const seat = view.seats.find((each) => each.seatId === seatId);
      if (seat === undefined) return [];
      const marks = [...(by === 'seat' ? [words.own] : []), ...(owner ? [words.owner] : [])];
      return [marks.length === 0 ? seat.party.name : `${seat.party.name} (${marks.join(', ').toLowerCase()})`];
    });
}
