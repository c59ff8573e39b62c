import type { SourceFile } from './files';

/**
 * The checks themselves, as functions of texts: each returns what is wrong, one line per finding. So every check is tried on
 * a planted text too, and none can pass because it looks at nothing.
 */

/** Rule ids that the specification defines, in order; an id that stands twice is in the list twice. */
export function rulesOf(spec: string): string[] {
  return [...spec.matchAll(/^- \*\*([A-Z][0-9]+)\*\* \S/gm)].map(([, id]) => id ?? '');
}

/** Rule ids at the beginning of a title. */
export function idsInTitles(text: string): string[] {
  return [...text.matchAll(/['"`]((?:\[[A-Z][0-9]+\] ?)+)/g)].flatMap(([, ids]) =>
    [...(ids ?? '').matchAll(/[A-Z][0-9]+/g)].map(([id]) => id),
  );
}

export function specProblems(spec: string, tests: readonly SourceFile[], sources: readonly SourceFile[]): string[] {
  const rules = rulesOf(spec);
  const known = new Set(rules);
  const named = new Map<string, string>();
  for (const { path, text } of tests) for (const id of idsInTitles(text)) named.set(id, path);
  const quoted = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/spec\.md ([A-Z][0-9]+)/g)].map(([, id]) => ({ id: id ?? '', path })),
  );
  return [
    ...rules.filter((id, at) => rules.indexOf(id) !== at).map((id) => `rule ${id} stands twice`),
    ...[...known].filter((id) => !named.has(id)).map((id) => `rule ${id} is named by no test`),
    ...[...named].filter(([id]) => !known.has(id)).map(([id, path]) => `${path} names ${id}, which is no rule`),
    ...quoted.filter(({ id }) => !known.has(id)).map(({ id, path }) => `${path} refers to ${id}, which is no rule`),
  ];
}

/** What a file imports, statically or not, types included. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)['"]([^'"]+)['"]/g);
  return [...found].map(([, name]) => name ?? '');
}

/** Code without its comments. Good enough for code that Prettier formatted; not a parser. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[\s;{}()])\/\/[^\n]*/g, '$1');
}

const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'libs/domain/': [],
  'libs/collab/': ['domain'],
  'apps/server/': ['domain', 'collab'],
  'apps/web/': ['domain', 'collab'],
};

/** domain <- collab <- server, web. */
export function layerProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const [layer, allowed] = Object.entries(LAYERS).find(([folder]) => path.startsWith(folder)) ?? [];
    if (layer === undefined || allowed === undefined) return [];
    const depth = path.split('/').length - layer.split('/').length;
    const wrong = importsOf(text).filter((name) => {
      const other = /^@samenspel\/([^/]+)/.exec(name)?.[1];
      if (other !== undefined) return !allowed.includes(other) && !layer.endsWith(`/${other}/`);
      // Up and out of the own project by a relative path.
      return (/^(\.\.\/)+/.exec(name)?.[0].length ?? 0) / 3 > depth;
    });
    return wrong.map((name) => `${path} imports ${name}`);
  });
}

