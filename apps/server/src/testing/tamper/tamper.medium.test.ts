import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MUTANT_KINDS, runCampaign } from './campaign';

/** `npm run campaign:tamper -- --count N` runs as many as it is asked for, with a seed of its own. */
const COUNT = Number(process.env['TAMPER_COUNT'] ?? 300);
const SEED = Number(process.env['TAMPER_SEED'] ?? 20_261_122);
const REPORT = process.env['TAMPER_REPORT'];

describe('[Z10] tampering', () => {
  it(
    'is found and named, whatever is changed and by whom; a log that nobody touched never alarms; two verifiers agree',
    { timeout: 60_000 + COUNT * 1_000 },
    async () => {
      const result = await runCampaign(COUNT, SEED, (line) => {
        if (REPORT !== undefined) process.stdout.write(`${line}\n`);
      });
      if (REPORT !== undefined) writeFileSync(REPORT, JSON.stringify(result));
      expect(result.failures).toEqual([]);
      expect(result).toMatchObject({ missed: 0, falseAlarms: 0, disagreements: 0 });
      expect(result.mutants).toBeGreaterThanOrEqual(COUNT);
      // Each kind was tried: a campaign that never changes anything finds nothing wrong.
      expect(Object.keys(result.kinds)).toEqual(expect.arrayContaining([...MUTANT_KINDS]));
      expect(result.honest).toBeGreaterThan(20);
    },
  );
});
