/** The ready-made beginnings of documents, by name. */
export const TEMPLATE_NAMES = [
  'transformationPlan',
  'tableAgreement',
  'providerAgreement',
  'learningCycleNote',
  'minutes',
  'rulesOfTheGame',
] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
