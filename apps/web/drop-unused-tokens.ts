import type { Plugin } from 'vite';

// Strings are passed over as a whole: the addresses of drawings hold semicolons and braces.
const STRING = `"[^"]*"|'[^']*'`;
const THEME = new RegExp(`\\.voorbeeld-theme\\s*\\{((?:${STRING}|[^{}"'])*)\\}`, 'g');
const DECLARATION = new RegExp(`([\\w-]+)\\s*:((?:${STRING}|[^;"'])*)`, 'g');

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
      const dropped = new Set<string>();
      const sheets = Object.values(bundle).flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.css') ? [file] : [],
      );
      for (const sheet of sheets) sheet.source = withoutUnused(String(sheet.source), dropped);
      for (const sheet of sheets) {
        const missed = named(String(sheet.source)).find((name) => dropped.has(name));
        if (missed)
          this.error(`${sheet.fileName} uses ${missed}, which the first page does not: use a token of our own`);
      }
    },
  };
}

/** The styles without the tokens that they do not use; the names of those are added to `dropped`. */
export function withoutUnused(css: string, dropped: Set<string>): string {
  const used = usedTokens(css);
  return css.replace(THEME, (_rule, body: string) => {
    const kept = declarations(body).filter(([name]) => {
      const unused = name.startsWith('--') && !used.has(name);
      if (unused) dropped.add(name);
      return !unused;
    });
    return `.voorbeeld-theme{${kept.map(([name, value]) => `${name}:${value}`).join(';')}}`;
  });
}

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
  return [...body.matchAll(DECLARATION)].map(([, name, value]) => [name!, value!.trim()]);
}

function named(text: string): string[] {
  return [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name!);
}
