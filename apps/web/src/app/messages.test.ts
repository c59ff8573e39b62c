import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'vue/compiler-sfc';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '@samenspel/domain';
import en from './all-messages.en';
import nl from './all-messages.nl';

type Tree = { readonly [key: string]: string | Tree };

const SOURCE = join(import.meta.dirname, '..');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(vue|ts)$/.test(name));
const templates = files.filter((name) => name.endsWith('.vue') && !/testing/.test(name));
const code = files.filter((name) => !/\.test\.ts$|messages\.(nl|en)\.ts$|testing/.test(name));

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const dutch = flat(nl);
const english = flat(en);
const placeholders = (message: string): string[] => [...new Set(message.match(/\{\w+\}/g) ?? [])].sort();
const forms = (message: string): number => message.split(' | ').length;

describe('messages', () => {
  it('[W1] are complete in both languages, with the same placeholders and plural forms', () => {
    expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort());
    for (const [key, message] of dutch) {
      const other = english.get(key) ?? '';
      expect(message.trim(), key).not.toBe('');
      expect(other.trim(), key).not.toBe('');
      expect(placeholders(other), key).toEqual(placeholders(message));
      expect(forms(other), key).toBe(forms(message));
    }
  });

  it('[W2] say for every problem what happened, what it means and what to do', () => {
    for (const problem of [...PROBLEM_CODES, 'no-connection', 'not-understood']) {
      for (const part of ['what', 'means', 'todo'])
        expect(dutch.has(`platform.problems.${problem}.${part}`)).toBe(true);
    }
  });

  it('[W1] have every key that the code asks for', () => {
    const unknown: string[] = [];
    for (const name of code) {
      const text = readFileSync(join(SOURCE, name), 'utf8');
      for (const [, quote, key] of text.matchAll(/\b(?:t|say)\(\s*(['`])([^'`]+)\1/g)) {
        const prefix = key!.split('${')[0]!;
        const known = quote === "'" ? dutch.has(key!) : [...dutch.keys()].some((each) => each.startsWith(prefix));
        if (!known) unknown.push(`${name}: ${key}`);
      }
    }
    expect(unknown).toEqual([]);
  });
});

interface Node {
  readonly type: number;
  readonly content?: unknown;
  readonly children?: readonly Node[];
  readonly branches?: readonly Node[];
  readonly props?: readonly {
    readonly type: number;
    readonly name: string;
    readonly value?: { readonly content: string };
  }[];
}

const TEXT = 2;
const ATTRIBUTE = 6;
const SHOWN_ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'legend', 'description'];

function literals(node: Node): string[] {
  const own = node.type === TEXT && /\p{L}/u.test(String(node.content)) ? [String(node.content).trim()] : [];
  const attributes = (node.props ?? [])
    .filter((prop) => prop.type === ATTRIBUTE && SHOWN_ATTRIBUTES.includes(prop.name) && prop.value?.content)
    .map((prop) => `${prop.name}="${prop.value?.content}"`);
  return [...own, ...attributes, ...[...(node.children ?? []), ...(node.branches ?? [])].flatMap(literals)];
}

describe('templates', () => {
  it.each(templates)('[W1] show only messages: %s', (name) => {
    const { descriptor } = parse(readFileSync(join(SOURCE, name), 'utf8'));
    expect(literals((descriptor.template?.ast ?? { type: 0 }) as Node)).toEqual([]);
  });

  it.each(templates)('[W3] have nothing that the Content-Security-Policy or safety forbids: %s', (name) => {
    const { descriptor } = parse(readFileSync(join(SOURCE, name), 'utf8'));
    expect(descriptor.template?.content ?? '').not.toMatch(/\sstyle="|v-html|\son[a-z]+="/);
  });
});
