import { objectsOf, shownOn } from './pdf-objects.test-support';

/** The words of a PDF of ours, as a reader takes them out: by the table that each font carries from its signs to letters. */
export function textOfPdf(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  return [...objects]
    .filter(([, { stream }]) => stream !== null && /\bBT\b/.test(stream))
    .flatMap(([number]) => shownOn(number, objects).map(({ text }) => text))
    .join('\n');
}

/** The words of a PDF of ours by line: each is marked by itself. */
export function linesOfPdf(bytes: Uint8Array): string[] {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const lines: string[] = [];
  for (const [number, { stream }] of objects) {
    if (stream === null || !/\bBT\b/.test(stream)) continue;
    let mark: number | null = null;
    for (const { text, mcid } of shownOn(number, objects)) {
      if (mcid !== null && mcid === mark) lines.push(`${lines.pop() ?? ''}${text}`);
      else lines.push(text);
      mark = mcid;
    }
  }
  return lines;
}
