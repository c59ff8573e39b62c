import {
  IMPORT_MAX_BYTES,
  planFromOutline,
  remarksOf,
  titleFromName,
  type ImportedPlan,
  type ImportRemark,
  type ImportRemarkKind,
  type ProblemCode,
} from '@samenspel/domain';
import mammoth from 'mammoth';
import { openPackage } from './open-package';
import { outlineOf } from './read-html';
import { scanPackage } from './scan-package';
import { styleMapOf } from './style-map';
import { zipOf } from './zip';

export type PlanFromFile =
  | { readonly ok: true; readonly plan: ImportedPlan; readonly remarks: ImportRemark[] }
  | { readonly ok: false; readonly code: ProblemCode };

/**
 * Makes a plan of a Word file, before anything is stored. Nothing outside the file is fetched, no picture is opened and
 * nothing in it runs.
 *
 * @param name without its extension it is the title if the text has none
 * @returns the plan and what could not be kept as it was, or the reason for which the file is refused
 */
export async function planFromDocx(name: string, bytes: Uint8Array): Promise<PlanFromFile> {
  if (bytes.length > IMPORT_MAX_BYTES) return { ok: false, code: 'too-large' };
  if (bytes.length === 0) return { ok: false, code: 'empty-file' };
  const opened = await openPackage(bytes);
  if (!opened.ok) return opened;
  const { parts, mainPart } = opened;
  const scan = scanPackage(parts, mainPart);
  if (!scan.ok) return scan;
  const html = await htmlOf(parts, mainPart);
  if (html === null) return { ok: false, code: 'file-damaged' };
  const { counts } = scan;
  const count = (kind: ImportRemarkKind): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const style of html.unknownStyles) if (style !== '') count('styles');
  // The table of contents is a field and a row of paragraphs: told as one.
  counts.delete('contents');
  const outline = outlineOf(html.value, count);
  if (counts.has('contents')) counts.set('contents', 1);
  if (counts.has('own-export')) counts.set('own-export', 1);
  const plan = planFromOutline(outline, titleFromName(name));
  const empty = plan.sections.every(({ blocks }) => blocks.length === 0) && outline.parts.length === 0;
  return empty ? { ok: false, code: 'empty-file' } : { ok: true, plan, remarks: remarksOf(counts) };
}

/** Elements around text that the reader would leave out with all that is in them. */
const WRAPPERS = /<\/?(?:\w+:)?(?:fldSimple|dir|bdo)\b(?:"[^"]*"|'[^']*'|[^>"'])*>/g;

function withoutWrappers(parts: ReadonlyMap<string, Buffer>, mainPart: string): Map<string, Buffer> {
  const isText = (name: string): boolean => name === mainPart || /\/(?:footnotes|endnotes)\d*\.xml$/.test(name);
  return new Map(
    [...parts].map(([name, bytes]) => [
      name,
      isText(name) ? Buffer.from(bytes.toString('utf8').replace(WRAPPERS, ''), 'utf8') : bytes,
    ]),
  );
}

/** Text and marks as flat HTML; null when the file can not be read. */
async function htmlOf(
  parts: ReadonlyMap<string, Buffer>,
  mainPart: string,
): Promise<{ value: string; unknownStyles: Set<string> } | null> {
  const styles = parts.get(`${mainPart.slice(0, mainPart.lastIndexOf('/') + 1)}styles.xml`);
  try {
    // Packed anew, of what was looked at: two readers of one archive may see different files in it.
    const { value, messages } = await mammoth.convertToHtml(
      { buffer: zipOf(withoutWrappers(parts, mainPart)) },
      {
        styleMap: styleMapOf(styles?.toString('utf8') ?? null),
        includeDefaultStyleMap: false,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        ignoreEmptyParagraphs: true,
        idPrefix: '',
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    );
    const unknown = messages.flatMap(({ message }) => /^Unrecognised paragraph style: (.*)$/.exec(message)?.[1] ?? []);
    return { value, unknownStyles: new Set(unknown) };
  } catch {
    // Whatever a reader of files stumbles over is the file's fault to its user; the file itself is in no log.
    return null;
  }
}
