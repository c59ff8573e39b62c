import { isCommonWord } from './common-words';

/** From this many letters a word has other forms, and its beginning must be as long. */
const SHORTEST = 3;
const STEM = 5;
/** Parts that a verb leaves before its "ge": aanvragen, aangevraagd. */
const PARTICLES = [
  'aan',
  'af',
  'bij',
  'door',
  'in',
  'mee',
  'na',
  'om',
  'op',
  'over',
  'samen',
  'toe',
  'uit',
  'vast',
  'voor',
];
/** What no rule gives, by the end of the word, so that it holds for "raadslid" as for "lid". */
const IRREGULAR: readonly (readonly [one: string, more: string])[] = [
  ['heid', 'heden'],
  ['kind', 'kinderen'],
  ['lid', 'leden'],
  ['stad', 'steden'],
  ['schip', 'schepen'],
  ['lied', 'liederen'],
  ['blad', 'bladeren'],
];

/**
 * The forms in which a Dutch word may stand in a text, the word itself first: plan, plannen; huis, huizen; betalen, betaalt,
 * betaald. Some are no words at all: those are found nowhere. None is a word that stands everywhere.
 *
 * @param word folded: small letters without accents
 */
export function formsOf(word: string): string[] {
  if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) return [word];
  const roots = new Set(rootsOf(word));
  // What is left of a verb has its other forms; a word as it was typed may be no verb: "school" is not in "scholing".
  const forms = new Set([word, ...[...roots].flatMap((root) => inflected(root, root !== word))]);
  for (const [one, more] of IRREGULAR) {
    for (const root of [...roots]) if (root.endsWith(one)) forms.add(root.slice(0, -one.length) + more);
    if (word.endsWith(more)) forms.add(word.slice(0, -more.length) + one);
  }
  return [...forms].filter((form) => form === word || (form.length >= SHORTEST && !isCommonWord(form)));
}

/** What words begin with that are made of this one: "verwijsroute" of "verwijzen". Shorter ones begin too much. */
export function stemsOf(word: string): string[] {
  const stems = ['en', 'e', 's', 'ing', 'ingen'].flatMap((ending) => {
    const rest = word.slice(0, -ending.length);
    return word.endsWith(ending) && rest.length >= STEM ? [rest, ...closed(rest)] : [];
  });
  return [...new Set(stems)].filter((stem) => stem.length >= STEM);
}

/** What may be left of a word without its ending, as it would be written then. */
function rootsOf(word: string): string[] {
  const roots = [word];
  const without = (ending: string, least: number, then: (rest: string) => readonly string[]): void => {
    const rest = word.slice(0, -ending.length);
    if (word.endsWith(ending) && rest.length >= least && /[aeiouy]/.test(rest)) roots.push(...then(rest));
  };
  for (const ending of ['en', 'e']) without(ending, 2, closed);
  for (const ending of ['ing', 'ingen', 'end', 'ende']) without(ending, SHORTEST, closed);
  for (const ending of ['er', 'ers']) without(ending, 5, closed);
  for (const ending of ['s', 't', 'd', 'je', 'jes', 'tje', 'tjes']) without(ending, SHORTEST, (rest) => [rest]);
  // The past has its t behind these consonants alone: "werkte", but "gemeente" is of no verb.
  for (const ending of ['te', 'ten']) without(ending, SHORTEST, (rest) => (/[tkfschpx]$/.test(rest) ? [rest] : []));
  for (const ending of ['de', 'den']) without(ending, SHORTEST, (rest) => (/[tkfschpx]$/.test(rest) ? [] : [rest]));
  for (const ending of ['atie', 'aties']) without(ending, SHORTEST, (rest) => [`${rest}eer`]);
  const done = /^(.*?)ge(.{3,}[^aeiou](?:[td]|en))$/.exec(word);
  if (done !== null && (done[1] === '' || PARTICLES.includes(done[1]!))) {
    const [, before = '', rest = ''] = done;
    if (rest.endsWith('en')) roots.push(...closed(before + rest.slice(0, -2)));
    else roots.push(before + rest, ...(rest.length > SHORTEST + 1 ? [before + rest.slice(0, -1)] : []));
  }
  return roots;
}

/** The word of a stem before a vowel: plann, plan; jar, jaar; huiz, huis; verblijv, verblijf. */
function closed(stem: string): string[] {
  if (/([bcdfgklmnprst])\1$/.test(stem)) return [stem.slice(0, -1)];
  if (/[aeiou]er$/.test(stem)) return [stem, `${stem.slice(0, -2)}eer`];
  const hard = stem.replace(/v$/, 'f').replace(/z$/, 's');
  // "dag, dagen" beside "jaar, jaren": the letters do not tell which.
  return /(^|[^aeiou])[aeou][^aeiouywxj]$/.test(hard)
    ? [hard, `${hard.slice(0, -1)}${hard.at(-2)}${hard.at(-1)}`]
    : [hard];
}

/** The stem of a word before a vowel, in every way in which it may be written. */
function opened(root: string): string[] {
  const soft = [root, root.replace(/f$/, 'v').replace(/([^s])s$/, '$1z')];
  const stems = soft.map((stem) => stem.replace(/([aeou])\1([^aeiou])$/, '$1$2'));
  if (/(^|[^aeiou])[aeiou][bcdfgklmnprst]$/.test(root)) stems.push(root + root.at(-1));
  return [...new Set(stems)];
}

function inflected(root: string, verb: boolean): string[] {
  const stems = opened(root);
  const vowel = /[aeiou]$/.test(root);
  return [
    root,
    `${root}s`,
    `${root}t`,
    `${root}d`,
    ...['te', 'ten', 'de', 'den'].map((ending) => root + ending),
    ...['je', 'jes', 'tje', 'tjes'].map((ending) => root + ending),
    ...(vowel
      ? [`${root}n`, ...(/[ei]e$/.test(root) ? [`${root}en`] : [])]
      : stems.flatMap((stem) => lengthened(stem, verb))),
    ...(root.endsWith('eer') ? [`${root.slice(0, -3)}atie`, `${root.slice(0, -3)}aties`] : []),
    ...participles(root, stems),
  ];
}

function lengthened(stem: string, verb: boolean): string[] {
  const acting = stem.length >= STEM ? ['er', 'ers'] : [];
  return ['e', 'en', ...(verb ? ['ende', 'ing', 'ingen', ...acting] : [])].map((end) => stem + end);
}

function participles(root: string, stems: readonly string[]): string[] {
  const ends = [...(/[td]$/.test(root) ? [root] : [`${root}t`, `${root}d`]), ...stems.map((stem) => `${stem}en`)];
  const splits = ['', ...PARTICLES.filter((one) => root.startsWith(one) && root.length - one.length >= SHORTEST)];
  return splits.flatMap((before) => ends.map((end) => `${before}ge${end.slice(before.length)}`));
}
