import { createHash } from 'node:crypto';
import type { AudiencePart, DocumentSummary, Role } from '@samenspel/domain';

/** What an export says itself is Dutch, whoever asks for it: it is a paper of the table, not a page of the interface. */
export const WORDS = {
  kinds: {
    transformationPlan: 'Transformatieplan',
    agreement: 'Afspraken',
    learningCycleNote: 'Notitie leercyclus',
    minutes: 'Verslag',
    rulesOfTheGame: 'Spelregels',
  } satisfies Record<DocumentSummary['kind'], string>,
  formality: { formal: 'Formeel', informal: 'Informeel' } satisfies Record<DocumentSummary['formality'], string>,
  formalityMeans: {
    formal: 'Dit gaat over het contract. Partijen zijn pas gebonden na vaststelling en ondertekening.',
    informal: 'Wij werken dit samen uit. Er is nog niets afgesproken.',
  } satisfies Record<DocumentSummary['formality'], string>,
  roles: {
    commissioner: 'opdrachtgever',
    contractor: 'opdrachtnemer',
    clientRepresentative: 'cliëntvertegenwoordiger',
    partner: 'ketenpartner',
    chair: 'voorzitter',
    secretary: 'secretaris',
    observer: 'toehoorder',
  } satisfies Record<Role, string>,
  readers: {
    commissioner: 'gemeenten',
    contractor: 'aanbieders',
    clientRepresentative: 'cliëntvertegenwoordigers',
    partner: 'ketenpartners',
    chair: 'de voorzitter',
    secretary: 'de secretaris',
    observer: 'toehoorders',
  } satisfies Record<Role, string>,
  everybody: 'iedereen aan tafel',
  contents: 'Inhoud',
  restricted: 'Afgeschermd',
  visibleFor: 'Zichtbaar voor',
  empty: 'In dit document staat nog niets dat u mag lezen.',
  emptySection: 'Deze sectie is nog leeg.',
  unprintable: (count: number): string =>
    count === 1
      ? 'Eén teken kon niet worden afgedrukt. Op die plek staat �.'
      : `${count} tekens konden niet worden afgedrukt. Op die plekken staat �.`,
  page: (page: number, pages: number): string => `Pagina ${page} van ${pages}`,
} as const;

/** Who reads a section: "gemeenten en Jeugdhulp De Brug". */
export function audienceInDutch(audience: readonly AudiencePart[]): string {
  const words = audience.map((part) =>
    part.kind === 'everybody' ? WORDS.everybody : part.kind === 'role' ? WORDS.readers[part.role] : part.party.name,
  );
  return new Intl.ListFormat('nl-NL', { type: 'conjunction' }).format(words);
}

/** The line under a section's title. */
export function audienceLine({
  audience,
  restricted,
}: {
  readonly audience: string;
  readonly restricted: boolean;
}): string {
  return `${restricted ? `${WORDS.restricted}. ` : ''}${WORDS.visibleFor}: ${audience}.`;
}

const PLACE = { timeZone: 'Europe/Amsterdam' } as const;

/** A moment as the Netherlands reads it: "22 november 2026 om 07:15". */
export function momentInDutch(at: Date): string {
  return new Intl.DateTimeFormat('nl-NL', { ...PLACE, dateStyle: 'long', timeStyle: 'short' }).format(at);
}

export function dateInDutch(at: Date): string {
  return new Intl.DateTimeFormat('nl-NL', { ...PLACE, dateStyle: 'long' }).format(at);
}

/** What the name of a file says, all of it known to who gets the file. */
export interface FileFacts {
  readonly title: string;
  readonly tableName: string;
  readonly party: string;
  readonly role: string;
}

/** In bytes: systems take 255, and some add their own to it. */
const LONGEST_PART = 60;

/**
 * Name of the file: document, table, party, moment. Where signs had to go, or parts be cut, a mark of what they were is
 * added: the copies of two parties never have one name.
 */
export function fileNameOf({ title, tableName, party, role }: FileFacts, at: Date, extension: string): string {
  const given = [title, tableName, `${party} als ${role}`];
  const safe = given.map(safePart);
  const lost = safe.some((part, nth) => part !== given[nth]?.normalize('NFC'));
  const mark = createHash('sha256').update(JSON.stringify(given)).digest('hex').slice(0, 6);
  const format = new Intl.DateTimeFormat('sv-SE', { ...PLACE, dateStyle: 'short', timeStyle: 'medium' });
  const moment = format.format(at).replaceAll(':', '.');
  const parts = [safe[0] === '' ? 'Document' : safe[0], ...safe.slice(1), ...(lost ? [mark] : []), moment];
  return `${parts.filter((part) => part !== '').join(', ')}.${extension}`;
}

/** Without signs that a system may stumble over, and not longer than a part may be. */
function safePart(text: string): string {
  const safe = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} .()&+-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  let part = '';
  for (const sign of safe) {
    if (Buffer.byteLength(part + sign) > LONGEST_PART) break;
    part += sign;
  }
  return part.trim();
}

/** The header with which a browser keeps an answer as a file of this name (RFC 6266). */
export function attachment(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
