import { describe, expect, it } from 'vitest';
import { nextPath } from './next-path';

describe('the page after signing in', () => {
  it('[W6] is the page that was asked for', () => {
    expect(nextPath('/documenten/1?x=2')).toBe('/documenten/1?x=2');
  });

  it.each([undefined, ['/a'], '', 'https://elders.example', '//elders.example', '/\\elders.example', 'javascript:1'])(
    '[W6] is never elsewhere: %s',
    (next) => {
      expect(nextPath(next)).toBe('/');
    },
  );
});
