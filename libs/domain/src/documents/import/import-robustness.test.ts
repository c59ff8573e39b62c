import { describe, expect, it } from 'vitest';
import { timesAsLong } from '../../beside.test-support';
import { ImportedPlan } from './model';
import { planFromFile } from './plan-from-file';
import { planFromMarkdown } from './plan-from-markdown';
import { planFromText } from './plan-from-text';
import { lostWords, randomFrom } from './retention.test-support';

const NAME = 'zz geen woord uit de tekst zz';
const SEEDS = Array.from({ length: 400 }, (_, at) => at + 1);

const PIECES = [
  ...'de het een tafel gemeente Aanbieder jeugd-hulp in- en ggz- Noord- J&O- samen. wat? dus: toch; (soms) “ja” ’s'.split(
    ' ',
  ),
  ...'1. 2. 3. 1) a. b) 1.1 1.2 12 2023-2030 • ● o - – * + Hoofdstuk Bijlage Leeswijzer https://a.nl/b_c CO NT GE'.split(
    ' ',
  ),
  ...'**vet** _schuin_ [tekst](adres) ``` | > # ## <u> </u> \\* ! ~~ www.a.nl ée\u0301n 👩‍👧 \u00ad'.split(' '),
];
const BREAKS = [
  '\n',
  ' \n',
  '\n\n',
  ' \n\n',
  '\n\n\n',
  '\f',
  '\n ',
  '\n\t',
  '\n  ',
  '-\n',
  '- \n',
  '\n • ',
  '\n1. ',
  '\n- ',
];

function randomText(seed: number): string {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const words = Math.floor(random() * 300);
  const breaks = 0.02 + random() * 0.3;
  let text = '';
  for (let at = 0; at < words; at += 1) text += pick(PIECES) + (random() < breaks ? pick(BREAKS) : ' ');
  return text;
}

describe('any text', () => {
  it('[I3] keeps every word of a text in its order', () => {
    for (const seed of SEEDS) {
      const text = randomText(seed);
      expect(lostWords(text.replace(/\u00ad/g, ''), planFromText(text, NAME), NAME), `seed ${seed}`).toBe('');
    }
  });

  it('[I3] keeps every letter and figure of a Markdown text', () => {
    for (const seed of SEEDS) {
      const text = randomText(seed).replace(/```|<\/?u>|^[ \t]*>|\d+[.)]/gm, ' ');
      const result = planFromMarkdown(text, NAME);
      const kept = new Map<string, number>();
      const count = (from: string, by: number) => {
        for (const letter of from.match(/[\p{L}\p{N}]/gu) ?? []) kept.set(letter, (kept.get(letter) ?? 0) + by);
      };
      count(JSON.stringify(result), 1);
      count(text, -1);
      const lost = [...kept].filter(([, number]) => number < 0);
      expect(lost, `seed ${seed}`).toEqual([]);
    }
  });

  it('[I12] makes a plan that fits the contract, whatever it reads', () => {
    for (const seed of SEEDS) {
      const text = randomText(seed);
      for (const plan of [planFromText(text, NAME), planFromMarkdown(text, NAME)]) {
        expect(ImportedPlan.safeParse(plan).success, `seed ${seed}`).toBe(true);
      }
    }
  });
});

describe('hostile and large input', { timeout: 120_000 }, () => {
  const MB = 1024 * 1024;
  const fill = (piece: string, size = MB / 2) => piece.repeat(Math.ceil(size / piece.length));
  const plain = fill('De tafel bespreekt wat er nodig is voor kinderen en gezinnen.\n\n', MB / 8);
  const readBoth = (text: string) => {
    planFromText(text, NAME);
    planFromMarkdown(text, NAME);
  };
  const HOSTILE: readonly [string, string][] = [
    ['open brackets', fill('[')],
    ['closing brackets', fill('](')],
    ['links that never end', fill('[a](b')],
    ['angled links that never end', fill('[a](<b ')],
    ['titles that never end', fill('[a](b "')],
    ['asterisks', fill('*')],
    ['loose asterisks', fill('*a ')],
    ['mixed marks', fill('*a_b~~c<u>')],
    ['closing marks', fill('a* b_ c~~ ')],
    ['backticks of growing length', Array.from({ length: 1500 }, (_, at) => '`'.repeat(at)).join(' ')],
    ['quotes within quotes', fill('> ')],
    ['lists within lists', Array.from({ length: 1500 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n')],
    ['headings', fill('# a\n')],
    ['heading marks', fill('#')],
    ['tables', fill('|a|\n|-|\n')],
    ['one wide row', `${fill('|a', MB / 2)}|\n${fill('|-', MB / 2)}|\n${fill('|b|\n', MB / 2)}`],
    ['a line of spaces', `a${fill(' ')}b`],
    ['a line without spaces', fill('a')],
    ['hyphens', fill('-')],
    ['torn words', fill('aa-\n')],
    ['dots', fill('1.')],
    ['chapters', fill('1. Titel\n\nTekst die volgt.\n\n')],
    ['bullets', fill('• a\n')],
    ['shards', fill('AB\n')],
    ['one endless paragraph', fill('gewone woorden die steeds verder gaan zonder dat er een einde aan komt \n')],
    ['soft hyphens', fill('\u00ad \n')],
    ['pages', fill('\f')],
    ['addresses', fill('https://a.nl,')],
  ];

  // Four times as much text, the worst of it some ten times as dear: room for that, not for a square of half a million.
  it.each(HOSTILE)('[I12] stays fast on %s', async (_what, text) => {
    const times = await timesAsLong(
      () => readBoth(text),
      () => readBoth(plain),
      100,
    );
    expect(times).toBeLessThan(100);
  });

  it('[I12] reads a plan of the largest size as fast as a small one, by the letter', async () => {
    const page = `1. Titel van dit deel\n\n${fill('De tafel bespreekt wat er nodig is voor kinderen en gezin- \nnen in de wijk. ', 4000)}\n\n• een\n• twee\n\n`;
    const bytes = Uint8Array.from(fill(page, 5 * MB - page.length), (character) => character.charCodeAt(0));
    const result = planFromFile('groot plan.txt', bytes);
    expect(result.ok && result.plan.words > 500_000).toBe(true);
    const small = bytes.subarray(0, bytes.length / 10);
    const times = await timesAsLong(
      () => planFromFile('groot plan.txt', bytes),
      () => planFromFile('klein plan.txt', small),
      30,
    );
    expect(times).toBeLessThan(30);
  });
});

describe('planFromFile', () => {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

  it('[I1] names the plan after the file and says why it can not read one', () => {
    expect(planFromFile('map/Plan_van_aanpak.v2.txt', bytes('Een zin.'))).toMatchObject({
      ok: true,
      plan: { title: 'Plan van aanpak.v2', words: 5 },
    });
    expect(planFromFile('plan.md', bytes('# Titel\n\n## Deel'))).toMatchObject({ ok: true, plan: { title: 'Titel' } });
    expect(planFromFile('plan.pdf', bytes('x'))).toEqual({ ok: false, code: 'unsupported-file' });
  });
});
