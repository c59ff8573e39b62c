import { dutchDay, dutchMoment, TERMS, type DeskKind } from '@samenspel/domain';

/** What a letter about a term says. Null for a line about which no such letter goes out. */
const WORDS: Readonly<
  Record<DeskKind, { readonly subject: string; readonly asks: string; readonly by: string } | null>
> = {
  mention: null,
  recordWanted: null,
  adoptionWanted: null,
  meetingCancelled: null,
  roundOpen: {
    subject: 'Een reactieronde sluit binnenkort',
    asks: 'loopt een reactieronde waarin u opmerkingen kunt maken.',
    by: 'Reageren kan tot',
  },
  answersWanted: {
    subject: 'Een reactieronde wacht op antwoord',
    asks: 'is een reactieronde gesloten. De opmerkingen wachten op een antwoord.',
    by: 'De antwoorden zijn beloofd vóór',
  },
  dissent: {
    subject: 'Een termijn loopt binnenkort af',
    asks: 'wordt een tafeluitkomst voorbereid. Bent u het er niet mee eens? Dan kunt u dat vastleggen.',
    by: 'Dat kan tot',
  },
  meeting: { subject: 'Er is binnenkort een vergadering', asks: 'is een vergadering.', by: 'De vergadering begint op' },
  meetingMoved: {
    subject: 'Er is binnenkort een vergadering',
    asks: 'is een vergadering die eerder is verzet.',
    by: 'De vergadering begint op',
  },
  gate: {
    subject: 'Een fase loopt binnenkort af',
    asks: 'moet aan het einde van een fase iets besloten zijn.',
    by: 'Dat moet op',
  },
  askedByOutcome: {
    subject: 'Een termijn loopt binnenkort af',
    asks: 'is in een uitkomst iets van uw organisatie gevraagd.',
    by: 'Dat is gevraagd vóór of op',
  },
  seatEnds: {
    subject: 'Uw zetel eindigt binnenkort',
    asks: 'hebt u een zetel die eindigt. Moet u blijven? Vraag de secretaris of de beheerder dan om een nieuwe termijn.',
    by: 'De zetel eindigt op',
  },
};

/** The letter about a term on somebody's desk: which table, which day and where to look, and nothing of what it is about. */
export function termLetter(
  kind: DeskKind,
  tableName: string,
  before: Date,
): { readonly subject: string; readonly lines: readonly string[] } | null {
  const words = WORDS[kind];
  if (words === null) return null;
  const when = TERMS[kind].ends === 'day' ? dutchDay(before) : dutchMoment(before);
  return { subject: words.subject, lines: [`Aan ${tableName} ${words.asks}`, `${words.by} ${when}.`] };
}
