import type { ProblemCode } from '../../platform/problems';
import type { ImportedPlan } from './model';
import { planFromMarkdown } from './plan-from-markdown';
import { planFromText } from './plan-from-text';
import { readImportFile } from './read-file';

/**
 * Makes a plan of an uploaded file, before anything is stored.
 *
 * @param name file name; without its extension it is the title if the text has none
 * @param bytes the whole file
 * @returns the plan, or the problem that `readImportFile` found
 */
export function planFromFile(
  name: string,
  bytes: Uint8Array,
): { ok: true; plan: ImportedPlan } | { ok: false; code: ProblemCode } {
  const read = readImportFile(name, bytes);
  if (!read.ok) return read;
  const title = titleFromName(name);
  const plan = read.format === 'markdown' ? planFromMarkdown(read.text, title) : planFromText(read.text, title);
  return { ok: true, plan };
}

/** The file name without folders and extension, underscores as spaces. */
export function titleFromName(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return base
    .replace(/\.[^.]*$/, '')
    .replace(/_/g, ' ')
    .normalize('NFC');
}
