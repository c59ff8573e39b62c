// ---- In Node ----------------------------------------------------------------------------------------------------------------
import { readFile, realpath, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Unsupported } from './bytes.mjs';
import { LARGEST } from './file.mjs';
import { codeOf, verify } from './verify.mjs';
import { refusal, report } from './words.mjs';

const USAGE = '  node samenspel-verifier.mjs newest.json [older.json | checkpoint.txt ...]';

/** Nothing could be checked, and why. */
class Refused extends Error {
  constructor(why, name) {
    super(why);
    this.words = ['nl', 'en'].map((language) => refusal(why, language, name));
  }
}

async function bytesOf(name) {
  const unread = () => {
    throw new Refused('unread', name);
  };
  const { size } = await stat(name).catch(unread);
  if (size > LARGEST) throw new Refused('large', name);
  const bytes = await readFile(name).catch(unread);
  if (bytes.length === 0) throw new Refused('empty', name);
  return new Uint8Array(bytes);
}

/**
 * Was this program itself asked to run, so that what follows are its files? When another one loads it (`--import`, `import`)
 * it cannot tell its files from those of the other, and must not check the wrong one.
 */
async function isMain() {
  const started = process.argv[1];
  if (started === undefined || started === '-') return true;
  const paths = [started, fileURLToPath(import.meta.url)].map((path) => realpath(path).catch(() => null));
  const [asked, own] = await Promise.all(paths);
  return own !== null && asked === own;
}

async function main([file, ...others]) {
  if (file === undefined || !(await isMain())) {
    console.error([refusal('usage', 'nl'), refusal('usage', 'en'), USAGE].join('\n'));
    return 2;
  }
  const bytes = await bytesOf(file);
  const older = [];
  for (const other of others) older.push(await bytesOf(other));
  const result = await verify(bytes, older);
  for (const language of ['nl', 'en']) {
    const { title, verdict, lines } = report(result, { file, older: others }, language);
    console.log([title, '', verdict, '', ...lines, ''].join('\n'));
  }
  return codeOf(result);
}

/** Whatever goes wrong is said, and is never taken for a check. */
function whyNot(error) {
  if (error instanceof Refused) return error.words;
  const why = error instanceof Unsupported ? 'unsupported' : 'failed';
  const known = ['nl', 'en'].map((language) => refusal(why, language));
  return why === 'failed' ? [...known, String(error?.stack ?? error)] : known;
}

// Until it has checked, it has not: whatever ends this program before that does not end it with 0.
process.exitCode = 2;
main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => console.error(whyNot(error).join('\n')),
);
