import type { Plugin } from 'vite';

const THEME = /\.voorbeeld-theme\s*\{([^{}]*)\}/g;

/**
 * Leaves out what no style asks for of the thousands of design tokens in the theme: they are most of the first page's CSS.
 * A token counts as used when a style of the same file names it, or a used token does. Only the same file, because the
 * name of a file is a hash of what stood in it before: files that come later use our own tokens, or the build fails.
 */
export function dropUnusedTokens(): Plugin {
  return {
    name: 'drop-unused-tokens',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const sheets = Object.values(bundle).flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.css') ? [file] : [],
      );
      const dropped = new Set<string>();
      for (const sheet of sheets) {
        const css = String(sheet.source);
        const used = usedTokens(css);
        sheet.source = css.replace(THEME, (_rule, body: string) => {
          const kept = declarations(body).filter(([name]) => {
            if (name.startsWith('--') && !used.has(name)) dropped.add(name);
            return !dropped.has(name);
          });
          return `.voorbeeld-theme{${kept.map(([name, value]) => `${name}:${value}`).join(';')}}`;
        });
      }
      for (const sheet of sheets) {
        const missed = named(String(sheet.source)).find((name) => dropped.has(name));
        if (missed)
          this.error(`${sheet.fileName} uses ${missed}, which the first page does not: use a token of our own`);
      }
    },
  };
}

/** The tokens that can be reached from the styles outside the theme. */
function usedTokens(css: string): Set<string> {
  const theme = new Map<string, string>();
  for (const [, body] of css.matchAll(THEME)) {
    // A token can be set twice: by the theme and by us over it. What either names is kept.
    for (const [name, value] of declarations(body ?? '')) theme.set(name, `${theme.get(name) ?? ''} ${value}`);
  }
  const used = new Set<string>();
  const waiting = named(css.replace(THEME, ''));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    waiting.push(...named(theme.get(name) ?? ''));
  }
  return used;
}

function declarations(body: string): [string, string][] {
  return body
    .split(';')
    .map((part): [string, string] => {
      const colon = part.indexOf(':');
      return [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
    })
    .filter(([name]) => name !== '');
}

function named(text: string): string[] {
  return [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name!);
}
