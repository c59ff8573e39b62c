import { describe, expect, it } from 'vitest';
import type { PartyView } from '@samenspel/domain';
import { i18n } from '../app/i18n';
import { audienceInWords } from './audience';

const deBrug: PartyView = {
  organisationId: '00000000-0000-4000-8000-000000000001',
  name: 'Jeugdhulp De Brug',
  abbreviation: 'BRUG',
  kind: 'provider',
  mark: { shape: 'triangle', hue: 1 },
};

describe('the audience of a section', () => {
  it('[W10] is said in words', () => {
    const audience = [
      { kind: 'role' as const, role: 'commissioner' as const },
      { kind: 'party' as const, party: deBrug },
    ];
    expect(audienceInWords(audience, i18n.global.t, 'nl')).toBe('gemeenten en Jeugdhulp De Brug');
    expect(audienceInWords([{ kind: 'everybody' }], i18n.global.t, 'nl')).toBe('iedereen aan tafel');
  });
});
