import { describe, expect, it } from 'vitest';
import { planFromMarkdown } from './plan-from-markdown';
import { planFromText } from './plan-from-text';
import { outlineOf } from './retention.test-support';
import { withoutUnseen } from './unseen-signs';

describe('[I16] signs that nobody sees', () => {
  it.each([
    ['ge\u00admeen\u00adten', 'gemeenten'],
    ['zorg\u200bregio\ufeff en \u2060wij\u200dzers', 'zorgregio en wijzers'],
    ['plan \u202eniet\u202c', 'plan niet'],
    ['\u20ac\u00a01.250, non\u2011stop', '\u20ac\u00a01.250, non\u2011stop'],
    ['\u{1f469}\u200d\u{1f467}', '\u{1f469}\u200d\u{1f467}'],
    ['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
  ])('%j is %j', (text, seen) => expect(withoutUnseen(text)).toBe(seen));

  it('come in by no file of text or Markdown either', () => {
    const text = 'De zorg\u200bregio en de ge\u00admeenten.';
    for (const plan of [planFromText, planFromMarkdown])
      expect(outlineOf(plan(text, 'Naam'))).toEqual(['p De zorgregio en de gemeenten.']);
  });
});
