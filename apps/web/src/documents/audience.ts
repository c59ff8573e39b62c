import type { AudiencePart } from '@samenspel/domain';

type Say = (key: string, values?: Record<string, unknown>) => string;

/**
 * The audience of a section in words: "gemeenten en Jeugdhulp De Brug".
 *
 * @param say gives the words of `documents.audience` in the language of the interface
 */
export function audienceInWords(audience: readonly AudiencePart[], say: Say, language: string): string {
  const words = audience.map((part) => {
    switch (part.kind) {
      case 'everybody':
        return say('documents.audience.everybody');
      case 'role':
        return say(`documents.audience.roles.${part.role}`);
      case 'party':
        return part.party.name;
    }
  });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
