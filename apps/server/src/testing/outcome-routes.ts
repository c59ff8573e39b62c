import type { SectionView } from '@samenspel/domain';
import type { Browser } from './browser';
import { adoption, COMPLETE, fill, prepare, recorded } from './outcomes';

interface HiddenOutcomes {
  readonly documentId: string;
  readonly sectionId: string;
  readonly preparationId: string;
  readonly outcomeId: string;
}

/** An outcome, and another in the making, on a section that only the chair reads. */
export async function hiddenOutcomes(
  chair: Browser,
  tableId: string,
  documentId: string,
  section: SectionView,
): Promise<HiddenOutcomes> {
  const { outcomeId } = await recorded(chair, tableId, documentId, [section]);
  const { preparationId } = await fill(chair, await prepare(chair, tableId, documentId, [section]));
  return { documentId, sectionId: section.sectionId, preparationId, outcomeId };
}

export interface OutcomeQuestion {
  readonly route: string;
  readonly path: (id: string) => string;
  readonly body?: unknown;
  readonly id: () => string;
  readonly chair: number | 'hidden';
  /** As the others, when it is left out. */
  readonly secretary?: number;
  readonly others: number | 'hidden';
}

const VERSION = 99;
const NOBODY = crypto.randomUUID();

/** Every route of outcomes, asked so that nothing changes; the chair has confirmed who he is. */
export function outcomeQuestions(tableId: string, hidden: HiddenOutcomes): OutcomeQuestion[] {
  const { preparationId, outcomeId, documentId, sectionId } = hidden;
  const requestId = crypto.randomUUID();
  const place = { sectionId, code: 'X', title: 'X', generation: 1, seq: 0, hash: '0'.repeat(64) };
  const sectionIds = [sectionId];
  const ofTable = (method: string, more: string, question: Partial<OutcomeQuestion>): OutcomeQuestion => ({
    route: `${method} /api/tables/:tableId/${more}`,
    path: (id) => `/api/tables/${id}/${more}`,
    id: () => tableId,
    chair: 200,
    others: 200,
    ...question,
  });
  const ofPreparation = (method: string, more: string, chair: number, body?: unknown): OutcomeQuestion => ({
    route: `${method} /api/outcome-preparations/:preparationId${more}`,
    path: (id) => `/api/outcome-preparations/${id}${more}`,
    id: () => preparationId,
    chair,
    others: 'hidden',
    body,
  });
  const ofOutcome = (method: string, more: string, chair: number, body?: unknown): OutcomeQuestion => ({
    ...ofPreparation(method, more, chair, body),
    route: `${method} /api/outcomes/:outcomeId${more}`,
    path: (id) => `/api/outcomes/${id}${more}`,
    id: () => outcomeId,
  });
  return [
    ofTable('GET', 'outcomes', {}),
    ofTable('POST', 'outcome-preparations', {
      body: { documentId, sectionIds: [NOBODY] },
      chair: 400,
      secretary: 400,
      others: 403,
    }),
    ofPreparation('GET', '', 200),
    ofPreparation('PUT', '', 409, { version: VERSION, sectionIds, content: COMPLETE }),
    ofPreparation('POST', '/close', 409, { version: VERSION, dissentUntil: null }),
    ofPreparation('POST', '/reopen', 409, { version: VERSION }),
    ofPreparation('PUT', '/dissent', 403, { text: 'Niet eens' }),
    ofPreparation('DELETE', '/dissent', 403),
    ofPreparation('GET', '/confirmation', 409),
    ofPreparation('POST', '/record', 409, {
      requestId,
      version: VERSION,
      texts: [place],
      dissentHash: place.hash,
      roundsReason: '',
    }),
    ofPreparation('DELETE', '', 204),
    ofOutcome('GET', '', 200),
    ofOutcome('POST', '/adoptions', 400, adoption(NOBODY)),
    {
      ...ofOutcome('POST', '/requests/:place', 404, { state: 'done', number: 0 }),
      path: (id) => `/api/outcomes/${id}/requests/7`,
    },
    ofOutcome('POST', '/publication', 403, { requestId }),
    ofOutcome('POST', '/publication/withdrawal', 409, { requestId: crypto.randomUUID() }),
    {
      route: 'GET /api/public/outcomes/:publicId',
      path: (id) => `/api/public/outcomes/${id}`,
      id: () => outcomeId,
      chair: 'hidden',
      others: 'hidden',
    },
  ];
}
