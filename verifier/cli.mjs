// ---- In Node ----------------------------------------------------------------------------------------------------------------
import { Unsupported, verify } from './verify.mjs';
import { report, unsupported } from './words.mjs';

async function main([file, ...others]) {
  const { readFile } = await import('node:fs/promises');
  if (file === undefined) {
    console.error('node samenspel-verifier.mjs bundle.json [older.json | checkpoint.txt ...]');
    return 2;
  }
  const text = await readFile(file, 'utf8');
  const older = await Promise.all(others.map((other) => readFile(other, 'utf8')));
  let bundle = null;
  try {
    bundle = JSON.parse(text);
  } catch {
    // Not even JSON: the report says that it is no bundle.
  }
  const result = await verify(bundle, older);
  for (const language of ['nl', 'en']) {
    const { title, verdict, lines } = report(result, older.length, language);
    console.log([title, verdict, ...lines, ''].join('\n'));
  }
  return result.findings.length === 0 ? 0 : 1;
}

if (typeof process !== 'undefined' && /samenspel-verifier\.mjs$/.test(process.argv[1] ?? '')) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error) => {
      console.error(error instanceof Unsupported ? unsupported('nl') + '\n' + unsupported('en') : error.message);
      process.exit(2);
    },
  );
}
