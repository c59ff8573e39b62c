import { objectsOf, shownOn } from './pdf-objects.test-support';

/** The words of a PDF of ours, as a reader takes them out: by the table that each font carries from its signs to letters. */
export function textOfPdf(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  return [...objects]
    .filter(([, { stream }]) => stream !== null && /\bBT\b/.test(stream))
    .flatMap(([number]) => shownOn(number, objects).map(({ text }) => text))
    .join('\n');
}
