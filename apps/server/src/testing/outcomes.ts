import {
  confirmedText,
  EMPTY_OUTCOME,
  type ConfirmationView,
  type OutcomeContent,
  type OutcomeView,
  type PreparationView,
  type RecordAdoption,
  type SectionView,
} from '@samenspel/domain';
import type { Answer, Browser } from './browser';

/** The word that may appear nowhere but with who reads the outcome. */
export const SECRET = 'CANARY-OUTCOME';

export const COMPLETE: OutcomeContent = {
  ...EMPTY_OUTCOME,
  subject: `Gezinshuizen ${SECRET}`,
  changes: `Kinderen wonen vanaf 2027 dichter bij huis ${SECRET}`,
  motivation: `Minder verhuizen ${SECRET}`,
  competence: `Mandaat van de colleges ${SECRET}`,
};

/** What somebody gets; the status is part of the message when it was refused. */
async function got<T>(answer: Promise<Answer>): Promise<T> {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return json<T>();
}

export const confirmed = async (browser: Browser): Promise<Browser> => {
  const { status, text } = await browser.send('POST', '/api/session/confirm', {});
  if (status !== 204) throw new Error(text);
  return browser;
};

export function prepare(chair: Browser, tableId: string, documentId: string, sections: readonly SectionView[]) {
  const sectionIds = sections.map(({ sectionId }) => sectionId);
  return got<PreparationView>(
    chair.send('POST', `/api/tables/${tableId}/outcome-preparations`, { documentId, sectionIds }),
  );
}

export function fill(
  chair: Browser,
  { preparationId, version, sections }: PreparationView,
  content: Partial<OutcomeContent> = {},
) {
  return got<PreparationView>(
    chair.send('PUT', `/api/outcome-preparations/${preparationId}`, {
      version,
      sectionIds: sections.map(({ sectionId }) => sectionId),
      content: { ...COMPLETE, ...content },
    }),
  );
}

export function close(chair: Browser, { preparationId, version }: PreparationView, dissentUntil: string | null = null) {
  const path = `/api/outcome-preparations/${preparationId}/close`;
  return got<PreparationView>(chair.send('POST', path, { version, dissentUntil }));
}

export function confirmation(chair: Browser, preparationId: string) {
  return got<ConfirmationView>(chair.get(`/api/outcome-preparations/${preparationId}/confirmation`));
}

/** What the browser sends when the chair confirms what the page shows. */
export function confirming(
  { preparation, texts, dissentHash }: ConfirmationView,
  requestId: string = crypto.randomUUID(),
) {
  return {
    requestId,
    version: preparation.version,
    texts: texts.map(confirmedText),
    dissentHash,
    roundsReason: '',
  };
}

export const record = (chair: Browser, preparationId: string, body: unknown): Promise<Answer> =>
  chair.send('POST', `/api/outcome-preparations/${preparationId}/record`, body);

/** From choosing the sections to the record, as the chair does it when the table is together. */
export async function recorded(
  chair: Browser,
  tableId: string,
  documentId: string,
  sections: readonly SectionView[],
  content: Partial<OutcomeContent> = {},
): Promise<OutcomeView> {
  const { preparationId } = await close(
    chair,
    await fill(chair, await prepare(chair, tableId, documentId, sections), content),
  );
  await confirmed(chair);
  return got<OutcomeView>(record(chair, preparationId, confirming(await confirmation(chair, preparationId))));
}

/** A college that adopts today; the day is the one on which the test's clock stands. */
export function adoption(organisationId: string, more: Partial<RecordAdoption> = {}): RecordAdoption {
  return {
    requestId: crypto.randomUUID(),
    organ: { organisationId, organ: 'college', label: '' },
    result: 'adopted',
    date: '2026-11-23',
    ground: 'own',
    source: 'artikel 160 Gemeentewet',
    reservation: '',
    reason: '',
    corrects: null,
    ...more,
  };
}
