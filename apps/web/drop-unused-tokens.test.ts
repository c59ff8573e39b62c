import { describe, expect, it } from 'vitest';
import { withoutUnused } from './drop-unused-tokens';

const arrow = `url("data:image/svg+xml;utf8,<svg a='1'>{;}</svg>")`;

describe('design tokens', () => {
  it('[W13] keeps what is used, through other tokens too, and nothing else', () => {
    const dropped = new Set<string>();
    const css = `.voorbeeld-theme{--a:var(--b);--b:red;--c:${arrow};--d:blue}p{color:var(--a);background:var(--c)}`;
    expect(withoutUnused(css, dropped)).toBe(
      `.voorbeeld-theme{--a:var(--b);--b:red;--c:${arrow}}p{color:var(--a);background:var(--c)}`,
    );
    expect([...dropped]).toEqual(['--d']);
  });

  it('[W13] keeps what we set over the theme', () => {
    const css = '.voorbeeld-theme{--a:var(--b);--b:red}body.voorbeeld-theme{--a:var(--s)}p{color:var(--a)}';
    expect(withoutUnused(css, new Set())).toBe(css);
  });
});
