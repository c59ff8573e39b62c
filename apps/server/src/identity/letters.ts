import type { Letter } from '../notifications/mailer';

const GREETING = 'Goedendag,';
const END = 'Met vriendelijke groet,\nSamenspel';

/**
 * In Dutch. Names who invites and for which organisation, so that it is not taken for a trick, and no table: a letter goes
 * through machines that nobody at the table knows.
 */
export function invitationLetter(
  to: string,
  invitation: {
    readonly by: string;
    readonly party: string;
    readonly regionName: string;
    readonly link: string;
    readonly expires: string;
  },
): Letter {
  const { by, party, regionName, link, expires } = invitation;
  return {
    to,
    about: 'account',
    subject: 'U bent uitgenodigd voor Samenspel',
    text: letterOf(
      `${by} nodigt u uit om namens ${party} mee te werken in Samenspel van ${regionName}. Daar schrijven gemeenten, aanbieders en cliënten ` +
        'samen aan plannen voor de jeugdhulp.',
      'Open deze link om te zien voor welke plaats aan tafel u bent uitgenodigd, en om mee te doen:',
      link,
      `De link is alleen voor u, werkt één keer en werkt tot en met ${expires}. Stuur hem niet door.`,
      'Verwacht u deze uitnodiging niet? Dan hoeft u niets te doen.',
    ),
  };
}

export function resetLetter(to: string, link: string): Letter {
  return {
    to,
    about: 'account',
    subject: 'Kies een nieuw wachtwoord voor Samenspel',
    text: letterOf(
      'Iemand heeft voor dit e-mailadres een nieuw wachtwoord aangevraagd. Kies het met deze link:',
      link,
      'De link werkt één keer en één uur. Daarna wordt u overal afgemeld en meldt u zich aan met uw nieuwe wachtwoord.',
      'Hebt u dit niet gevraagd? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.',
    ),
  };
}

export function passwordChangedLetter(to: string, link: string): Letter {
  return {
    to,
    about: 'account',
    subject: 'Uw wachtwoord voor Samenspel is veranderd',
    text: letterOf(
      'Het wachtwoord van uw account is zojuist veranderd. Was u dat zelf? Dan hoeft u niets te doen.',
      'Was u het niet? Vraag dan meteen een nieuw wachtwoord aan, en vertel het de beheerder:',
      link,
    ),
  };
}

function letterOf(...paragraphs: string[]): string {
  return [GREETING, ...paragraphs, END].join('\n\n');
}
