import type { ContentBlock, ImportedPlan, ImportRemark } from '@samenspel/domain';
import { p, para, r, wordFile } from './fixtures.test-support';
import { planFromDocx } from './plan-from-docx';

export interface Reading {
  readonly plan: ImportedPlan;
  readonly remarks: ImportRemark[];
}

/** The plan of a Word file that is not refused. */
export async function read(bytes: Uint8Array, name = 'plan.docx'): Promise<Reading> {
  const result = await planFromDocx(name, bytes);
  if (!result.ok) throw new Error(result.code);
  return result;
}

/** The plan of a body; `extra` adds parts to the file or replaces them. */
export const readBody = (body: string, extra: Readonly<Record<string, string>> = {}): Promise<Reading> =>
  read(wordFile(body, extra));

export const told = (remarks: readonly ImportRemark[]): Record<string, number> =>
  Object.fromEntries(remarks.map(({ kind, count }) => [kind, count]));

/** A block as one line: `p text`, `h2 text`, `b0 text`, `n1 text`, `q text`; cells with | and rows with / between. */
export const plain = (block: ContentBlock): string => {
  if (block.type === 'table') {
    return block.rows.map((row) => row.map((cell) => cell.map(plain).join(';')).join('|')).join('/');
  }
  const text = block.runs.map((run) => run.text).join('');
  const short = { paragraph: 'p', heading: 'h', bullet: 'b', numbered: 'n', quote: 'q' }[block.kind];
  return `${short}${block.level ?? block.indent ?? ''} ${text}`;
};
export const outline = (plan: ImportedPlan, section = 0): string[] => plan.sections[section]?.blocks.map(plain) ?? [];

/** The lines of the first section that a body becomes. */
export const linesOf = async (body: string, extra: Readonly<Record<string, string>> = {}): Promise<string[]> =>
  outline((await readBody(body, extra)).plan);

/** The same of one paragraph. */
export const lineOf = async (...content: string[]): Promise<string | undefined> => (await linesOf(para(...content)))[0];

export { p, para, r };
