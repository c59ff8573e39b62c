import { objectsOf, shownOn, type PdfObject } from './pdf-objects.test-support';

/** A place in the structure of a PDF: what a screen reader follows. */
export interface TreeNode {
  readonly type: string;
  /** What is said of it, as it stands in the file. */
  readonly facts: string;
  /** Its own text, without that of its children. */
  readonly text: string;
  readonly children: readonly TreeNode[];
  /** It holds an annotation of a page. */
  readonly annotated: boolean;
}

/** The structure of a PDF of ours, from its root element. */
export function treeOfPdf(bytes: Uint8Array): TreeNode {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const root = [...objects.values()].find(({ text }) => text.includes('/Type /StructTreeRoot'));
  const first = /\/K \[?\s*(\d+) 0 R/.exec(root?.text ?? '')?.[1];
  if (first === undefined) throw new Error('This PDF has no structure.');
  const pages = new Map<string, Map<number, string>>();
  return nodeOf(first, objects, (page) => {
    let texts = pages.get(page);
    if (texts === undefined) pages.set(page, (texts = marksOn(page, objects)));
    return texts;
  });
}

/** All nodes of a type, in the order of reading. */
export function nodesOf(node: TreeNode, type: string | RegExp): TreeNode[] {
  const own = typeof type === 'string' ? node.type === type : type.test(node.type);
  return [...(own ? [node] : []), ...node.children.flatMap((child) => nodesOf(child, type))];
}

/** All that is read out of a node. */
export function readingOf(node: TreeNode): string {
  return node.text + node.children.map(readingOf).join('');
}

type Pages = (page: string) => ReadonlyMap<number, string>;

function nodeOf(number: string, objects: ReadonlyMap<string, PdfObject>, pages: Pages): TreeNode {
  const facts = objects.get(number)?.text ?? '';
  const kids = /\/K (\[[\s\S]*?\](?=\s*(?:\/|>>\s*$))|\d+ 0 R)/.exec(facts)?.[1] ?? '';
  const page = /\/Pg (\d+) 0 R/.exec(facts.replace(kids, ''))?.[1] ?? '';
  let text = '';
  let annotated = false;
  const children: TreeNode[] = [];
  for (const [kid, reference, marked] of kids.matchAll(/<<[\s\S]*?>>|(\d+) 0 R|(\d+)/g)) {
    if (reference !== undefined) children.push(nodeOf(reference, objects, pages));
    else if (marked !== undefined) text += pages(page).get(Number(marked)) ?? '';
    else if (kid.includes('/OBJR')) annotated = true;
    else text += pages(/\/Pg (\d+) 0 R/.exec(kid)?.[1] ?? '').get(Number(/\/MCID (\d+)/.exec(kid)?.[1])) ?? '';
  }
  return { type: /\/S \/(\w+)/.exec(facts)?.[1] ?? '', facts, text, children, annotated };
}

function marksOn(page: string, objects: ReadonlyMap<string, PdfObject>): Map<number, string> {
  const content = /\/Contents (\d+) 0 R/.exec(objects.get(page)?.text ?? '')?.[1] ?? '';
  const texts = new Map<number, string>();
  for (const { text, mcid } of shownOn(content, objects)) {
    if (mcid !== null) texts.set(mcid, (texts.get(mcid) ?? '') + text);
  }
  return texts;
}
