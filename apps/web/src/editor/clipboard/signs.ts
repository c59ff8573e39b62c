import { withoutUnseen } from '@samenspel/domain';

/** They come along from web pages and PDF; a word with one in it is found by no search. */
export function dropUnseenSigns(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, 4);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const seen = withoutUnseen(text.nodeValue ?? '');
    if (seen !== text.nodeValue) text.nodeValue = seen;
  }
}
