import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A file of the repository: its path from the root, with slashes, and what stands in it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What is made, fetched or somebody's data: not part of the repository. */
const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.nx', '.tmp', '.vite']);
const TEXTS = new Set(['.ts', '.vue', '.mjs', '.js', '.json', '.md', '.yml', '.yaml', '.css', '.html', '.txt', '']);

/** The text files under a folder of the repository. */
export function filesUnder(folder: string, extensions?: readonly string[]): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (NOT_OURS.has(entry.name)) continue;
      const at = join(path, entry.name);
      if (entry.isDirectory()) walk(at);
      else if (entry.isFile() && (extensions?.includes(extname(at)) ?? TEXTS.has(extname(at))))
        found.push({ path: relative(ROOT, at).replaceAll('\\', '/'), text: readFileSync(at, 'utf8') });
    }
  };
  walk(join(ROOT, folder));
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

export const isTest = ({ path }: SourceFile): boolean => /\.(test|test-support)\.ts$/.test(path);

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
