import { expect, it } from 'vitest';
import { letterParts } from './letter-parts';

it('[N4] links in a letter work, and lead nowhere but to this installation', () => {
  const text =
    'Goedendag,\n\nOpen http://localhost:3000/uitnodiging/abc\nvandaag.\n\nZie https://elders.example/x of javascript:alert(1)';
  expect(letterParts(text, 'http://localhost:3000')).toEqual([
    [{ kind: 'words', text: 'Goedendag,' }],
    [
      { kind: 'words', text: 'Open ' },
      { kind: 'link', text: 'http://localhost:3000/uitnodiging/abc', path: '/uitnodiging/abc' },
      { kind: 'words', text: '\nvandaag.' },
    ],
    [
      { kind: 'words', text: 'Zie ' },
      { kind: 'words', text: 'https://elders.example/x' },
      { kind: 'words', text: ' of javascript:alert(1)' },
    ],
  ]);
  expect(letterParts('http://localhost:3000.elders.example/x', 'http://localhost:3000')[0]?.[0]?.kind).toBe('words');
});
