import type {
  DemoPerson,
  DocumentView,
  ImportPreview,
  OwnSeatView,
  PartyView,
  SectionRightsView,
  SeatView,
  SessionSummary,
  TableView,
} from '@samenspel/domain';

/** Canned facts of a fictional region, in the form of the contracts. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

type Shape = PartyView['mark']['shape'];
const party = (
  number: number,
  name: string,
  abbreviation: string,
  kind: PartyView['kind'],
  shape: Shape,
  hue: number,
): PartyView => ({ organisationId: uuid(number), name, abbreviation, kind, mark: { shape, hue } });

const noorderveen = party(101, 'Gemeente Noorderveen', 'NV', 'municipality', 'square', 0);
const zuiderhaven = party(102, 'Gemeente Zuiderhaven', 'ZH', 'municipality', 'square', 5);
const westerkoog = party(103, 'Gemeente Westerkoog', 'WK', 'municipality', 'hexagon', 7);
const deBrug = party(104, 'Jeugdhulp De Brug', 'BRUG', 'provider', 'triangle', 1);
const hetAnker = party(105, 'Stichting Het Anker', 'ANK', 'provider', 'diamond', 3);
const wilgenhof = party(106, 'Gezinshuizen Wilgenhof', 'WIL', 'provider', 'triangle', 4);
const cliëntenraad = party(107, 'Cliëntenraad De Brug', 'CRB', 'clientCouncil', 'circle', 6);
const ouders = party(108, 'Ouders aan Zet', 'OAZ', 'clientOrganisation', 'star', 2);
const chair = party(109, 'Onafhankelijk voorzitter', 'VZ', 'independent', 'circle', 10);
const secretariat = party(110, 'Inkoopbureau Regio Waterland-Oost', 'IBW', 'secretariat', 'circle', 8);
const school = party(111, 'Scholenkoepel De Vaart', 'SDV', 'education', 'star', 11);
const council = party(112, 'Gemeenteraad Noorderveen', 'RAAD', 'municipality', 'diamond', 9);

export const TABLE = uuid(1);
export const DOCUMENT = uuid(2);
const TABLE_NAME = 'Ontwikkeltafel Zorg dichtbij huis';

const SEATS: [PartyView, SeatView['role'], string, string][] = [
  [noorderveen, 'commissioner', 'Anna de Wit', 'beleidsadviseur jeugd'],
  [zuiderhaven, 'commissioner', 'Bram Jacobs', 'contractmanager'],
  [westerkoog, 'commissioner', 'Carla Visser', 'wethouder jeugd'],
  [deBrug, 'contractor', 'Dirk Postma', 'directeur'],
  [hetAnker, 'contractor', 'Esra Yıldız', 'manager ambulante hulp'],
  [wilgenhof, 'contractor', 'Fenna Dijkstra', 'bestuurder'],
  [cliëntenraad, 'clientRepresentative', 'Gijs Bakker', 'lid cliëntenraad'],
  [ouders, 'clientRepresentative', 'Hanan el Idrissi', 'ervaringsdeskundige'],
  [school, 'partner', 'Iris Mulder', 'coördinator passend onderwijs'],
  [chair, 'chair', 'Joost van Loon', 'voorzitter'],
  [secretariat, 'secretary', 'Karin Smit', 'secretaris'],
  [council, 'observer', 'Lars Hoekstra', 'raadslid'],
];

const seatId = (index: number): string => uuid(201 + index);

const ownSeats: OwnSeatView[] = SEATS.map(([seatParty, role], index) => ({
  seatId: seatId(index),
  role,
  party: seatParty,
  tableId: TABLE,
  tableName: TABLE_NAME,
  tableKind: 'development',
  tableLabel: null,
}));
const boardSeat: OwnSeatView = {
  ...ownSeats[2]!,
  seatId: uuid(301),
  role: 'chair',
  party: chair,
  tableId: uuid(3),
  tableName: 'Bestuurscommissie jeugd',
  tableKind: 'board',
  tableLabel: null,
};

export interface MockPerson {
  readonly person: { personId: string; name: string; jobTitle: string };
  readonly seats: readonly OwnSeatView[];
}

export const PEOPLE: readonly MockPerson[] = SEATS.map(([, , name, jobTitle], index) => ({
  person: { personId: uuid(401 + index), name, jobTitle },
  seats: index === 2 ? [ownSeats[2]!, boardSeat] : [ownSeats[index]!],
}));

export const demoPeople: DemoPerson[] = PEOPLE.map(({ person, seats }) => ({
  ...person,
  administrator: false,
  seats: seats.map(({ role, party: seatParty, tableName }) => ({ role, party: seatParty, tableName })),
}));

export const sessions: SessionSummary[] = [
  {
    sessionId: uuid(501),
    current: true,
    device: 'Firefox op Windows',
    createdAt: '2026-11-20T08:12:00.000Z',
    lastSeenAt: '2026-11-22T09:30:00.000Z',
  },
  {
    sessionId: uuid(502),
    current: false,
    device: 'Safari op iPhone',
    createdAt: '2026-11-03T17:45:00.000Z',
    lastSeenAt: '2026-11-21T20:02:00.000Z',
  },
];

export function tableFor(seat: OwnSeatView): TableView {
  return {
    tableId: seat.tableId,
    name: seat.tableName,
    kind: seat.tableKind,
    label: null,
    reportsTo: null,
    closedAt: null,
    regionName: 'Regio Waterland-Oost',
    purpose:
      'Gemeenten, aanbieders en cliënten werken uit hoe kinderen vaker thuis of dicht bij huis geholpen worden, en hoe verblijf in een instelling korter en zeldzamer wordt.',
    occupantsVisible: true,
    namesVisible: false,
    mayAddDocument: ['commissioner', 'chair', 'secretary'].includes(seat.role),
    seats: ownSeats.map((each, index) => ({
      seatId: each.seatId,
      role: each.role,
      party: each.party,
      persons:
        each.party.organisationId === seat.party.organisationId
          ? [
              {
                personId: uuid(401 + index),
                name: SEATS[index]![2],
                jobTitle: SEATS[index]![3],
                standIn: false,
                until: null,
              },
            ]
          : null,
    })),
    documents:
      seat.tableId === TABLE
        ? [
            documentSummary(
              DOCUMENT,
              'Transformatieplan Zorg dichtbij huis 2027-2030',
              'transformationPlan',
              'informal',
            ),
            documentSummary(uuid(4), 'Afspraken ambulante jeugdhulp', 'agreement', 'formal'),
            documentSummary(uuid(5), 'Spelregels van de ontwikkeltafel', 'rulesOfTheGame', 'formal'),
          ]
        : [],
  };
}

function documentSummary(
  documentId: string,
  title: string,
  kind: DocumentView['kind'],
  formality: DocumentView['formality'],
): TableView['documents'][number] {
  return { documentId, title, kind, formality, createdAt: '2026-10-14T09:00:00.000Z', archivedAt: null };
}

export function documentFor(seat: OwnSeatView): DocumentView {
  const commissioner = seat.role === 'commissioner';
  const inAnnex = commissioner || seat.party === deBrug;
  const everybody = [{ kind: 'everybody' as const }];
  const writes = commissioner || seat.role === 'contractor' || seat.role === 'chair' || seat.role === 'secretary';
  const common = (number: number, title: string): DocumentView['sections'][number] => ({
    sectionId: uuid(600 + number),
    code: String(number),
    title,
    right: writes ? 'write' : seat.role === 'observer' ? 'read' : 'comment',
    audience: everybody,
    restricted: false,
    owner: commissioner,
    mayEdit: commissioner,
    archivedAt: null,
  });
  return {
    ...documentSummary(DOCUMENT, 'Transformatieplan Zorg dichtbij huis 2027-2030', 'transformationPlan', 'informal'),
    tableId: TABLE,
    tableName: TABLE_NAME,
    mayAddSection: writes || seat.role === 'clientRepresentative',
    mayEdit: commissioner,
    archive: [],
    sections: [
      { ...common(1, 'Visie van de gemeenteraden'), right: 'read' },
      common(2, 'Waarom dit plan'),
      common(3, 'Doelen'),
      common(4, 'Wie doet wat'),
      ...(inAnnex
        ? [
            {
              sectionId: uuid(605),
              code: 'B.1',
              title: 'Tempo en frictiekosten De Brug',
              right: 'write' as const,
              audience: [
                { kind: 'role' as const, role: 'commissioner' as const },
                { kind: 'party' as const, party: deBrug },
              ],
              restricted: true,
              owner: true,
              mayEdit: true,
              archivedAt: null,
            },
          ]
        : []),
    ],
  };
}

export function rightsFor(seat: OwnSeatView, sectionId: string): SectionRightsView {
  const annex = sectionId === uuid(605);
  const role = (name: SeatView['role'], right: SectionRightsView['grants'][number]['right']) => ({
    grantee: { kind: 'role' as const, role: name },
    right,
  });
  const grants: SectionRightsView['grants'] = annex
    ? [role('commissioner', 'write'), { grantee: { kind: 'seat', seatId: seatId(3) }, right: 'write' }]
    : [
        role('commissioner', 'write'),
        role('contractor', 'write'),
        role('clientRepresentative', 'comment'),
        role('partner', 'comment'),
        role('chair', 'write'),
        role('secretary', 'write'),
        role('observer', 'read'),
      ];
  return {
    sectionId,
    accessVersion: 3,
    mayChange: seat.role === 'commissioner',
    grants,
    owners: [{ kind: 'role', role: 'commissioner' }],
    seats: ownSeats.map((each) => ({
      seatId: each.seatId,
      role: each.role,
      party: each.party,
      right:
        grants.find(({ grantee }) => grantee.kind === 'seat' && grantee.seatId === each.seatId)?.right ??
        grants.find(({ grantee }) => grantee.kind === 'role' && grantee.role === each.role)?.right ??
        'none',
      owner: each.role === 'commissioner',
    })),
    log: [
      {
        at: '2026-11-12T13:20:00.000Z',
        by: noorderveen,
        changes: [{ grantee: { kind: 'role', role: 'clientRepresentative' }, from: 'read', to: 'comment' }],
      },
    ],
  };
}

export const importPreview: ImportPreview = {
  remarks: [
    { kind: 'images', count: 3 },
    { kind: 'footnotes', count: 2 },
  ],
  plan: {
    title: 'Plan van aanpak ambulante jeugdhulp',
    words: 1284,
    unsureBlocks: 2,
    sections: [
      {
        title: 'Aanleiding',
        blocks: [
          {
            type: 'block',
            kind: 'paragraph',
            runs: [
              { text: 'Te veel kinderen wonen langer in een instelling dan nodig is. Wij willen dat veranderen.' },
            ],
          },
          { type: 'block', kind: 'heading', level: 2, runs: [{ text: 'Wat wij zien' }] },
          { type: 'block', kind: 'bullet', runs: [{ text: 'Wachttijden lopen op' }] },
          { type: 'block', kind: 'bullet', indent: 1, runs: [{ text: 'vooral voor specialistische hulp' }] },
          { type: 'block', kind: 'bullet', runs: [{ text: 'Hulp thuis begint laat' }] },
          {
            type: 'block',
            kind: 'paragraph',
            unsure: true,
            runs: [
              { text: 'In 2025 ging het om 214 kinderen, ' },
              { text: 'van wie 61 langer dan een jaar', marks: ['bold'] },
              { text: '.' },
            ],
          },
        ],
      },
      {
        title: 'Doelen en planning',
        blocks: [
          {
            type: 'table',
            header: true,
            rows: [
              ['Doel', 'Nu', '2030'],
              ['Kinderen in verblijf', '214', '150'],
            ].map((row) => row.map((text) => [{ type: 'block', kind: 'paragraph', runs: [{ text }] }])),
          },
          { type: 'block', kind: 'numbered', runs: [{ text: 'Nulmeting in januari' }] },
          { type: 'block', kind: 'numbered', unsure: true, runs: [{ text: 'Eerste gesprek per aanbieder' }] },
        ],
      },
    ],
  },
};