const IMPURE: readonly [RegExp, string][] = [
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/\bMath\.random\b/, 'Math.random'],
  [/\bprocess\s*[.[]/, 'process'],
  [/\bcrypto\s*\./, 'crypto'],
  [/\bperformance\s*\./, 'performance'],
  [/\b(setTimeout|setInterval|queueMicrotask|fetch)\s*\(/, 'time or network'],
];
const NO_CLOCK_OR_DICE = IMPURE.slice(0, 3);

function using(patterns: readonly [RegExp, string][], files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const code = withoutComments(text);
    return patterns.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${path} uses ${what}`);
  });
}

/** Rules take time and chance as arguments and know no platform; the one package that they use is zod. */
export function purityProblems(files: readonly SourceFile[]): string[] {
  const foreign = files.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((name) => !name.startsWith('.') && name !== 'zod')
      .map((name) => `${path} imports ${name}`),
  );
  return [...foreign, ...using(IMPURE, files)];
}

const FRAMEWORKS = /^(@nestjs\/|vue($|\/)|@vue\/|express($|\/)|typeorm($|\/)|pg($|\/)|socket\.io$|node:)/;

/** The engine runs in any host: frameworks, clock and dice come in through ports. */
export function engineProblems(files: readonly SourceFile[]): string[] {
  const foreign = files.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((name) => FRAMEWORKS.test(name))
      .map((name) => `${path} imports ${name}`),
  );
  return [...foreign, ...using(NO_CLOCK_OR_DICE, files)];
}

/** Yjs twice in one program means that `instanceof` fails and texts fall apart. */
export function yjsProblems(lockedPackages: readonly string[], files: readonly SourceFile[]): string[] {
  const copies = lockedPackages.filter((path) => /(^|\/)node_modules\/(yjs|@y\/y)$/.test(path));
  const odd = files.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((name) => name.startsWith('yjs/') || name === '@y/y' || /node_modules\/.*yjs/.test(name))
      .map((name) => `${path} imports ${name}`),
  );
  return [...(copies.length === 1 ? [] : [`yjs is installed ${copies.length} times: ${copies.join(', ')}`]), ...odd];
}

export const MAX_LINES = 400;

export function hygieneProblems(files: readonly SourceFile[], long: Readonly<Record<string, number>> = {}): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    const problems: string[] = [];
    if (lines > (long[path] ?? MAX_LINES)) problems.push(`${path} has ${lines} lines`);
    if (/\/[/*]\s*eslint-disable/.test(text) || /<!--\s*eslint-disable/.test(text))
      problems.push(`${path} switches a lint rule off`);
    if (/@ts-(ignore|nocheck|expect-error)/.test(text)) problems.push(`${path} switches the type checker off`);
    if (path.startsWith('libs/') && /(:|<|\bas)\s*any\b(?!\w)/.test(withoutComments(text)))
      problems.push(`${path} uses any`);
    return problems;
  });
}

/** A name or a reading of a clock in a bound: how long something may take, in any unit. */
const CLOCK = /\b(Date|performance)\.now\(\)|\b[A-Z_]*(_MS|SECONDS)\b|\b\w+Ms\b|\bms\b/;
const SLEEP = /await new Promise(?:<\w+>)?\(\((\w+)\) => setTimeout\(\1, (?:\d{3,}|\d+_\d{3})\)\)/;

/**
 * Bounds on time, and sleeps, in tests: a slower or busier machine fails them though nothing is wrong. What is compared with work
 * beside it (a quotient, `timesAsLong`), counted, or measured on virtual time is none.
 */
export function clockProblems(tests: readonly SourceFile[]): string[] {
  return tests.flatMap(({ path, text }) => {
    const code = withoutComments(text);
    // Names that hold a difference of two readings.
    const times = [...code.matchAll(/\b(\w+) = [^;/]*?\bnow\(\) - [^;/]*;/g)].map(([, name]) => name ?? '');
    const bounds = [...code.matchAll(/\bexpect\(([^;]*?)\)\s*\.toBeLessThan(?:OrEqual)?\(([^;]*)\);/g)];
    const wrong = bounds.filter(([, value, bound]) => {
      if (value === undefined || bound === undefined || value.includes(' / ')) return false;
      return CLOCK.test(value) || CLOCK.test(bound) || times.some((name) => new RegExp(`\\b${name}\\b`).test(value));
    });
    return [
      ...wrong.map(([line]) => `${path} bounds a time: ${line.replaceAll(/\s+/g, ' ')}`),
      ...(SLEEP.test(code) ? [`${path} sleeps instead of waiting for something`] : []),
    ];
  });
}

export function wordProblems(files: readonly SourceFile[], words: readonly string[]): string[] {
  return files.flatMap(({ path, text }) =>
    words.filter((word) => text.toLowerCase().includes(word)).map((word) => `${path} says "${word}"`),
  );
}

/** The same capability has the same name in every part. */
export function roomProblems(
  rooms: Readonly<Record<string, readonly string[]>>,
  shared: readonly string[],
  own: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.entries(rooms).flatMap(([part, has]) => [
    ...shared.filter((room) => !has.includes(room)).map((room) => `${part} has no ${room}`),
    ...has
      .filter((room) => !shared.includes(room) && !(own[part] ?? []).includes(room))
      .map((room) => `${part} has ${room}, which the others do not have`),
  ]);
}
