import { mentionToken, piecesOf, type MentionInput, type MentionView } from '@samenspel/domain';

/** Somebody who was picked while writing: in the text stands his label after an at sign. */
export interface Picked extends MentionInput {
  readonly label: string;
}

/** A comment while it is being written. */
export interface Draft {
  readonly text: string;
  readonly picks: readonly Picked[];
  readonly counts: boolean;
}

export const EMPTY: Draft = { text: '', picks: [], counts: true };

/** How somebody is called in a comment: by name where that is known, else by party. */
export function labelOf({ name, party }: Pick<MentionView, 'name' | 'party'>): string {
  return name ?? party.name;
}

/** What is sent: labels become tokens, and only who still stands in the text is mentioned. */
export function sent({ text, picks }: Draft): { body: string; mentions: MentionInput[] } {
  const used = picks.filter(({ label }) => text.includes(`@${label}`));
  // The longest label first: "Noor" must not eat the beginning of "Noor Haveman".
  const order = [...used.keys()].sort(
    (one, other) => (used[other]?.label.length ?? 0) - (used[one]?.label.length ?? 0),
  );
  const body = order.reduce((so, place) => so.replaceAll(`@${used[place]?.label ?? ''}`, mentionToken(place)), text);
  return { body, mentions: used.map(({ seatId, personId }) => ({ seatId, personId })) };
}

/** A comment that stands, to be changed. */
export function draftOf(body: string, mentions: readonly MentionView[]): Draft {
  const text = piecesOf(body, mentions)
    .map((piece) => ('text' in piece ? piece.text : `@${labelOf(piece.mention)}`))
    .join('');
  const picks = mentions.map((mention) => ({
    seatId: mention.seatId,
    personId: mention.personId,
    label: labelOf(mention),
  }));
  return { text, picks, counts: true };
}

/** What is being typed after an at sign, right before the caret; null when no name is. */
export function mentionTyped(text: string, caret: number): { readonly from: number; readonly word: string } | null {
  const match = /(?:^|[\s(])@([\p{L}\p{N}'-]*(?: [\p{L}\p{N}'-]*)?)$/u.exec(text.slice(0, caret));
  return match === null ? null : { from: caret - (match[1]?.length ?? 0) - 1, word: match[1] ?? '' };
}
