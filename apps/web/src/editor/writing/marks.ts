import { Mark } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Italic } from '@tiptap/extension-italic';
import { Strike } from '@tiptap/extension-strike';
import { Underline } from '@tiptap/extension-underline';
import { safeHref } from '@samenspel/collab';

/** Only the address is stored. What the browser may do with it (no opener, no referrer) is decided when drawing. */
const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = safeHref(element.getAttribute('href'));
        return href === null ? false : { href };
      },
    },
  ],
  renderHTML: ({ mark }) => ['a', { href: safeHref(mark.attrs.href) ?? '', rel: 'noopener noreferrer' }, 0],
});

/** Outermost first, as the static text draws them. */
export const marks = [Link, Bold, Italic, Underline, Strike];
