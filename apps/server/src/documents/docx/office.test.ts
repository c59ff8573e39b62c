import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROBLEM_CODES } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { planFromUpload } from './plan-from-upload';

/** A folder with files of other programs: named in the environment, or beside the project where there is one. */
const BESIDE = resolve(import.meta.dirname, '../../../../../../shared/data/office');
const FOLDER = process.env.SAMENSPEL_OFFICE_FILES ?? (existsSync(BESIDE) ? BESIDE : undefined);

describe.skipIf(FOLDER === undefined)('files of other programs', () => {
  const names = FOLDER === undefined ? [] : readdirSync(FOLDER).sort();

  it('[F1] are imported with a report, or refused with a reason', async () => {
    const table: Record<string, string>[] = [];
    for (const name of names) {
      const result = await planFromUpload({ name, bytes: new Uint8Array(readFileSync(join(FOLDER!, name))) });
      if (!result.ok) expect(PROBLEM_CODES).toContain(result.code);
      table.push({
        name,
        result: result.ok ? `${result.plan.sections.length} sections, ${result.plan.words} words` : result.code,
        remarks: result.ok ? result.remarks.map(({ kind, count }) => `${kind} ${count}`).join(', ') : '',
      });
    }
    console.table(table);
    expect(table.length).toBeGreaterThan(0);
  }, 60_000);
});
