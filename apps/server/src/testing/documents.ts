import type { DocumentView, PresetInput, SectionView } from '@samenspel/domain';
import type { Browser } from './browser';
import type { TestWorld, Who } from './world';

const PLAN = { kind: 'transformationPlan', formality: 'formal' } as const;

export async function addDocument(browser: Browser, tableId: string, title = 'Plan'): Promise<string> {
  const answer = await browser.send('POST', `/api/tables/${tableId}/documents`, { title, ...PLAN });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json<{ documentId: string }>().documentId;
}

export async function addSection(
  browser: Browser,
  documentId: string,
  title: string,
  preset: PresetInput,
): Promise<SectionView> {
  const answer = await browser.send('POST', `/api/documents/${documentId}/sections`, { title, preset });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json();
}

export async function documentAs(browser: Browser, documentId: string): Promise<DocumentView> {
  return (await browser.get(`/api/documents/${documentId}`)).json();
}

/** A section of every audience that there is, each made by who may make it, with its audience. */
export interface Circle {
  readonly title: string;
  readonly maker: Who;
  readonly preset: PresetInput;
  readonly readers: readonly Who[];
}

const EVERYBODY: readonly Who[] = [
  'commissioner',
  'contractor',
  'clientRepresentative',
  'partner',
  'chair',
  'secretary',
  'observer',
  'otherContractor',
  'otherCommissioner',
];
const COMMISSIONERS: readonly Who[] = ['commissioner', 'otherCommissioner'];

export function circlesOf(world: TestWorld): Circle[] {
  const annex = (who: Who): Circle => ({
    title: `CANARY annex ${who}`,
    maker: who,
    preset: { kind: 'providerWithCommissioners', provider: world.seat(who) },
    readers: [...COMMISSIONERS, who],
  });
  const own = (who: Who): Circle => ({
    title: `CANARY own ${who}`,
    maker: who,
    preset: { kind: 'ownSeat', own: world.seat(who) },
    readers: [who],
  });
  return [
    { title: 'CANARY common', maker: 'secretary', preset: { kind: 'wholeTable' }, readers: EVERYBODY },
    { title: 'CANARY vision', maker: 'commissioner', preset: { kind: 'toRead' }, readers: EVERYBODY },
    { title: 'CANARY mandate', maker: 'commissioner', preset: { kind: 'commissionersOnly' }, readers: COMMISSIONERS },
    {
      title: 'CANARY advice',
      maker: 'clientRepresentative',
      preset: { kind: 'clientRepresentativesOnly' },
      readers: ['clientRepresentative'],
    },
    annex('contractor'),
    annex('otherContractor'),
    own('contractor'),
    own('otherContractor'),
    own('commissioner'),
    own('chair'),
    own('secretary'),
  ];
}
