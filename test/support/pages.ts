import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AdministrationView,
  ConfirmationView,
  DocumentView,
  HistoryView,
  OutcomeRegister,
  OutcomeView,
  PreparationView,
  RoundView,
  TablePlanView,
} from '@samenspel/domain';
import { EMPTY_OUTCOME } from '@samenspel/domain';
import { Member } from './member';
import { ROOT } from './product';

/** Who opens the page: in the demonstration's data each has a seat of another kind. */
export const PEOPLE = {
  nobody: null,
  writer: 'Marloes Terpstra',
  chair: 'Eline Drost',
  choosing: 'Hugo Meijer',
  administrator: 'Robin Scheffer',
} as const;

export interface PageOfProduct {
  /** The route's name; a second state of the same page has its own word behind a slash. */
  readonly name: string;
  readonly who: keyof typeof PEOPLE;
  readonly path: string;
  /** What is pressed once the page stands. */
  readonly press?: string;
  /** The page says that something is not there: that is what is looked at. */
  readonly problem?: true;
}

/** The names of all routes of the interface, as its code has them. */
export function routeNames(): string[] {
  const web = join(ROOT, 'apps/web/src');
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)routes\.ts$/.test(path),
  );
  const source = [...files, 'app/pages.ts', 'app/router.ts']
    .map((path) => readFileSync(join(web, path), 'utf8'))
    .join('\n');
  return [...source.matchAll(/\bname: '([^']+)',?\s*(?:\n\s*)?component:|\bpage\('[^']*', '([^']+)'/g)].map(
    (found) => (found[1] ?? found[2])!,
  );
}

/** Every page of the product with an address at which the demonstration, and a little beside it, has something to show. */
export async function pagesOf(url: string): Promise<PageOfProduct[]> {
  const [writer, chair, administrator] = await Promise.all(
    [PEOPLE.writer, PEOPLE.chair, PEOPLE.administrator].map((name) => Member.signIn(url, name)),
  ).then(([one, two, three]) => [one!, two!, three!] as const);
  const table = await writer.table();
  const { documentId, sections, tableId } = await writer.plan();
  const document = `/documenten/${documentId}`;
  const own = known(sections.find(({ owner }) => owner)).sectionId;
  const erasable = known(sections.find(({ owner, right }) => owner && right === 'write')).sectionId;
  const asChair = (await chair.send<DocumentView>('GET', `/api/documents/${documentId}`)).sections;
  const lower = known(asChair.find(({ mayEdit }, at) => mayEdit && asChair[at - 1]?.mayEdit)).sectionId;
  const past = await pastOf(writer, sections);
  const plan = await chair.send<TablePlanView>('GET', `/api/tables/${tableId}/plan`);
  const rounds = await roundsOf(url, chair, writer, documentId);
  const outcomes = await outcomesOf(chair, tableId, documentId, lower);
  const seatId = known(table.seats.find(({ role }) => role === 'contractor')).seatId;
  const history = `${document}/secties/${past.sectionId}/geschiedenis`;
  const dead = 'A'.repeat(43);
  return [
    { name: 'sign-in', who: 'nobody', path: '/aanmelden' },
    { name: 'sign-in/password', who: 'nobody', path: '/aanmelden?met=wachtwoord' },
    { name: 'setup', who: 'nobody', path: `/instellen/${dead}` },
    { name: 'invitation', who: 'nobody', path: `/uitnodiging/${dead}` },
    { name: 'forgotten', who: 'nobody', path: '/wachtwoord-vergeten' },
    { name: 'reset', who: 'nobody', path: `/wachtwoord/${dead}` },
    { name: 'public-outcome', who: 'nobody', path: `/openbaar/uitkomsten/${outcomes.publicId}` },
    { name: 'not-found', who: 'nobody', path: '/er-is-hier-niets', problem: true },
    { name: 'seat', who: 'choosing', path: '/zetel' },
    { name: 'desk', who: 'writer', path: '/' },
    { name: 'account', who: 'writer', path: '/account' },
    { name: 'outbox', who: 'writer', path: '/postvak' },
    { name: 'search', who: 'writer', path: '/zoeken?q=gezinnen' },
    { name: 'table', who: 'writer', path: `/tafels/${tableId}` },
    { name: 'change-phases', who: 'chair', path: `/tafels/${tableId}/fasen` },
    { name: 'add-meeting', who: 'chair', path: `/tafels/${tableId}/vergadering-toevoegen` },
    {
      name: 'change-meeting',
      who: 'chair',
      path: `/tafels/${tableId}/vergaderingen/${known(plan.meetings.at(-1)).meetingId}/wijzigen`,
    },
    { name: 'post-message', who: 'writer', path: `/tafels/${tableId}/mededeling-plaatsen` },
    { name: 'table-access', who: 'writer', path: `/tafels/${tableId}/rechten` },
    { name: 'seal', who: 'writer', path: `/tafels/${tableId}/zegel` },
    { name: 'add-document', who: 'writer', path: `/tafels/${tableId}/document-toevoegen` },
    { name: 'import', who: 'writer', path: `/tafels/${tableId}/document-importeren` },
    { name: 'document', who: 'writer', path: document },
    { name: 'document/comments', who: 'writer', path: document, press: '.bar__panels button >> nth=0' },
    { name: 'document/export', who: 'writer', path: document, press: '.export button' },
    { name: 'document/hidden', who: 'writer', path: '/documenten/00000000-0000-4000-8000-000000000000', problem: true },
    { name: 'copy-document', who: 'writer', path: `${document}/kopieren` },
    { name: 'view-as', who: 'writer', path: `${document}/bekijk-als?als=${seatId}` },
    { name: 'split-section', who: 'chair', path: `${document}/secties/${lower}/splitsen` },
    { name: 'merge-section', who: 'chair', path: `${document}/secties/${lower}/samenvoegen` },
    { name: 'rights', who: 'writer', path: `${document}/secties/${own}/rechten` },
    { name: 'history', who: 'writer', path: history },
    { name: 'version', who: 'writer', path: `${history}/versie/${past.place}` },
    { name: 'compare', who: 'writer', path: `${history}/vergelijken?van=${past.place}` },
    { name: 'restore', who: 'writer', path: `${history}/terugzetten/${past.place}` },
    { name: 'erase', who: 'writer', path: `${document}/secties/${erasable}/geschiedenis/wissen/1.1` },
    { name: 'authorship', who: 'writer', path: `${history}/wie-schreef-wat` },
    { name: 'open-round', who: 'chair', path: `${document}/reactieronde-openen` },
    { name: 'round', who: 'writer', path: `/reactierondes/${rounds.open}` },
    { name: 'round/answering', who: 'writer', path: `/reactierondes/${rounds.answering}` },
    { name: 'publish-round', who: 'chair', path: `/reactierondes/${rounds.answering}/publiceren` },
    { name: 'close-round-without', who: 'chair', path: `/reactierondes/${rounds.open}/doorgaan-zonder-antwoord` },
    { name: 'register', who: 'writer', path: '/besluiten' },
    { name: 'table-register', who: 'chair', path: `/tafels/${tableId}/besluiten` },
    { name: 'prepare-outcome', who: 'chair', path: `/tafels/${tableId}/besluiten/voorbereiden` },
    { name: 'preparation', who: 'chair', path: `/besluiten/voorbereiding/${outcomes.preparing}` },
    { name: 'preparation/closed', who: 'chair', path: `/besluiten/voorbereiding/${outcomes.closed}` },
    { name: 'confirm-outcome', who: 'chair', path: `/besluiten/voorbereiding/${outcomes.closed}/vastleggen` },
    { name: 'outcome', who: 'writer', path: `/besluiten/${outcomes.pending}` },
    { name: 'outcome/public', who: 'writer', path: `/besluiten/${outcomes.published}` },
    { name: 'adoption', who: 'chair', path: `/besluiten/${outcomes.pending}/vaststelling` },
    { name: 'publication', who: 'chair', path: `/besluiten/${outcomes.published}/openbaar` },
    { name: 'proposal', who: 'writer', path: `/besluiten/${outcomes.pending}/voorstel/1` },
    ...(await administrationPages(administrator, tableId)),
  ];
}

