import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { utf8, type Absent, type Bytes, type Compared, type Finding } from '@samenspel/domain';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import en from './messages.en';
import nl from './messages.nl';
import { keepCheckpoint } from './kept';
import { useSealStore } from './seal.store';

/** From the file system, as Node has it: in these tests a module's own address is that of a page. */
const VERIFIER = join(process.cwd(), '../../verifier');
const fixture = (name: string): string => readFileSync(join(VERIFIER, 'fixtures', name), 'utf8');

interface Said {
  readonly findings: readonly Finding[];
  readonly absent: Absent;
  readonly compared: Compared | null;
}
interface Offline {
  verify(file: Bytes, older: readonly Bytes[]): Promise<Said>;
}

const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(join(VERIFIER, name)).href);

/** What the page of the seal finds, when the server answers with this. */
async function inBrowser(file: string, older?: string): Promise<Said> {
  const table = /"table":"([0-9a-f-]{36})"/.exec(file)?.[1] ?? '';
  if (older !== undefined) keepCheckpoint(table, older);
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(utf8(file))));
  const store = useSealStore();
  await store.check(table);
  const now = store.checks[table];
  if (now?.state !== 'checked') throw new Error('it was not checked');
  return now.verdict;
}

const written = ({ findings, absent, compared }: Said): unknown => [
  findings.map((finding) => JSON.stringify(Object.entries(finding).sort())).sort(),
  absent,
  compared,
];

interface Rows {
  [name: string]: { [name: string]: string | null }[];
}
function changed(text: string, change: (bundle: Rows) => void): string {
  const bundle = JSON.parse(text) as Rows;
  change(bundle);
  return JSON.stringify(bundle);
}
const WHOLE = fixture('keys-and-erasures.json');
const KEPT = fixture('keys-and-erasures-after-5.txt');
const CHAIR = fixture('demonstration-chair.json');
const fifth = (text: string): string => (JSON.parse(text) as Rows)['checkpoints']?.[4]?.['note'] ?? '';
const without = (text: string, size: number): string =>
  changed(text, (bundle) => {
    const isBefore = (name: string) => (row: Record<string, string | null>) => Number(row[name]) < size;
    for (const list of ['leaves', 'commitments', 'values', 'withheld'])
      bundle[list] = bundle[list]?.filter(isBefore('index')) ?? [];
    bundle['checkpoints'] = bundle['checkpoints']?.filter(({ size: of }) => Number(of) <= size) ?? [];
    bundle['nodes'] =
      bundle['nodes']?.filter(({ index, level }) => (Number(index) + 1) * 2 ** Number(level) <= size) ?? [];
    const left = new Set(bundle['leaves']?.map(({ record }) => record));
    bundle['readable'] = bundle['readable']?.filter((name) => left.has(name as unknown as string)) ?? [];
  });

/** File, what was kept, and the codes that both must find. */
const CASES: Record<string, [string, string | undefined, string[]]> = {
  'a whole bundle': [WHOLE, undefined, []],
  'a bundle and an older checkpoint': [WHOLE, KEPT, []],
  'a bundle with withheld names': [fixture('demonstration-provider.json'), undefined, []],
  'a part of a bundle': [fixture('keys-and-erasures-part.json'), KEPT, []],
  'a tail that is gone, with nothing to compare': [without(CHAIR, 4), undefined, []],
  'a tail that is gone, with an older checkpoint': [without(CHAIR, 4), fifth(CHAIR), ['older-lost']],
  'another log': [WHOLE, fifth(CHAIR), ['older-log']],
  'white space at the end': [`${WHOLE}\n`, undefined, ['form-text']],
  'a byte order mark': [`\ufeff${WHOLE}`, undefined, ['form-text']],
  'a property twice': [WHOLE.replace('"form":', '"form":"x","form":'), undefined, ['form-text']],
  'a property of another name': [WHOLE.replace('"form":', '"__proto__":{},"form":'), undefined, ['form']],
  'rows in another order': [changed(WHOLE, (all) => all['leaves']?.reverse()), undefined, ['form-order']],
  'a checkpoint twice': [
    changed(WHOLE, (all) => all['checkpoints']?.splice(0, 0, all['checkpoints'][0] as never)),
    undefined,
    ['form-order'],
  ],
  'a field with the name of a prototype': [
    changed(WHOLE, (all) =>
      all['commitments']?.splice(0, 0, { commitment: '0'.repeat(64), field: '__proto__', index: '0' }),
    ),
    undefined,
    ['leaf-changed', 'value-missing'],
  ],
  'another letter in a value': [WHOLE.replace('motivation ', 'motivatie '), undefined, ['value-changed']],
  'text that is not NFC': [WHOLE.replace('café', 'cafe\u0301'), undefined, ['form-text', 'value-changed']],
  'no bundle': ['[]', undefined, ['form']],
};

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
});

describe('[Z16] the page of the seal and the offline verifier', () => {
  it.each(Object.keys(CASES))('say the same of %s', async (name) => {
    const [file, older, codes] = CASES[name] ?? ['', undefined, []];
    const { verify } = (await load('verify.mjs')) as Offline;
    const theirs = await verify(utf8(file), older === undefined ? [] : [utf8(older)]);
    expect(theirs.findings.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(written(await inBrowser(file, older))).toEqual(written(theirs));
    expect(theirs.compared?.size ?? 0).toBe(older === undefined || codes.length > 0 ? 0 : 5);
  });

  it('have the same sentence for each finding', async () => {
    const { FINDINGS } = (await load('words.mjs')) as { FINDINGS: Record<string, Record<string, string>> };
    for (const [language, { findings }] of Object.entries({ nl, en })) {
      // That one only the page can find: it knows whose log it should be.
      const shared = Object.entries(findings).filter(([code]) => code !== 'table-other');
      expect(FINDINGS[language]).toEqual(Object.fromEntries(shared));
    }
  });

  it('tell the log of another table, when it is known whose it should be', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(utf8(WHOLE))));
    const store = useSealStore();
    await store.check('another table');
    expect(store.checks['another table']).toMatchObject({ verdict: { findings: [{ code: 'table-other' }] } });
  });
});

describe('[Z17] a bundle that was exported by an earlier version', () => {
  it.each(readdirSync(join(VERIFIER, 'fixtures')).filter((name) => name.endsWith('.json')))(
    'is right for ever: %s',
    async (name) => {
      expect(await inBrowser(fixture(name))).toMatchObject({ findings: [], compared: null });
    },
  );
});
