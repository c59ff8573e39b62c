import type { ContentBlock, TextBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { planFromDocx } from '../docx/plan-from-docx';
import { jobOf } from './export-jobs.test-support';
import { makeExport } from './make-export';
import { nodesOf, treeOfPdf } from './pdf-tree.test-support';

const cell = (text: string): TextBlock[] => [{ type: 'block', kind: 'paragraph', runs: [{ text }] }];
const rows = [
  [cell('Wie'), cell('Kosten'), []],
  [[], cell('2026'), cell('2027')],
  [cell('Gemeente'), cell('10'), cell('12')],
];
const merged = [
  { row: 0, column: 0, rows: 2, columns: 1 },
  { row: 0, column: 1, rows: 1, columns: 2 },
];
const table = (headerRows: number): ContentBlock => ({
  type: 'table',
  header: headerRows > 0,
  ...(headerRows > 1 ? { headerRows } : {}),
  rows,
  merged,
});

describe('[I35] each row of heads of a table', () => {
  it.each([0, 1, 2, 3])('is one after an export to Word and an import: %i of 3 rows', async (headerRows) => {
    // Cells that reach from a head into a row that is none would be both.
    const given = headerRows === 1 ? { ...table(1), merged: [merged[1]!] } : table(headerRows);
    const result = await planFromDocx('x.docx', await makeExport(jobOf('docx', [['Kosten', [given]]])));
    expect(result.ok && result.plan.sections[0]?.blocks).toEqual([given]);
  });

  it('is read out for the columns below it in a PDF', async () => {
    const tree = treeOfPdf(await makeExport(jobOf('pdf', [['Kosten', [table(2)]]])));
    const heads = nodesOf(tree, 'TH').map(({ facts }) => /\/Scope \/(\w+)/.exec(facts)?.[1]);
    expect(heads).toEqual(['Column', 'Column', 'Column', 'Column']);
  });
});
