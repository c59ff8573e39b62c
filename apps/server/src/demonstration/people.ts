import type { MarkShape, OrganisationKind } from '@samenspel/domain';
import type { SeatName } from './content/demo-section';

/**
 * The people and parties of the demonstration. All are made up: no municipality, provider or client organisation bears
 * one of these names, so no real one is given an opinion that it does not have.
 */
export const REGION = 'Jeugdregio Zilverland';

export const TABLES = {
  development: {
    kind: 'development',
    name: 'Ontwikkeltafel jeugdhulp met verblijf',
    purpose:
      'Samen uitwerken hoe meer kinderen in een gezin opgroeien en verblijf korter en dichter bij huis wordt, in een plan voor drie jaar.',
  },
  board: {
    kind: 'board',
    name: 'Bestuurscommissie Jeugd Zilverland',
    purpose: 'De zeven gemeenten besluiten samen over de jeugdhulp die zij gezamenlijk inkopen.',
  },
} as const;
export type TableName = keyof typeof TABLES;

export interface DemoOrganisation {
  readonly abbreviation: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly mark: readonly [MarkShape, number];
  /** Abbreviation of the provider to which a client council belongs. */
  readonly parent?: string;
}

export const ORGANISATIONS: readonly DemoOrganisation[] = [
  { abbreviation: 'ZD', name: 'Gemeente Zilverdam', kind: 'municipality', mark: ['circle', 0] },
  { abbreviation: 'DR', name: 'Gemeente Duinrade', kind: 'municipality', mark: ['square', 1] },
  { abbreviation: 'EW', name: 'Gemeente Elzerwaard', kind: 'municipality', mark: ['triangle', 2] },
  { abbreviation: 'HM', name: 'Gemeente Hoogmeren', kind: 'municipality', mark: ['diamond', 3] },
  { abbreviation: 'VR', name: 'Gemeente Veldrade', kind: 'municipality', mark: ['hexagon', 4] },
  { abbreviation: 'OM', name: 'Gemeente Oostermeren', kind: 'municipality', mark: ['star', 5] },
  { abbreviation: 'BZ', name: 'Gemeente Brinkzijl', kind: 'municipality', mark: ['circle', 6] },
  { abbreviation: 'JZ', name: 'Jeugdhulp Zilverdam', kind: 'provider', mark: ['square', 7] },
  { abbreviation: 'PV', name: 'Pleegzorg Veldrade', kind: 'provider', mark: ['triangle', 8] },
  { abbreviation: 'WO', name: 'Woonhuizen Oostermeren', kind: 'provider', mark: ['diamond', 9] },
  { abbreviation: 'BE', name: 'Behandelcentrum Elzerwaard', kind: 'provider', mark: ['hexagon', 10] },
  { abbreviation: 'GB', name: 'Gezinshuizen Brinkzijl', kind: 'provider', mark: ['star', 11] },
  { abbreviation: 'JBZ', name: 'Jeugdbescherming Zilverland', kind: 'provider', mark: ['circle', 2] },
  {
    abbreviation: 'CJZ',
    name: 'Cliëntenraad Jeugdhulp Zilverdam',
    kind: 'clientCouncil',
    mark: ['square', 4],
    parent: 'JZ',
  },
  { abbreviation: 'OJZ', name: 'Ouders en Jongeren Zilverland', kind: 'clientOrganisation', mark: ['triangle', 6] },
  { abbreviation: 'SOZ', name: 'Samenwerkingsverband Onderwijs Zilverland', kind: 'education', mark: ['diamond', 0] },
  { abbreviation: 'RBJ', name: 'Regiobureau Jeugd Zilverland', kind: 'secretariat', mark: ['hexagon', 1] },
  // Of the independent chair, where the regional office works for the municipalities.
  { abbreviation: 'SOT', name: 'Secretariaat ontwikkeltafel', kind: 'independent', mark: ['diamond', 8] },
  { abbreviation: 'OV', name: 'Onafhankelijk voorzitter', kind: 'independent', mark: ['star', 3] },
  { abbreviation: 'GRZ', name: 'Griffies van de gemeenteraden', kind: 'independent', mark: ['circle', 9] },
];

export const MUNICIPALITIES = ['ZD', 'DR', 'EW', 'HM', 'VR', 'OM', 'BZ'] as const;
const PROVIDERS = ['JZ', 'PV', 'WO', 'BE', 'GB', 'JBZ'] as const;

