import {
  IMPORT_MAX_BYTES,
  planFromOutline,
  remarksOf,
  titleFromName,
  type ImportedPlan,
  type ImportRemark,
  type ProblemCode,
} from '@samenspel/domain';
import { FileRefused } from './file-refused';
import { openPackage } from './open-package';
import { readDocx } from './read-docx';
import { XmlBudget } from './xml';

export type PlanFromFile =
  | { readonly ok: true; readonly plan: ImportedPlan; readonly remarks: ImportRemark[] }
  | { readonly ok: false; readonly code: ProblemCode };

/**
 * Makes a plan of a Word file, before anything is stored. Nothing outside the file is fetched, no picture is opened and
 * nothing in it runs.
 *
 * @param name without its extension it is the title if the text has none
 * @param now the time in milliseconds: a file that takes too long is refused
 * @returns the plan and what could not be kept as it was, or the reason for which the file is refused
 */
export async function planFromDocx(
  name: string,
  bytes: Uint8Array,
  now: () => number = Date.now,
): Promise<PlanFromFile> {
  if (bytes.length > IMPORT_MAX_BYTES) return { ok: false, code: 'too-large' };
  if (bytes.length === 0) return { ok: false, code: 'empty-file' };
  const budget = new XmlBudget(now);
  const opened = await openPackage(bytes, budget);
  if (!opened.ok) return opened;
  try {
    const { outline, told } = readDocx(opened.parts, opened.mainPart, budget);
    const plan = planFromOutline(outline, titleFromName(name), (kind) => told.add(kind));
    const empty = plan.sections.every(({ blocks }) => blocks.length === 0) && outline.parts.length === 0;
    return empty ? { ok: false, code: 'empty-file' } : { ok: true, plan, remarks: remarksOf(told.counts) };
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, code: error.code };
    throw error;
  }
}
