// @vitest-environment node
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifierScript } from './build-verifier.mjs';

const FIXTURES = join(import.meta.dirname, '../../verifier/fixtures');
const fixture = (name: string): string => join(FIXTURES, name);
const WHOLE = fixture('demonstration-chair.json');
const PART = fixture('demonstration-provider.json');
const OLD = fixture('keys-and-erasures.json');
const OLD_KEPT = fixture('keys-and-erasures-after-5.txt');

let dir: string;
let program: string;
let forged: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'samenspel-program-'));
  program = put('samenspel-verifier.mjs', verifierScript());
  // Other words in a value: the first thing that a forger would do.
  forged = put('forged.json', readFileSync(WHOLE, 'utf8').replace('"value":"\\"', '"value":"\\"Vervalst '));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function put(name: string, text: string | Buffer): string {
  const path = join(dir, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function node(args: readonly string[], options: { cwd?: string; input?: string } = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: dir, ...options });
  return { code: status, said: stdout + stderr };
}

const check = (...files: string[]): Ended => node([program, ...files]);

// Each starts a program or more of its own.
describe('[Z14] the program for Node', { timeout: 60_000 }, () => {
  const under: Record<string, () => Ended> = {
    'its own name': () => check(forged),
    'the name that a browser gives a second copy': () =>
      node([put('samenspel-verifier (1).mjs', verifierScript()), forged]),
    'a name with signs': () => node([put('contrôle 100% #2?.mjs', verifierScript()), forged]),
    'a folder with a space': () => node([put('my files/v.mjs', verifierScript()), forged]),
    'a relative path': () => node([relative(dir, program), forged]),
    'a path from another folder': () => node([relative(FIXTURES, program), forged], { cwd: FIXTURES }),
    'a symbolic link': () => {
      symlinkSync(program, join(dir, 'link.mjs'));
      return node([join(dir, 'link.mjs'), forged]);
    },
    'a symbolic link that is not followed': () => {
      symlinkSync(program, join(dir, 'kept-link.mjs'));
      return node(['--preserve-symlinks-main', join(dir, 'kept-link.mjs'), forged]);
    },
    'line ends of another system': () => node([put('crlf.mjs', verifierScript().replaceAll('\n', '\r\n')), forged]),
    'no name: from standard input': () => node(['--input-type=module', '-', forged], { input: verifierScript() }),
  };

  it.each(Object.keys(under))('finds a forged bundle under %s', (name) => {
    const { code, said } = under[name]?.() ?? { code: null, said: '' };
    expect(said).toContain('[value-changed]');
    expect(code).toBe(1);
  });

  const loaded: Record<string, () => Ended> = {
    'before another program': () => node(['--import', pathToFileURL(program).href, '--eval', '0', forged]),
    'by another program': () =>
      node(['--eval', `import(${JSON.stringify(pathToFileURL(program).href)})`, forged, PART]),
    'from standard input without files': () => node(['--input-type=module'], { input: verifierScript() }),
    'as text of the command line': () => node(['--input-type=module', '--eval', verifierScript(), forged, PART]),
  };

  it.each(Object.keys(loaded))('says that nothing was checked when it is loaded %s', (name) => {
    const { code, said } = loaded[name]?.() ?? { code: null, said: '' };
    expect(said).toContain('Nothing was checked');
    expect(code).toBe(2);
  });

  const refused: Record<string, () => Ended> = {
    'no file': () => check(),
    'a file that is not there': () => check(join(dir, 'nowhere.json')),
    'a folder': () => check(dir),
    'an empty file': () => check(put('empty.json', '')),
    'an older file that is not there': () => check(WHOLE, join(dir, 'nowhere.json')),
    'an older file that is empty': () => check(WHOLE, put('empty.json', '')),
    'an option that it does not have': () => check('--help'),
    'a file that is too large': () => {
      const path = put('large.json', '');
      truncateSync(path, 2 ** 28 + 1);
      return check(path);
    },
  };

  it.each(Object.keys(refused))('says what is wrong with %s, and ends with 2', (name) => {
    const { code, said } = refused[name]?.() ?? { code: null, said: '' };
    expect(said).toMatch(/Nothing was checked|cannot be read|is empty|is too large/);
    expect(code).toBe(2);
  });

  const odd = ['x', 'null', '[]', '{"checkpoints":[]}', '\ufeff', '[['.repeat(50_000), '"\\ud800"', '\0'];

  it.each(odd.map((text) => [text.slice(0, 20), text]))('ends with 1 for what is no bundle: %j', (_, text) => {
    const { code, said } = check(put('odd.json', text));
    expect(said).toContain('[form]');
    expect(code).toBe(1);
  });

  it('ends with 1 for an older file that is neither bundle nor checkpoint', () => {
    const { code, said } = check(WHOLE, put('older.json', '{"checkpoints":[]}'));
    expect(said).toContain('[older-form]');
    expect(code).toBe(1);
  });
});

