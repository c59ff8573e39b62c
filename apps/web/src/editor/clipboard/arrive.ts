import { dropUnseenSigns } from './signs';
import { tellLists } from './source-lists';
import { spellOutLooks } from './looks';
import { visiblePart } from './visible';

/** What comes in by a paste or a drop, as HTML that says with elements and attributes all that the text can keep. */
export function arrive(html: string): { readonly body: HTMLElement; readonly leftOut: boolean } {
  const { body, styles, leftOut } = visiblePart(html);
  tellLists(body, styles);
  spellOutLooks(body, styles);
  dropUnseenSigns(body);
  for (const element of body.querySelectorAll('style')) element.remove();
  // The page's policy applies none of them, and complains of each.
  for (const element of body.querySelectorAll('[style]')) element.removeAttribute('style');
  return { body, leftOut };
}
