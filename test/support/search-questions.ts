import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './product';

/** What somebody types, and what is right. As test/search-questions/README.md says. */
export interface AskedQuestion {
  readonly id: string;
  readonly kind: string;
  readonly over: 'demonstration' | 'texts';
  readonly ask: string;
  readonly right?: readonly string[];
  readonly best?: readonly string[];
  readonly first?: boolean;
  readonly alsoFine?: readonly string[];
  readonly restIsFine?: boolean;
  readonly none?: boolean;
}

export interface CorpusText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface DemonstrationSection {
  readonly id: string;
  readonly table: string;
  readonly title: string;
}

export type Half = 'open' | 'held-out';

/** How many are among the first of a list. */
const FIRST = 3;

const fileOf = <T>(name: string): T =>
  JSON.parse(readFileSync(join(ROOT, 'test/search-questions', `${name}.json`), 'utf8')) as T;

export const questionsOf = (half: Half): AskedQuestion[] => fileOf(half);
export const corpusTexts = (): CorpusText[] => fileOf('texts');
export const demonstrationSections = (): DemonstrationSection[] => fileOf('demonstration');

/** What one question gave: whole when all of it is right. */
export interface Verdict {
  readonly question: AskedQuestion;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  /** The best stand where they must; null when the question names none. */
  readonly placed: boolean | null;
  readonly whole: boolean;
}

/** @param found the ids of what was found, in its order */
export function judge(question: AskedQuestion, found: readonly string[]): Verdict {
  const right = question.right ?? [];
  const fine = new Set([...right, ...(question.alsoFine ?? [])]);
  const missed = right.filter((one) => !found.includes(one));
  const wrong = question.restIsFine === true ? [] : found.filter((one) => !fine.has(one));
  const { best } = question;
  const among = question.first === true ? 1 : FIRST;
  const placed = best === undefined ? null : found.slice(0, among).some((one) => best.includes(one));
  return { question, missed, wrong, placed, whole: missed.length === 0 && wrong.length === 0 && placed !== false };
}

export interface Score {
  readonly questions: number;
  /** Questions of which everything is right. */
  readonly whole: number;
  readonly right: number;
  readonly found: number;
  readonly placed: number;
  readonly toPlace: number;
  /** Sections that were found and should not be. */
  readonly wrong: number;
}

export function scoreOf(verdicts: readonly Verdict[]): Score {
  const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((total, one) => total + of(one), 0);
  const rights = sum(({ question }) => question.right?.length ?? 0);
  return {
    questions: verdicts.length,
    whole: verdicts.filter(({ whole }) => whole).length,
    right: rights,
    found: rights - sum(({ missed }) => missed.length),
    placed: verdicts.filter(({ placed }) => placed === true).length,
    toPlace: verdicts.filter(({ placed }) => placed !== null).length,
    wrong: sum(({ wrong }) => wrong.length),
  };
}

/** A line of figures for each kind, and one for all. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const kinds = [...new Set(verdicts.map(({ question }) => question.kind))];
  const line = (name: string, of: readonly Verdict[]): string => {
    const { questions, whole, right, found, placed, toPlace, wrong } = scoreOf(of);
    return `| ${name.padEnd(20)} | ${`${whole} of ${questions}`.padEnd(10)} | ${`${found} of ${right}`.padEnd(10)} | ${`${placed} of ${toPlace}`.padEnd(8)} | ${String(wrong).padEnd(5)} |`;
  };
  return [
    '| kind                 | all right  | found      | in place | wrong |',
    '| -------------------- | ---------- | ---------- | -------- | ----- |',
    ...kinds.map((kind) =>
      line(
        kind,
        verdicts.filter(({ question }) => question.kind === kind),
      ),
    ),
    line('**all**', verdicts),
  ].join('\n');
}
