import { describe, expect, it } from 'vitest';
import { AddDocument, AddSection, ImportQuery } from './contracts';

const as = { kind: 'minutes', formality: 'formal' } as const;
const CONTROL = ['a\u0000b', 'a\nb', 'a\u202Eb', 'a\u2066b', 'a\u2028b', '', '   ', 'x'.repeat(201)];

describe('[D8] a title', () => {
  it.each(CONTROL)('is one visible line of at most 200 characters: %j', (title) => {
    expect(AddDocument.safeParse({ title, ...as }).success).toBe(false);
    expect(AddSection.safeParse({ title, preset: { kind: 'wholeTable' } }).success).toBe(false);
  });

  it('may hold letters of any language', () => {
    const title = 'Cliëntenraad & ’s-Zilverdam: fase 2 (2026–2030) 👩‍👧';
    expect(AddDocument.parse({ title: ` ${title} `, ...as }).title).toBe(title);
    expect(ImportQuery.parse({ name: 'a.md', title, ...as }).title).toBe(title);
  });

  it('of an import may be left to the file', () => {
    expect(ImportQuery.parse({ name: 'a.md', title: ' ', ...as }).title).toBeUndefined();
    expect(ImportQuery.safeParse({ name: 'a.md', title: 'a\u0000', ...as }).success).toBe(false);
  });
});