async function administrationPages(administrator: Member, tableId: string): Promise<PageOfProduct[]> {
  const { terms, organisations, regions } = await administrator.send<AdministrationView>('GET', '/api/administration');
  const term = known(terms[0]);
  const page = (name: string, path: string): PageOfProduct => ({ name, who: 'administrator', path: `/beheer${path}` });
  // Has no such seat yet, and would read what the municipalities keep to themselves.
  const { organisationId } = known(organisations.find(({ party }) => party.kind === 'secretariat')).party;
  return [
    page('administration', ''),
    page('administration-add-table', '/tafels/toevoegen'),
    page('administration-table', `/tafels/${tableId}`),
    page('administration-add-seat', `/tafels/${tableId}/zetel?organisatie=${organisationId}`),
    page(
      'administration-check-seat',
      `/tafels/${tableId}/zetel/controleren?organisatie=${organisationId}&rol=commissioner`,
    ),
    page('administration-change-table', `/tafels/${tableId}/wijzigen`),
    page('administration-close-table', `/tafels/${tableId}/sluiten`),
    page('administration-access', `/tafels/${tableId}/rechten`),
    page('administration-add-term', `/zetels/${term.seatId}/persoon`),
    page('administration-move-term', `/zetels/${term.seatId}/einde/${term.personId}/${encodeURIComponent(term.from)}`),
    page('administration-organisations', '/organisaties'),
    page('administration-add-organisation', '/organisaties/toevoegen'),
    page('administration-organisation', `/organisaties/${known(organisations[0]).party.organisationId}`),
    page('administration-regions', '/regios'),
    page('administration-add-region', '/regios/toevoegen'),
    page('administration-region', `/regios/${known(regions[0]).regionId}`),
    page('administration-people', '/mensen'),
    page('invitations', '/uitnodigingen'),
  ];
}

