import type { RecordedOrgan } from '@samenspel/domain';

type Say = (key: string, values?: Record<string, unknown>) => string;

/** "het college van Gemeente Duinrade" */
export function organInWords({ organ, name, label }: RecordedOrgan, say: Say): string {
  return say(`decisions.organs.${organ}`, { name, label });
}

/** "het college van A en de gemeenteraad van B" */
export function organsInWords(organs: readonly RecordedOrgan[], say: Say, language: string): string {
  const words = organs.map((organ) => organInWords(organ, say));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
