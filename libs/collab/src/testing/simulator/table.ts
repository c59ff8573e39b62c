import {
  audienceOf,
  id,
  type PersonId,
  type Preset,
  type Role,
  type SeatId,
  type SectionAccess,
  type SessionId,
} from '@samenspel/domain';
import * as Y from 'yjs';
import { writeBlocks } from '../../schema/blocks';
import { createTextDoc } from '../../schema/text-doc';
import { TABLE } from '../world';
import type { SimulationContext } from './context';
import type { Database, Person } from './database';
import type { Ledger } from './ledger';

/** Roles and parties of those who take part, in this order: two of one party first, so that names are shown to somebody. */
const SEATS: readonly (readonly [role: Role, party: string])[] = [
  ['commissioner', 'Noord'],
  ['contractor', 'Brug'],
  ['commissioner', 'Noord'],
  ['chair', 'Voorzitter'],
  ['observer', 'Raad'],
  ['clientRepresentative', 'Cliënten'],
];

/** Sections that are made before the history begins, the first for everybody. */
const AUDIENCES = ['wholeTable', 'commissionersOnly', 'ownSeat', 'wholeTable'] as const;

export interface Table {
  readonly people: readonly Person[];
  readonly sections: readonly string[];
  /** Restricted from the beginning: nothing of them is kept outside memory. */
  readonly restricted: ReadonlySet<string>;
}

/** The table at which a history plays: people of several parties, and sections for all or some of them. */
export function setTable(
  counts: { readonly people: number; readonly sections: number },
  context: SimulationContext,
  database: Database,
  ledger: Ledger,
  newId: () => string,
): Table {
  const organisations = new Map<string, string>();
  const people = SEATS.slice(0, counts.people).map(([role, party], at): Person => {
    const organisationId = organisations.get(party) ?? newId();
    organisations.set(party, organisationId);
    return person(at, role, party, organisationId, newId);
  });
  const restricted = new Set<string>();
  const contractor = people[1]!.speaker.actor.seat!.seatId;
  const sections = AUDIENCES.slice(0, counts.sections).map((kind) => {
    const sectionId = newId();
    const preset: Preset = kind === 'ownSeat' ? { kind, own: contractor } : { kind };
    const audience = audienceOf(preset);
    if (audience.restricted) restricted.add(sectionId);
    const access: SectionAccess = { tableId: TABLE, grants: audience.grants, owners: audience.owners };
    const bytes = textOf('Begin', 1, newId);
    database.truth.add({ sectionId, access, accessVersion: 1, generation: 1, namesVisible: false }, bytes);
    ledger.begins(sectionId, [bytes]);
    context.trace.say(`section ${sectionId.slice(-2)} for ${kind}`);
    return sectionId;
  });
  return { people, sections, restricted };
}

export function person(at: number, role: Role, party: string, organisationId: string, newId: () => string): Person {
  const seat = { seatId: id<SeatId>(newId()), tableId: TABLE, role };
  const actor = { personId: id<PersonId>(newId()), sessionId: id<SessionId>(newId()), seat, administrator: false };
  const view = { organisationId, name: party, abbreviation: party.slice(0, 3), kind: 'municipality' as const };
  const name = `P${at} ${party}`;
  return {
    name,
    seated: true,
    speaker: { actor, party: { ...view, mark: { shape: 'circle', hue: 0 } }, personName: name },
  };
}

/** The first row of a text. */
export function textOf(text: string, client: number, newId: () => string): Uint8Array {
  const doc = createTextDoc();
  doc.clientID = client;
  writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text }] }], newId);
  return Y.encodeStateAsUpdate(doc);
}