/** A section with an earlier version, and its place. */
async function pastOf(
  member: Member,
  sections: DocumentView['sections'],
): Promise<{ sectionId: string; place: string }> {
  for (const { sectionId, right } of sections.filter(({ right }) => right === 'write')) {
    const path = `/api/sections/${sectionId}/history?zone=${encodeURIComponent('Europe/Amsterdam')}`;
    const { chapters } = await member.send<HistoryView>('GET', path);
    const earlier = chapters.flatMap(({ versions }) => versions).at(-1);
    const more = chapters.reduce((sum, { versions }) => sum + versions.length, 0) > 1;
    if (right === 'write' && earlier !== undefined && more)
      return { sectionId, place: `${earlier.place.generation}.${earlier.place.seq}` };
  }
  throw new Error('no section of the demonstration has a past');
}

/** The demonstration's open round, and one of which the answers are being written. */
async function roundsOf(
  url: string,
  chair: Member,
  writer: Member,
  documentId: string,
): Promise<{ open: string; answering: string }> {
  const client = await Member.signIn(url, 'Petra van Loon');
  const read = await chair.send<{ rounds: { roundId: string; state: string }[] }>(
    'GET',
    `/api/documents/${documentId}/rounds`,
  );
  const { sections } = await chair.send<DocumentView>('GET', `/api/documents/${documentId}`);
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const roundId = crypto.randomUUID();
  await chair.send('POST', `/api/documents/${documentId}/rounds`, {
    roundId,
    sectionIds: [known(sections.find(({ restricted }) => !restricted)).sectionId],
    question: 'Begrijpt u waarom wij dit plan maken? Wat moet er anders?',
    closesAt: inDays(14),
    answerBy: inDays(28),
  });
  await client.send('POST', `/api/rounds/${roundId}/remarks`, {
    commentId: crypto.randomUUID(),
    body: 'Noem ook de broers en zussen die thuis blijven.',
  });
  const round = await chair.send<RoundView>('POST', `/api/rounds/${roundId}/closing`, {});
  await writer.send('PUT', `/api/rounds/${roundId}/answers/${known(round.remarks[0]).commentId}`, {
    verdict: 'takenOver',
    why: 'Broers en zussen horen bij het gezin. Wij noemen hen voortaan.',
    place: 'Waarom wij dit plan maken, eerste alinea',
    version: 0,
  });
  return { open: known(read.rounds.find(({ state }) => state === 'open')).roundId, answering: roundId };
}

/** The demonstration's outcomes, one of them made public, with one in preparation and one ready to be confirmed. */
async function outcomesOf(
  chair: Member,
  tableId: string,
  documentId: string,
  sectionId: string,
): Promise<Record<'pending' | 'published' | 'publicId' | 'preparing' | 'closed', string>> {
  const { outcomes } = await chair.send<OutcomeRegister>('GET', `/api/tables/${tableId}/outcomes`);
  const views = await Promise.all(
    outcomes.map(({ outcomeId }) => chair.send<OutcomeView>('GET', `/api/outcomes/${outcomeId}`)),
  );
  const pending = known(views.find(({ mayRecordFor }) => mayRecordFor.length > 0)).outcomeId;
  const published = known(views.find(({ mayPublish, common }) => mayPublish && common)).outcomeId;
  await chair.send('POST', '/api/session/confirm', {});
  const { publications } = await chair.send<OutcomeView>('POST', `/api/outcomes/${published}/publication`, {
    requestId: crypto.randomUUID(),
  });
  const prepare = async (): Promise<PreparationView> => {
    const { preparationId, version } = await chair.send<PreparationView>(
      'POST',
      `/api/tables/${tableId}/outcome-preparations`,
      { documentId, sectionIds: [sectionId] },
    );
    return chair.send('PUT', `/api/outcome-preparations/${preparationId}`, {
      version,
      sectionIds: [sectionId],
      content: {
        ...EMPTY_OUTCOME,
        subject: 'Een vaste contactpersoon voor elk gezin',
        changes: 'Elk gezin heeft vanaf 1 januari één contactpersoon, die blijft zolang de hulp duurt.',
        motivation: 'Gezinnen vertellen hun verhaal nu te vaak opnieuw.',
        competence: 'Afspraak tussen de partijen aan deze tafel',
      },
    });
  };
  const preparing = (await prepare()).preparationId;
  const { preparationId, version } = await prepare();
  await chair.send('POST', `/api/outcome-preparations/${preparationId}/close`, { version, dissentUntil: null });
  await chair.send<ConfirmationView>('GET', `/api/outcome-preparations/${preparationId}/confirmation`);
  return { pending, published, publicId: known(publications[0]).publicId, preparing, closed: preparationId };
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the demonstration lacks something that a page needs');
  return value;
}
