import { providerAgreement, tableAgreement } from './agreements';
import { learningCycleNote } from './learning-cycle-note';
import { minutes } from './minutes';
import type { DocumentTemplate } from './model';
import type { TemplateName } from './names';
import { rulesOfTheGame } from './rules-of-the-game';
import { transformationPlan } from './transformation-plan';

/** Every template, by name. */
export const TEMPLATES: Readonly<Record<TemplateName, DocumentTemplate>> = {
  transformationPlan,
  tableAgreement,
  providerAgreement,
  learningCycleNote,
  minutes,
  rulesOfTheGame,
};
