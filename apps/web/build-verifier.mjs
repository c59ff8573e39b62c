// Puts the parts of the offline verifier together: one file for Node, and one page for a browser. It reads them as text and
// imports nothing of them: the verifier is nobody's library.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What both have, each after what it needs. */
const CHECKS = ['bytes.mjs', 'file.mjs', 'verify.mjs', 'words.mjs'];
const read = (name) => readFileSync(join(import.meta.dirname, '../../verifier', name), 'utf8');
/** The parts stand one after another, so they need not import each other. */
const withoutImports = (text) => text.replaceAll(/^import [^;]* from '\.[^;]*;\n/gm, '');
const withoutExports = (text) => text.replaceAll(/^export (?=(async )?(function|const|class))/gm, '');
const policyHash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The verifier for Node: one file that is read from top to bottom. */
export function verifierScript() {
  return ['head.mjs', ...CHECKS, 'cli.mjs'].map((name) => withoutExports(withoutImports(read(name)))).join('\n');
}

/** The same in a page that can reach nothing: its policy allows what stands in it, by hash, and no address at all. */
export function verifierPage() {
  const parts = [...CHECKS, 'page.mjs'].map((name) => withoutExports(withoutImports(read(name))));
  const script = `\n${parts.join('\n')}`;
  const style = `\n${read('page.css')}`;
  const policy = [
    "default-src 'none'",
    `script-src ${policyHash(script)}`,
    `style-src ${policyHash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return read('page.html')
    .replace('<!--policy-->', `<meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace(/\s*\/\*style\*\/\s*/, () => style)
    .replace(/\s*\/\*script\*\/\s*/, () => script);
}

/** Vite: puts both beside the interface, to be downloaded from the page of a seal. */
export function buildVerifier() {
  return {
    name: 'build-verifier',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'samenspel-verifier.mjs', source: verifierScript() });
      this.emitFile({ type: 'asset', fileName: 'samenspel-verifier.html', source: verifierPage() });
    },
  };
}
