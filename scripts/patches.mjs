// Replaces exact pieces of our own source while it is built or tested: how a known bug (a saboteur) or a point at which to fail is
// put in without any switch for it in the product itself.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A Vite plugin.
 * @param {readonly { file: string, find: string, replace: string }[]} patches `file` from the root of the repository; `find`
 *   must stand in it exactly once, so that a patch that the code has outgrown is an error and not a bug that nobody put in
 */
export function patchPlugin(patches) {
  return {
    name: 'samenspel-patches',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(root, id.split('?')[0] ?? '');
      let changed = code;
      for (const patch of patches.filter((one) => one.file === file)) {
        if (changed.split(patch.find).length !== 2)
          throw new Error(`${file} does not hold exactly once: ${patch.find}`);
        changed = changed.replace(patch.find, () => patch.replace);
      }
      return changed === code ? undefined : { code: changed, map: null };
    },
  };
}
