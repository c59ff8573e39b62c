import { createHash } from 'node:crypto';
import {
  AdoptionView,
  canonicalJson,
  OUTCOME_FIELD_NAMES,
  RecordedContent,
  ROLES,
  type Grant,
  type OutcomeText,
  type SealedEntry,
} from '@samenspel/domain';
import { canonicalText, type CanonicalValue } from '@samenspel/collab';
import { z } from 'zod';
import type { FrozenText } from '../documents/text/section-texts';
import type { SealedRecord } from '../seal/seal-log';

export type SealedFields = SealedEntry['fields'];
type Plain = SealedFields[string];

/** Who gave the command, as it is sealed: the name apart, so that it can be erased without the rest. */
export interface Recorder {
  readonly name: string;
  readonly party: string;
  readonly role: (typeof ROLES)[number];
}

export const SealedDissent = z.strictObject({
  organisationId: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  text: z.string(),
  at: z.string(),
});
export type SealedDissent = z.infer<typeof SealedDissent>;

const SealedSection = z.strictObject({
  sectionId: z.uuid(),
  code: z.string(),
  title: z.string(),
  generation: z.string().regex(/^\d+$/),
  seq: z.string().regex(/^\d+$/),
  hash: z.string(),
});

/** What is sealed of an outcome beside what the chair filled in. Everything may be absent: it can have been erased. */
const AroundContent = z
  .object({
    number: z.string(),
    recordedAt: z.string(),
    documentId: z.string(),
    documentTitle: z.string(),
    sections: z.array(SealedSection),
    dissent: z.array(SealedDissent),
    dissentClosedAt: z.string(),
    dissentUntil: z.string(),
    roundsReason: z.string(),
    chairName: z.string(),
    chairParty: z.string(),
    chairRole: z.enum(ROLES),
    audience: z.array(z.json()),
    texts: z.array(z.json()),
  })
  .partial();
export type AroundContent = z.infer<typeof AroundContent>;

/** The field that holds all frozen texts. */
export const TEXTS_FIELD = 'texts' satisfies keyof AroundContent;

export interface OutcomeToSeal {
  readonly content: RecordedContent;
  readonly number: string;
  readonly recordedAt: Date;
  readonly document: { readonly documentId: string; readonly title: string };
  readonly texts: readonly (FrozenText & { readonly code: string; readonly title: string })[];
  readonly dissents: readonly SealedDissent[];
  readonly closedAt: Date;
  readonly dissentUntil: Date;
  readonly roundsReason: string;
  readonly chair: Recorder;
  readonly grants: readonly Grant[];
}

/**
 * An outcome as fields of the sealed log. The names of the fields are the same for every outcome, whatever it holds: everybody
 * at the table sees them, of hidden outcomes too. So all texts are one field, and what is absent is sealed as empty.
 */
export function sealedOutcome(outcome: OutcomeToSeal): SealedFields {
  return {
    ...outcome.content,
    number: outcome.number,
    recordedAt: outcome.recordedAt.toISOString(),
    documentId: outcome.document.documentId,
    documentTitle: outcome.document.title.normalize(),
    sections: outcome.texts.map(({ sectionId, code, title, generation, seq, hash }) => ({
      sectionId,
      code,
      title: title.normalize(),
      generation: String(generation),
      seq: String(seq),
      hash,
    })),
    dissent: outcome.dissents.map((dissent) => ({ ...dissent, name: dissent.name.normalize() })),
    dissentClosedAt: outcome.closedAt.toISOString(),
    dissentUntil: outcome.dissentUntil.toISOString(),
    roundsReason: outcome.roundsReason,
    chairName: outcome.chair.name.normalize(),
    chairParty: outcome.chair.party.normalize(),
    chairRole: outcome.chair.role,
    audience: sealedGrants(outcome.grants),
    texts: outcome.texts.map(({ blocks }) => canonicalText(blocks)),
  };
}

/** Grants as plain data. */
export function sealedGrants(grants: readonly Grant[]): Plain {
  return grants.map(({ grantee, right }) => ({
    kind: grantee.kind,
    name: grantee.kind === 'role' ? grantee.role : grantee.seatId,
    right,
  }));
}

/** What a sealed record says, without what was erased. */
function given(record: SealedRecord): Record<string, Plain> {
  const entries = Object.entries(record.fields);
  return Object.fromEntries(entries.filter((entry): entry is [string, Plain] => entry[1] !== undefined));
}

/** What the chair filled in, as it was sealed. Later fields are absent in earlier outcomes, and so is what was erased. */
export function contentOf(record: SealedRecord): Partial<RecordedContent> {
  const fields = given(record);
  const known = OUTCOME_FIELD_NAMES.filter((name) => fields[name] !== undefined && fields[name] !== null);
  return RecordedContent.partial().parse(Object.fromEntries(known.map((name) => [name, fields[name]])));
}

export function aroundContentOf(record: SealedRecord): AroundContent {
  const entries = Object.entries(given(record)).filter(([, value]) => value !== null);
  return AroundContent.parse(Object.fromEntries(entries));
}

/** The frozen texts of a sealed outcome, in the order of its sections. */
export function textsOf(record: SealedRecord): OutcomeText[] {
  const { sections = [], texts = [] } = aroundContentOf(record);
  return sections.map(({ generation, seq, ...section }, index) => ({
    ...section,
    generation: Number(generation),
    seq: Number(seq),
    text: texts[index] ?? null,
  }));
}

/** A frozen text as it is shown before it is recorded: in the same form. */
export function textView(text: OutcomeToSeal['texts'][number]): OutcomeText {
  const { sectionId, code, title, generation, seq, hash } = text;
  return { sectionId, code, title, generation, seq, hash, text: jsonOf(canonicalText(text.blocks)) };
}

function jsonOf(value: CanonicalValue | Plain): OutcomeText['text'] {
  return JSON.parse(JSON.stringify(value)) as OutcomeText['text'];
}

const SealedAdoption = AdoptionView.omit({ entryId: true, recordedBy: true }).extend({
  recordedByParty: z.string(),
  outcome: z.uuid(),
});

/** What an organ said, as it was sealed; null when a part of it was erased or it is about another outcome. */
export function adoptionOf(record: SealedRecord, outcomeId: string): AdoptionView | null {
  const parsed = SealedAdoption.safeParse(given(record));
  if (!parsed.success || parsed.data.outcome !== outcomeId) return null;
  return AdoptionView.parse({ ...parsed.data, entryId: record.recordId, recordedBy: parsed.data.recordedByParty });
}

/** Of the dissents that a page shows or that are recorded, so that nothing else is recorded than was shown. */
export function hashOfDissents(dissents: readonly SealedDissent[]): string {
  const said = dissents.map(({ organisationId, name, role, text, at }) => ({ organisationId, name, role, text, at }));
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}