/** The seats of both tables. In the board the chair rotates: the municipality that chairs keeps its own seat apart. */
export const SEATS: Readonly<Record<TableName, readonly SeatName[]>> = {
  development: [
    ...MUNICIPALITIES.map((party): SeatName => [party, 'commissioner']),
    ...PROVIDERS.map((party): SeatName => [party, 'contractor']),
    ['CJZ', 'clientRepresentative'],
    ['OJZ', 'clientRepresentative'],
    ['SOZ', 'partner'],
    ['OV', 'chair'],
    ['SOT', 'secretary'],
    ['RBJ', 'secretary'],
    ['GRZ', 'observer'],
  ],
  board: [...MUNICIPALITIES.map((party): SeatName => [party, 'commissioner']), ['EW', 'chair'], ['RBJ', 'secretary']],
};

export interface DemoPersonSeed {
  readonly name: string;
  readonly jobTitle: string;
  readonly administrator?: boolean;
  readonly seats: readonly (readonly [TableName, ...SeatName])[];
}

const at = (
  name: string,
  jobTitle: string,
  ...seats: readonly (readonly [TableName, ...SeatName])[]
): DemoPersonSeed => ({ name, jobTitle, seats });

export const PERSONS: readonly DemoPersonSeed[] = [
  at('Marloes Terpstra', 'Beleidsadviseur jeugd', ['development', 'ZD', 'commissioner']),
  at('Youssef Amrani', 'Contractmanager', ['development', 'ZD', 'commissioner']),
  at('Sjoerd Wiersma', 'Beleidsadviseur jeugd', ['development', 'DR', 'commissioner']),
  at('Fatima el Idrissi', 'Beleidsmedewerker', ['development', 'EW', 'commissioner']),
  at('Tom de Rooij', 'Beleidsadviseur sociaal domein', ['development', 'HM', 'commissioner']),
  at('Ilse Nijboer', 'Accounthouder jeugdhulp', ['development', 'VR', 'commissioner']),
  at('Bas Koenders', 'Financieel adviseur', ['development', 'OM', 'commissioner']),
  at('Noor Haveman', 'Teamleider toegang', ['development', 'BZ', 'commissioner']),
  at('Hanneke Brouwers', 'Wethouder', ['board', 'ZD', 'commissioner']),
  at('Kees van Dalen', 'Wethouder', ['board', 'DR', 'commissioner']),
  at('Anouk Verheij', 'Wethouder', ['board', 'EW', 'commissioner'], ['board', 'EW', 'chair']),
  at('Pieter Schouten', 'Wethouder', ['board', 'HM', 'commissioner']),
  at('Gerda Postma', 'Wethouder', ['board', 'VR', 'commissioner']),
  at('Ruben Oudejans', 'Wethouder', ['board', 'OM', 'commissioner']),
  at('Lieke Tuinstra', 'Wethouder', ['board', 'BZ', 'commissioner']),
  at('Annemiek Roos', 'Directeur', ['development', 'JZ', 'contractor']),
  at('Dennis Laurens', 'Manager bedrijfsvoering', ['development', 'JZ', 'contractor']),
  at('Joost Hartman', 'Directeur', ['development', 'PV', 'contractor']),
  at('Esra Yildiz', 'Directeur', ['development', 'WO', 'contractor']),
  at('Wim Kalkman', 'Directeur behandeling', ['development', 'BE', 'contractor']),
  at('Carla Smit', 'Gezinshuisouder en bestuurder', ['development', 'GB', 'contractor']),
  at('Mohamed Bouzian', 'Regiomanager', ['development', 'JBZ', 'contractor']),
  at('Petra van Loon', 'Ouder in de cliëntenraad', ['development', 'CJZ', 'clientRepresentative']),
  at('Sanne Visser', 'Ervaringsdeskundige', ['development', 'OJZ', 'clientRepresentative']),
  at(
    'Hugo Meijer',
    'Ouder, voorzitter cliëntenraad',
    ['development', 'CJZ', 'clientRepresentative'],
    ['development', 'OJZ', 'clientRepresentative'],
  ),
  at('Karin Blom', 'Coördinator onderwijs en jeugdhulp', ['development', 'SOZ', 'partner']),
  at('Eline Drost', 'Onafhankelijk voorzitter', ['development', 'OV', 'chair']),
  at('Mirjam Hoekstra', 'Secretaris van de tafel', ['development', 'SOT', 'secretary']),
  at(
    'Jeroen Pols',
    'Secretaris van het regiobureau',
    ['development', 'RBJ', 'secretary'],
    ['board', 'RBJ', 'secretary'],
  ),
  at('Wil van den Akker', 'Griffier', ['development', 'GRZ', 'observer']),
  { name: 'Robin Scheffer', jobTitle: 'Functioneel beheerder', administrator: true, seats: [] },
];
