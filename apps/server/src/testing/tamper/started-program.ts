import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bytes } from '@samenspel/domain';
import type { Random } from './random';

/** Names under which a browser or a person saves it. */
const NAMES = [
  'samenspel-verifier.mjs',
  'samenspel-verifier (1).mjs',
  'samenspel-verifier(2).mjs',
  'SAMENSPEL-VERIFIER.MJS.mjs',
  'contrôle 100%.mjs',
  'verifier.mjs',
  'a b#c?.mjs',
];

/** The offline verifier as it is handed out, as a program under any name. */
export interface StartedProgram {
  /** The code with which it ends, and what it said. */
  check(random: Random, file: Bytes): { readonly name: string; readonly code: number | null; readonly said: string };
  remove(): void;
}

/** Put together as the build does it; it is nobody's library, so it is not imported as one. */
export async function startedProgram(): Promise<StartedProgram> {
  const path = fileURLToPath(new URL('../../../../web/build-verifier.mjs', import.meta.url));
  const build = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { verifierScript(): string };
  const dir = mkdtempSync(join(tmpdir(), 'samenspel-program-'));
  return {
    check(random, file) {
      const name = random.pick(NAMES);
      writeFileSync(join(dir, name), build.verifierScript());
      writeFileSync(join(dir, 'bundle.json'), file);
      const { status, stdout } = spawnSync(process.execPath, [join(dir, name), join(dir, 'bundle.json')], {
        encoding: 'utf8',
      });
      return { name, code: status, said: stdout };
    },
    remove: () => rmSync(dir, { recursive: true }),
  };
}
