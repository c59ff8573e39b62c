import type { DemoSection } from './demo-section';
import { bold, bullets, h, p, quote } from './dsl';

export const adviesInWording: DemoSection = {
  title: 'Ons advies over het plan (in wording)',
  audience: { kind: 'clientRepresentativesOnly' },
  maker: ['OJZ', 'clientRepresentative'],
  blocks: [
    p(
      'Hier werken wij samen aan ons advies: de cliëntenraad van Jeugdhulp Zilverdam en Ouders en Jongeren Zilverland. ' +
        'Zolang het niet af is, leest niemand anders mee.',
    ),
    h('Wat wij goed vinden'),
    ...bullets('Eén vast gezicht, ook bij verhuizen.', 'Dat de visie van de raden leidend is en niet het tarief.'),
    h('Wat wij missen'),
    ...bullets(
      [
        bold('Broers en zussen. '),
        'Nergens staat dat zij bij elkaar blijven. Dat moet een doel worden, met een getal.',
      ],
      [bold('Klachten. '), 'Een ouder weet niet bij wie hij moet zijn: de aanbieder, de gemeente of de voogd?'],
      [
        bold('Tempo. '),
        'Jongeren aan de Kade hoorden van een groepsleider dat hun groep sluit. Zo willen wij het niet.',
      ],
    ),
    quote('Vraag het ons vóór jullie het besluiten, niet erna. (jongerenavond)'),
    h('Waar wij het nog niet over eens zijn'),
    p(
      'De cliëntenraad wil om een vaste stem bij besluiten over sluiten vragen. Ouders en Jongeren vreest dat wij dan ' +
        'medeverantwoordelijk worden voor keuzes waar wij niet over gaan. Volgende week bellen wij hierover.',
    ),
  ],
};
