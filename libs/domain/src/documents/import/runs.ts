import type { TextBlock, TextRun } from './model';

/** Addresses that may become links; anything else stays text. */
const SAFE = /^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu;
const ADDRESS_LENGTH = 2000;

/** Whether an address may be followed from a plan: http, https or mailto, without white space. */
export function isSafeAddress(address: string): boolean {
  return address.length <= ADDRESS_LENGTH && SAFE.test(address);
}

/** Plain text as runs, with the web addresses in it as links. */
export function plainRuns(text: string, marks?: TextRun['marks']): TextRun[] {
  const runs: TextRun[] = [];
  const style = marks === undefined || marks.length === 0 ? {} : { marks };
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"”]+/gi)) {
    const address = withoutTail(match[0]);
    if (!isSafeAddress(address)) continue;
    if (match.index > from) runs.push({ text: text.slice(from, match.index), ...style });
    runs.push({ text: address, ...style, link: address });
    from = match.index + address.length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), ...style });
  return runs;
}

/** Punctuation behind an address belongs to the sentence around it. */
function withoutTail(address: string): string {
  let end = address.length;
  while (end > 0 && ".,;:!?)]}'’*".includes(address[end - 1]!)) end -= 1;
  return address.slice(0, end);
}

/** The text of a block without its marks. */
export function textOf(block: TextBlock): string {
  return block.runs.map((run) => run.text).join('');
}