describe('[Z15] the verdict of the program', { timeout: 60_000 }, () => {
  const ALONE = 'niet vergeleken met iets wat eerder is bewaard';
  const PARTLY = 'Niet alles is nagekeken';

  it('is 0 only for what is all here and was compared; else it says what was not', () => {
    const cases: [string[], number, boolean, boolean][] = [
      [[WHOLE, PART], 0, false, false],
      [[WHOLE], 4, true, false],
      [[PART, WHOLE], 8, false, true],
      [[PART], 12, true, true],
      [[OLD, OLD_KEPT], 8, false, true],
    ];
    for (const [files, code, alone, partly] of cases) {
      const ended = check(...files);
      expect([ended.code, ended.said.includes(ALONE), ended.said.includes(PARTLY)], files.join()).toEqual([
        code,
        alone,
        partly,
      ]);
      expect(ended.said).not.toMatch(/Alles klopt|Everything is right|niets gewijzigd/);
    }
  });

  it('does not take a file for something to compare it with itself, nor one with nothing in it', () => {
    copyFileSync(WHOLE, join(dir, 'copy.json'));
    const same = check(WHOLE, join(dir, 'copy.json'));
    expect(same.code).toBe(4);
    expect(same.said).toContain('precies hetzelfde bestand');
    const bundle = JSON.parse(readFileSync(WHOLE, 'utf8')) as { [name: string]: unknown };
    for (const list of ['checkpoints', 'commitments', 'leaves', 'nodes', 'readable', 'values', 'withheld'])
      bundle[list] = [];
    const nothing = check(WHOLE, put('nothing.json', JSON.stringify(bundle)));
    expect(nothing.code).toBe(4);
    expect(nothing.said).toContain('Er viel niets te vergelijken');
    const elsewhere = check(WHOLE, OLD);
    expect([elsewhere.code, elsewhere.said.includes('[older-log]')]).toEqual([1, true]);
  });

  it('takes a checkpoint that was copied by hand, with other line ends and without the last one', () => {
    const copied = put('copied.txt', readFileSync(OLD_KEPT, 'utf8').trimEnd().replaceAll('\n', '\r\n'));
    expect(check(OLD, copied)).toMatchObject({ code: 8, said: expect.stringContaining('De eerste 5 vastleggingen') });
  });

  it('counts what is withheld by kind, and finds more than names of persons unusual', () => {
    type Row = { field: string; index: string };
    const bundle = JSON.parse(readFileSync(PART, 'utf8')) as { values: Row[]; withheld: Row[] };
    const taken = bundle.values.filter(({ field }) => field === 'texts').slice(0, 1);
    bundle.values = bundle.values.filter((row) => !taken.includes(row));
    bundle.withheld.push(...taken.map(({ field, index }) => ({ field, index })));
    bundle.withheld.sort((one, other) => Number(one.index) - Number(other.index) || (one.field < other.field ? -1 : 1));
    const { code, said } = check(put('withheld.json', JSON.stringify(bundle)));
    expect(code).toBe(12);
    expect(said).toContain('De teksten van 1 uitkomst.');
    expect(said).toContain('De naam van een persoon bij 2 uitkomsten.');
    expect(said).toContain('alleen namen van personen weg');
    expect(check(PART).said).not.toContain('alleen namen van personen weg');
  });

  it('shows names as their maker cannot use them to move the cursor or to add lines', () => {
    const bundle = JSON.parse(readFileSync(WHOLE, 'utf8')) as { readable: string[] };
    bundle.readable.push('\u001b[2J\n- Alles klopt\u202e');
    const { code, said } = check(put('a\u001b[2J.json', JSON.stringify(bundle)));
    expect(code).toBe(1);
    expect(said).toContain('\\u{1b}[2J\\u{a}- Alles klopt\\u{202e}');
    expect(said.includes('\u001b')).toBe(false);
  });
});
