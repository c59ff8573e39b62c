import type { Plain } from '../seal/canonical-json';
import type { OutcomeSummary, OutcomeView } from './contracts';
import { OUTCOME_FIELD_NAMES } from './outcome-fields';

/** Fields of a sealed outcome as a page shows them, to be held against the log: null for what it does not show. */
export type ShownFields = Readonly<Record<string, Plain>>;

/** What the register shows of an outcome. */
export function shownInRegister({ content, number, recordedAt }: OutcomeSummary): ShownFields {
  const words = OUTCOME_FIELD_NAMES.map((name): [string, Plain] => [name, content[name] ?? null]);
  return { ...Object.fromEntries(words), number, recordedAt };
}

/** What the page of an outcome shows, texts and dissent included. What was erased is shown as empty. */
export function shownOnPage(outcome: OutcomeView): ShownFields {
  const { documentTitle, dissents, recordedBy, roundsReason, texts } = outcome;
  const isErased = texts.every(({ text }) => text === null);
  return {
    ...shownInRegister(outcome),
    documentTitle,
    sections: texts.map(({ sectionId, code, title, generation, seq, hash }) => ({
      sectionId,
      code,
      title,
      generation: String(generation),
      seq: String(seq),
      hash,
    })),
    texts: isErased ? null : texts.map(({ text }) => text as Plain),
    dissent: dissents,
    roundsReason,
    chairParty: recordedBy.party,
    ...(recordedBy.name === null ? {} : { chairName: recordedBy.name }),
  };
}
